package org.saksi.presentation.records

import org.saksi.core.ReportFilter
import org.saksi.core.ReportStanding
import org.saksi.presentation.core.Failure

/** One's own reports, newest first. */
data class RecordsState(
    /** False until the core has answered for the first time. */
    val ready: Boolean,
    val filter: ReportFilter,
    /** Those of the filter that are shown. */
    val cards: List<ReportCard>,
    /** Of the filter there are more. */
    val more: Boolean,
    /** Answers that only she can decide about. */
    val conflicts: Int,
    val failure: Failure?,
)

/** A report in the list. */
sealed interface ReportCard {
    val record: String

    /** [title] is the form's; null once it was withdrawn or the form is not here. */
    data class Plain(override val record: String, val title: String?, val madeMs: Long, val standing: ReportStanding) : ReportCard

    /** Dangerous to be found with, and at the hub: only the number that she can say. Not even when it was made. */
    data class PutAway(override val record: String, val number: String) : ReportCard
}
