package org.saksi.presentation.sending

import kotlinx.coroutines.CoroutineDispatcher
import org.saksi.presentation.SendWhen
import org.saksi.presentation.Settings
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.Outcome
import org.saksi.presentation.phone.Line
import org.saksi.presentation.phone.OpenCore

/**
 * Sends without being asked: after unlocking, and when the phone wakes the app. A locked app has no
 * key, so it sends nothing then; that changes with the sealed outbox.
 */
class ScheduledSend(
    private val open: OpenCore,
    private val settings: Settings,
    private val line: Line,
    private val sends: Sends,
    private val background: CoroutineDispatcher,
) {
    /** Answers whether a sync was tried. A failure waits for the next time: she sees what is waiting. */
    suspend fun run(): Boolean {
        val core = Core(open.get() ?: return false, background)
        val allowed = when (settings.sendWhen.value) {
            SendWhen.WHEN_ASKED -> false
            SendWhen.ON_WIFI -> line.isThere() && line.isFree()
            SendWhen.ON_ANY_LINE -> line.isThere()
        }
        if (!allowed || core.ask { syncIsDue() } != Outcome.Done(true)) return false
        sends.begin(core).await()
        return true
    }
}
