package org.saksi.presentation.form

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.firstOrNull
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeoutOrNull
import org.saksi.core.AuditSpot
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.Outcome
import org.saksi.presentation.location.Gps

/** Positions for the log of a form that asks for them, while the form is on screen and as often as it asks. */
internal class FormTrack(
    private val core: Core,
    private val draft: String,
    private val gps: Gps,
    private val scope: CoroutineScope,
) {
    private var following: Job? = null

    fun begin() {
        if (following?.isActive == true) return
        following = scope.launch {
            val asked = (core.ask { auditLocation(draft) } as? Outcome.Done)?.value ?: return@launch
            val pause = asked.minIntervalS.toLong() * MS
            while (true) {
                // Between two positions the receiver rests.
                withTimeoutOrNull(PATIENCE_MS) { gps.readings.firstOrNull() }?.fix?.let { fix ->
                    val spot = AuditSpot(fix.position.latE7.toLong(), fix.position.lonE7.toLong(), fix.accuracyMm)
                    core.ask { auditLocated(draft, spot, fix.mock) }
                }
                delay(pause)
            }
        }
    }

    fun end() {
        following?.cancel()
    }

    private companion object {
        const val MS = 1_000L
        const val PATIENCE_MS = 60_000L
    }
}
