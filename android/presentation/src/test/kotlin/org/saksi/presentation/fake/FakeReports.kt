package org.saksi.presentation.fake

import org.saksi.core.OwnReport
import org.saksi.core.OwnReports
import org.saksi.core.ReportFilter
import org.saksi.core.ReportStanding

/** Reports as the core would tell them. */
object FakeReports {
    fun report(number: Int, standing: ReportStanding, putAway: String? = null) =
        OwnReport("%064x".format(number), "F02", number.toLong(), standing, emptyList(), putAway)

    fun page(reports: List<OwnReport>, filter: ReportFilter, most: Int): OwnReports {
        val passing = reports.filter { passes(it.standing, filter) }
        fun count(filter: ReportFilter) = reports.count { passes(it.standing, filter) }.toULong()
        return OwnReports(
            newest = passing.take(most), more = passing.size > most, inAll = reports.size.toULong(),
            waiting = count(ReportFilter.WAITING), received = count(ReportFilter.RECEIVED),
        )
    }

    private fun passes(standing: ReportStanding, filter: ReportFilter) = when (filter) {
        ReportFilter.ALL -> true
        ReportFilter.WAITING -> standing == ReportStanding.WAITING
        ReportFilter.RETURNED -> standing == ReportStanding.RETURNED
        ReportFilter.RECEIVED -> standing != ReportStanding.WAITING && standing != ReportStanding.WITHDRAWN
    }
}
