package org.saksi.presentation.home

import org.saksi.core.OwnReport
import org.saksi.core.ReportStanding
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
 * What is told of these [reports], which the hub has. One that came back stays until it is corrected;
 * another word until she has read it, which [readMs] tells.
 */
internal fun heard(reports: List<OwnReport>, titles: Map<String, String>, codes: CodeList, readMs: Long): Heard {
    val told = reports.mapNotNull { report ->
        val line = report.acts.mapNotNull { it.toldLine(codes) }.lastOrNull() ?: return@mapNotNull null
        report to when (val number = report.putAway) {
            null -> WordCard(report.record, titles[report.form] ?: report.form.orEmpty(), line, number = null)
            else -> WordCard(report.record, title = null, line.copy(reason = null, prompt = null, note = null), number)
        }
    }
    val (returned, others) = told.partition { (report, card) ->
        // What is put away cannot be corrected here: then it is news, to be told to the officer.
        card.number == null && card.told.verb == "submission.return" && report.standing == ReportStanding.RETURNED
    }
    return Heard(
        returned = returned.map { it.second }.sortedByDescending { it.told.ms },
        news = others.map { it.second }.filter { it.told.ms > readMs && (it.number != null || it.told.verb != "submission.return") }
            .sortedByDescending { it.told.ms },
    )
}
