package org.saksi.presentation.location

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.firstOrNull
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeoutOrNull
import org.saksi.core.ShutterFix
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.Outcome

/**
 * Photos that were kept before there was a sharp fix: for a minute after the shutter a better one still
 * counts (field.md A9), also when the person has long left the camera. The core keeps the best of them
 * and signs once none can better it, or the minute is over.
 *
 * When the process ends or the app is locked meanwhile, the core signs with what it has: it never waits
 * for a fix that was promised.
 */
class LateFixes(private val core: Core, private val gps: Gps, private val scope: CoroutineScope) {
    fun watch(capture: String, shutterMs: Long) {
        scope.launch {
            val left = (shutterMs + PROMPT_MS - gps.bootMs()).coerceAtLeast(0)
            // What the core refuses is signed by now, or the store is closed.
            withTimeoutOrNull(left) {
                gps.readings.firstOrNull { late ->
                    core.ask { lateFix(capture, ShutterFix(late.fix, late.measuredMs - shutterMs)) } is Outcome.Failed
                }
            }
            core.ask { signDue() }
        }
    }
}
