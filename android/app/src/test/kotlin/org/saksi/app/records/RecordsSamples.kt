package org.saksi.app.records

import org.saksi.app.rig.Samples
import org.saksi.core.ReportFilter
import org.saksi.core.ReportStanding
import org.saksi.presentation.records.RecordsState
import org.saksi.presentation.records.ReportCard

object RecordsSamples {
    private fun card(number: Int, title: String?, standing: ReportStanding) =
        ReportCard.Plain("%064x".format(number), title, Samples.THEN - number * Samples.HOUR, standing)

    val many = RecordsState(
        ready = true, filter = ReportFilter.ALL,
        cards = listOf(
            card(1, "Lingkungan dan keselamatan", ReportStanding.RETURNED),
            card(2, "Lingkungan dan keselamatan", ReportStanding.WAITING),
            card(3, "Izin dan wilayah tambang", ReportStanding.PHOTOS_WAIT),
            card(4, "Penerimaan daerah", ReportStanding.BEING_CHECKED),
            card(5, null, ReportStanding.WITHDRAWN),
        ),
        more = true, conflicts = 1, failure = null,
    )
    val putAway = many.copy(
        cards = listOf(ReportCard.PutAway("%064x".format(9), "0417-2290")) + many.cards.drop(2), more = false, conflicts = 0,
    )
    val none = many.copy(filter = ReportFilter.RETURNED, cards = emptyList(), more = false, conflicts = 0)
}
