package org.saksi.presentation.home

import org.saksi.core.FormInfo
import org.saksi.presentation.core.Failure
import org.saksi.presentation.phone.SpaceLeft

/** What to do next. Sync is told in counts, never as a percentage. */
data class HomeState(
    /** False until the core has answered for the first time. */
    val ready: Boolean,
    val projectName: String?,
    /** The name that the person chose, as the code of a picture; see `Picture`. */
    val picture: String?,
    val drafts: List<DraftCard>,
    val forms: List<FormInfo>,
    /** Why no form may be begun; null if one may. */
    val waitsForHub: Boolean,
    /** Room on the phone; without any no form may begin. */
    val space: SpaceLeft,
    val sync: SyncWords?,
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
    /** A sync is going on. */
    val running: Boolean,
)
