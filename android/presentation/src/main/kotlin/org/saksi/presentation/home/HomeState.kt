package org.saksi.presentation.home

import org.saksi.core.FormInfo
import org.saksi.presentation.core.Failure
import org.saksi.presentation.phone.SpaceLeft
import org.saksi.presentation.sending.Running
import org.saksi.presentation.wake.WakeCard

/** What to do next. Sync is told in counts, never as a percentage. */
data class HomeState(
    /** False until the core has answered for the first time. */
    val ready: Boolean,
    val projectName: String?,
    /** The name that the person chose, as the code of a picture; see `Picture`. */
    val picture: String?,
    /** Reports that came back with a reason and were not corrected since. */
    val returned: List<WordCard>,
    /** What else was said about her reports and not read yet, the good too. */
    val news: List<WordCard>,
    val drafts: List<DraftCard>,
    val forms: List<FormInfo>,
    /** There are forms and none was ever begun: say what comes first. */
    val isNew: Boolean,
    /** Why no form may be begun; null if one may. */
    val waitsForHub: Boolean,
    /** Room on the phone; without any no form may begin. */
    val space: SpaceLeft,
    /** Null where nothing is ever sent: in practice. */
    val sync: SyncWords?,
    /** Photos of other apps that are in no report yet. */
    val shared: Int,
    /** What to do about a phone that does not wake the app; null: nothing is to be said. */
    val wake: WakeCard?,
    val practice: Boolean,
    val failure: Failure?,
)

/** A draft, with the title of its form. */
data class DraftCard(val draft: String, val title: String, val changedMs: Long)

/** What the sync line says; the figures are the core's. */
data class SyncWords(
    /** Own reports that have no receipt yet. */
    val reportsWaiting: Int,
    /** Originals that the hub has not got. */
    val photosWaiting: Int,
    val lastMs: Long?,
    /** The sync that is going on. */
    val running: Running?,
) {
    /** Is there anything to send? */
    val waits get() = reportsWaiting > 0 || photosWaiting > 0
}
