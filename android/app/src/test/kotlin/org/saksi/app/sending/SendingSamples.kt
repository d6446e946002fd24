package org.saksi.app.sending

import org.saksi.app.rig.Samples
import org.saksi.core.Refusal
import org.saksi.core.SyncStep
import org.saksi.presentation.SendWhen
import org.saksi.presentation.sending.Running
import org.saksi.presentation.sending.SendingState

object SendingSamples {
    val waiting = SendingState(
        ready = true, reportsWaiting = 3, reportsReceived = 7, photosWaiting = 5, lastMs = Samples.THEN, running = null,
        refused = emptyList(), sendWhen = SendWhen.ON_WIFI, splitView = false, failure = null,
    )
    val running = waiting.copy(
        reportsWaiting = 1, reportsReceived = 9,
        running = Running(SyncStep.ENTRIES, report = 2, reports = 3, photo = 0, photos = 5, stopping = false),
    )
    val refused = waiting.copy(reportsWaiting = 0, photosWaiting = 1, refused = listOf(Refusal("ab12", "blob-too-large")), splitView = true)
}
