package org.saksi.presentation.sending

import org.saksi.core.Refusal
import org.saksi.presentation.SendWhen
import org.saksi.presentation.core.Failure

/** What is and is not on the hub. Counts of things, never a percentage. */
data class SendingState(
    /** False until the core has answered for the first time. */
    val ready: Boolean,
    /** Own reports without a receipt. */
    val reportsWaiting: Int,
    /** Own reports with one. */
    val reportsReceived: Int,
    /** Originals that the hub has not got. */
    val photosWaiting: Int,
    val lastMs: Long?,
    /** Null while nothing is sent. */
    val running: Running?,
    /** What the hub refused in the last run. */
    val refused: List<Refusal>,
    val sendWhen: SendWhen,
    /** The hub showed two histories. */
    val splitView: Boolean,
    val failure: Failure?,
)
