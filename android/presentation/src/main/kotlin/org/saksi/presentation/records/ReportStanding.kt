package org.saksi.presentation.records

import org.saksi.core.EntryKind
import org.saksi.core.RecordState
import org.saksi.core.RecordSummary
import org.saksi.core.TimelineItem
import org.saksi.presentation.core.FieldCore

/** How far a report has come, in what a person cares about. */
enum class ReportStanding {
    /** On this phone only. */
    WAITING,

    /** The hub signed a receipt; an original photo waits. */
    PHOTOS_WAIT,

    /** Everything is there with a receipt; nobody has decided. */
    BEING_CHECKED,

    /** A second person found it good. */
    ACCEPTED,

    /** It came back with a reason, and was not corrected since. */
    RETURNED,

    /** It counts for nothing, and somebody said why. */
    VOID,

    /** She took it back. */
    WITHDRAWN,
}

/** "Received" is the core's word alone: its states SENT and ORIGINAL_RECEIVED stand for receipts. */
val RecordSummary.isAtHub get() = !erased && (state == RecordState.SENT || state == RecordState.ORIGINAL_RECEIVED)

/** The last word about the report decides; a correction after it is being checked anew. */
fun FieldCore.standingOf(summary: RecordSummary): ReportStanding {
    if (summary.erased) return ReportStanding.WITHDRAWN
    if (!summary.isAtHub) return ReportStanding.WAITING
    val word = fold(summary.record).acts.lastOrNull { it.verb.startsWith("submission.") }
    val waits = if (summary.state == RecordState.SENT) ReportStanding.PHOTOS_WAIT else ReportStanding.BEING_CHECKED
    return when (word?.verb) {
        "submission.accept" -> ReportStanding.ACCEPTED
        "submission.return" -> if (editedSince(timeline(summary.record), word.entry)) waits else ReportStanding.RETURNED
        "submission.void" -> ReportStanding.VOID
        else -> waits
    }
}

private fun editedSince(timeline: List<TimelineItem>, entry: String) =
    timeline.indexOfLast { it.kind is EntryKind.Change } > timeline.indexOfFirst { it.entry == entry }
