package org.saksi.presentation.location

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.firstOrNull
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeoutOrNull
import org.saksi.core.ShutterFix
import org.saksi.presentation.core.Core

/**
 * Photos that were kept before there was a fix: for a minute after the shutter a fix still counts
 * (field.md A9), also when the person has long left the camera. Then the entry is signed without.
 *
 * Lives as long as the open profile, not as a screen. When the process ends meanwhile, the core
 * signs without a fix: it never waits for one that was promised.
 */
class LateFixes(private val core: Core, private val gps: Gps, private val scope: CoroutineScope) {
    fun watch(capture: String, shutterMs: Long) {
        scope.launch {
            val left = (shutterMs + PROMPT_MS - gps.bootMs()).coerceAtLeast(0)
            val late = withTimeoutOrNull(left) { gps.readings.firstOrNull { !it.fix.mock } }
            if (late != null) core.ask { lateFix(capture, ShutterFix(late.fix, late.measuredMs - shutterMs)) }
            core.ask { signDue() }
        }
    }
}
