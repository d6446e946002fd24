package org.saksi.presentation.home

import org.saksi.core.RecordSummary
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.records.ReportStanding
import org.saksi.presentation.records.isAtHub
import org.saksi.presentation.records.standingOf
import org.saksi.presentation.report.CodeList
import org.saksi.presentation.report.ToldLine
import org.saksi.presentation.report.toldLine

/** A report of hers with the last word about it: to correct where it came back, else to know. */
data class WordCard(
    val record: String,
    /** Null for one that is put away. */
    val title: String?,
    /** Of one that is put away only that something was said, and when. */
    val told: ToldLine,
    /** What stands for a report that is put away. */
    val number: String?,
)

/** What others said about her reports, newest first. */
internal class Heard(val returned: List<WordCard>, val news: List<WordCard>)

/**
 * Reports that came back stay until they are corrected; other words until she has read them, which
 * [readMs] tells. Only the newest reports are looked at: folding all of them would hold up home.
 */
internal fun FieldCore.heard(reports: List<RecordSummary>, titles: Map<String, String>, codes: CodeList, readMs: Long): Heard {
    val told = reports.filter { it.isAtHub }.take(LOOKED_AT).mapNotNull { summary ->
        val line = fold(summary.record).acts.mapNotNull { it.toldLine(codes) }.lastOrNull() ?: return@mapNotNull null
        summary to when (val number = summary.putAway) {
            null -> WordCard(summary.record, titles[summary.form] ?: summary.form.orEmpty(), line, number = null)
            else -> WordCard(summary.record, title = null, line.copy(reason = null, prompt = null, note = null), number)
        }
    }
    val (returned, others) = told.partition { (summary, card) ->
        // What is put away cannot be corrected here: then it is news, to be told to the officer.
        card.number == null && card.told.verb == "submission.return" && standingOf(summary) == ReportStanding.RETURNED
    }
    return Heard(
        returned = returned.map { it.second }.sortedByDescending { it.told.ms },
        news = others.map { it.second }.filter { it.told.ms > readMs && (it.number != null || it.told.verb != "submission.return") }
            .sortedByDescending { it.told.ms },
    )
}

private const val LOOKED_AT = 60
