package org.saksi.presentation.sending

import org.saksi.core.FieldException
import org.saksi.core.Progress
import org.saksi.core.SyncStep
import org.saksi.presentation.SendWhen
import org.saksi.presentation.Settings
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.phone.Line
import org.saksi.presentation.phone.OpenCore

/** Hears nothing and never stops a sync. */
object Unheard : Progress {
    override fun on(step: SyncStep, done: ULong, of: ULong) = true
}

/**
 * Sends without being asked: after unlocking, and when the phone wakes the app. A locked app has no
 * key, so it sends nothing then; that changes with the sealed outbox.
 */
class ScheduledSend(private val open: OpenCore, private val settings: Settings, private val line: Line) {
    /** Answers whether a sync was tried. Blocks. A failure waits for the next time: she sees what is waiting. */
    fun run(): Boolean {
        val core = open.get() ?: return false
        val allowed = when (settings.sendWhen.value) {
            SendWhen.WHEN_ASKED -> false
            SendWhen.ON_WIFI -> line.isThere() && line.isFree()
            SendWhen.ON_ANY_LINE -> line.isThere()
        }
        return allowed && send(core)
    }

    private fun send(core: FieldCore): Boolean = trySend(core).also { tried -> if (tried) open.synced() }

    private fun trySend(core: FieldCore): Boolean = try {
        core.syncIsDue().also { due -> if (due) core.sync(Unheard) }
    } catch (_: FieldException) {
        true
    } catch (_: IllegalStateException) {
        // It was locked meanwhile.
        false
    }
}
