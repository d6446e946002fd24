package org.saksi.presentation.records

import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.saksi.core.ActTold
import org.saksi.core.EntryKind
import org.saksi.core.RecordKind
import org.saksi.core.RecordState
import org.saksi.core.RecordSummary
import org.saksi.core.TimelineItem
import org.saksi.presentation.MemoryNotes
import org.saksi.presentation.core.Core
import org.saksi.presentation.fake.FakeCore
import org.saksi.presentation.route.BackStack
import org.saksi.presentation.route.Route

class RecordsPresenterTest {
    private val dispatcher = UnconfinedTestDispatcher()
    private val fake = FakeCore()
    private val notes = MemoryNotes()
    private val routes = BackStack(MemoryNotes())

    private fun records() = RecordsPresenter(Core(fake, dispatcher), routes, notes, TestScope(dispatcher))

    private fun report(number: Int, state: RecordState, erased: Boolean = false, putAway: String? = null) =
        RecordSummary("%064x".format(number), RecordKind.SUBMISSION, "F02", "0a".repeat(16), number.toLong(), state, 0uL, erased, putAway)

    private fun entry(id: String, kind: EntryKind) = TimelineItem(id, kind, null, "0a", 1L, 1L, emptyList(), "ok")

    private fun standings(presenter: RecordsPresenter) = presenter.state.value.cards.map { (it as ReportCard.Plain).standing }

    @Test
    fun `a report is received only with a receipt`() {
        fake.records = RecordState.entries.mapIndexed { i, state -> report(i, state) }
        val presenter = records().apply { on(RecordsEvent.Shown) }
        assertEquals(
            listOf(ReportStanding.WAITING, ReportStanding.WAITING, ReportStanding.PHOTOS_WAIT, ReportStanding.BEING_CHECKED),
            standings(presenter),
        )
        presenter.on(RecordsEvent.Filter(RecordsFilter.RECEIVED))
        assertEquals(listOf(ReportStanding.PHOTOS_WAIT, ReportStanding.BEING_CHECKED), standings(presenter))
        presenter.on(RecordsEvent.Filter(RecordsFilter.WAITING))
        assertEquals(listOf(ReportStanding.WAITING, ReportStanding.WAITING), standings(presenter))
    }

    @Test
    fun `a returned report is returned until she corrects it`() {
        fake.records = listOf(report(1, RecordState.ORIGINAL_RECEIVED))
        fake.acts = listOf(ActTold("r", "0b", "submission.return", emptyMap(), 1L, 1L))
        fake.timeline = listOf(entry("c", EntryKind.Change), entry("r", EntryKind.Act))
        val presenter = records().apply { on(RecordsEvent.Filter(RecordsFilter.RETURNED)) }
        assertEquals(listOf(ReportStanding.RETURNED), standings(presenter))
        fake.timeline += entry("d", EntryKind.Change)
        presenter.on(RecordsEvent.Shown)
        assertEquals(emptyList<ReportStanding>(), standings(presenter))
    }

    @Test
    fun `a withdrawn report stays in the list and says so`() {
        fake.records = listOf(report(1, RecordState.SENT, erased = true))
        assertEquals(listOf(ReportStanding.WITHDRAWN), standings(records().apply { on(RecordsEvent.Shown) }))
    }

    @Test
    fun `a report that is put away is a number and nothing else`() {
        fake.records = listOf(report(1, RecordState.ORIGINAL_RECEIVED, putAway = "0417-2290"), report(2, RecordState.READY))
        val presenter = records().apply { on(RecordsEvent.Shown) }
        assertEquals(ReportCard.PutAway("%064x".format(1), "0417-2290"), presenter.state.value.cards.first())
        assertTrue(presenter.state.value.cards.last() is ReportCard.Plain)
    }

    @Test
    fun `a long list comes a page at a time`() {
        fake.records = (1..70).map { report(it, RecordState.READY) }
        val presenter = records().apply { on(RecordsEvent.Shown) }
        assertEquals(30 to true, presenter.state.value.let { it.cards.size to it.more })
        presenter.on(RecordsEvent.More)
        presenter.on(RecordsEvent.More)
        assertEquals(70 to false, presenter.state.value.let { it.cards.size to it.more })
    }

    @Test
    fun `the chosen filter outlives the process`() {
        records().on(RecordsEvent.Filter(RecordsFilter.WAITING))
        assertEquals(RecordsFilter.WAITING, records().state.value.filter)
    }

    @Test
    fun `a row opens its report`() {
        records().on(RecordsEvent.Open("ab"))
        assertTrue(Route.Report("ab") in routes.routes.value)
    }
}
