package org.saksi.presentation.records

import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.saksi.core.ReportFilter
import org.saksi.core.ReportStanding
import org.saksi.presentation.MemoryNotes
import org.saksi.presentation.core.Core
import org.saksi.presentation.fake.FakeCore
import org.saksi.presentation.fake.FakeReports.report
import org.saksi.presentation.phone.OpenCore
import org.saksi.presentation.route.BackStack
import org.saksi.presentation.route.Route

class RecordsPresenterTest {
    private val dispatcher = UnconfinedTestDispatcher()
    private val fake = FakeCore()
    private val notes = MemoryNotes()
    private val open = OpenCore()
    private val routes = BackStack(MemoryNotes())

    private fun records() = RecordsPresenter(Core(fake, dispatcher), routes, notes, open.syncs, TestScope(dispatcher))

    private fun standings(presenter: RecordsPresenter) = presenter.state.value.cards.map { (it as ReportCard.Plain).standing }

    @Test
    fun `each filter lists its own`() {
        fake.reports = ReportStanding.entries.mapIndexed { number, standing -> report(number, standing) }
        val presenter = records().apply { on(RecordsEvent.Shown) }
        assertEquals(ReportStanding.entries.toList(), standings(presenter))
        presenter.on(RecordsEvent.Filter(ReportFilter.WAITING))
        assertEquals(listOf(ReportStanding.WAITING), standings(presenter))
        presenter.on(RecordsEvent.Filter(ReportFilter.RETURNED))
        assertEquals(listOf(ReportStanding.RETURNED), standings(presenter))
    }

    @Test
    fun `a report that is put away is a number and nothing else`() {
        fake.reports = listOf(report(1, ReportStanding.BEING_CHECKED, putAway = "0417-2290"), report(2, ReportStanding.WAITING))
        val presenter = records().apply { on(RecordsEvent.Shown) }
        assertEquals(ReportCard.PutAway("%064x".format(1), "0417-2290"), presenter.state.value.cards.first())
        assertTrue(presenter.state.value.cards.last() is ReportCard.Plain)
    }

    @Test
    fun `what a sync puts away while the list is open is a number at once`() {
        fake.reports = listOf(report(1, ReportStanding.WAITING))
        val presenter = records().apply { on(RecordsEvent.Shown) }
        fake.reports = listOf(report(1, ReportStanding.BEING_CHECKED, putAway = "0417-2290"))
        open.synced()
        assertEquals(listOf(ReportCard.PutAway("%064x".format(1), "0417-2290")), presenter.state.value.cards)
    }

    @Test
    fun `a long list comes a page at a time`() {
        fake.reports = (1..70).map { report(it, ReportStanding.WAITING) }
        val presenter = records().apply { on(RecordsEvent.Shown) }
        assertEquals(30 to true, presenter.state.value.let { it.cards.size to it.more })
        presenter.on(RecordsEvent.More)
        presenter.on(RecordsEvent.More)
        assertEquals(70 to false, presenter.state.value.let { it.cards.size to it.more })
    }

    @Test
    fun `the chosen filter outlives the process`() {
        records().on(RecordsEvent.Filter(ReportFilter.WAITING))
        assertEquals(ReportFilter.WAITING, records().state.value.filter)
    }

    @Test
    fun `a row opens its report`() {
        records().on(RecordsEvent.Open("ab"))
        assertTrue(Route.Report("ab") in routes.routes.value)
    }
}
