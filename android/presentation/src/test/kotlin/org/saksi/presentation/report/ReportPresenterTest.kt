package org.saksi.presentation.report

import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.saksi.core.ActTold
import org.saksi.core.Advice
import org.saksi.core.Answer
import org.saksi.core.CodeWords
import org.saksi.core.FieldException
import org.saksi.core.FieldValue
import org.saksi.core.Grade
import org.saksi.core.GradeTold
import org.saksi.core.OwnReport
import org.saksi.core.PathStep
import org.saksi.core.QuestionType
import org.saksi.core.RecordAnswer
import org.saksi.core.ReportStanding
import org.saksi.presentation.MemoryNotes
import org.saksi.presentation.core.Core
import org.saksi.presentation.fake.FakeCore
import org.saksi.presentation.fake.FakeDrafts.question
import org.saksi.presentation.fake.FakePhone
import org.saksi.presentation.phone.OpenCore
import org.saksi.presentation.route.BackStack
import org.saksi.presentation.route.Route
import org.saksi.presentation.sending.Sends

class ReportPresenterTest {
    private val dispatcher = UnconfinedTestDispatcher()
    private val id = "0f".repeat(32)
    private val fake = FakeCore().apply {
        reports = listOf(OwnReport(id, "F02", 5L, ReportStanding.BEING_CHECKED, emptyList(), putAway = null))
    }
    private val routes = BackStack(MemoryNotes())
    private val open = OpenCore()
    private val sends = Sends(TestScope(dispatcher), FakePhone(), open::synced)
    private val notes = MemoryNotes()
    private val report = presenter()

    private fun presenter() = ReportPresenter(
        id, Core(fake, dispatcher), routes, { list, code -> CodeWords("$list/$code", "$list/$code en") }, open.syncs, notes, sends,
        TestScope(dispatcher),
    )

    private fun photo(evidence: String) = RecordAnswer(
        listOf(PathStep.Field("photo")),
        question("photo", QuestionType.Image, Answer.Media(evidence)), false,
    )

    private fun said(vararg acts: ActTold) {
        fake.reports = fake.reports.map { it.copy(acts = acts.toList()) }
    }

    @Test
    fun `the supervisor's reason is told in the core's words, with her note`() {
        val args = mapOf("reason" to FieldValue.Text("blur"), "note" to FieldValue.Text("Yang dekat dermaga"))
        said(ActTold("e", "0b", "submission.return", args, 7L, null))
        report.on(ReportEvent.Shown)
        val line = report.state.value.told.single()
        assertEquals("return_reason/blur" to "Yang dekat dermaga", line.reason?.id to line.note)
        assertEquals(7L, line.ms)
        assertEquals("the key under which it can be heard", "return_reason/blur", line.prompt)
    }

    @Test
    fun `what came with a background sync is told without leaving the page`() {
        report.on(ReportEvent.Shown)
        assertEquals(0, report.state.value.told.size)
        said(ActTold("e", "0b", "submission.accept", emptyMap(), 7L, null))
        open.synced()
        assertEquals(1, report.state.value.told.size)
    }

    @Test
    fun `each photo is graded, and an altered one says so while the others stay`() {
        fake.answers = listOf(photo("aa"), photo("bb"), photo("cc"))
        fake.graded = GradeTold(Grade.B, listOf("GPS terlambat"), listOf("GPS was late"))
        fake.altered = setOf("bb")
        report.on(ReportEvent.Shown)
        val told = report.state.value.evidence
        assertEquals(mapOf("aa" to Grade.B, "bb" to null, "cc" to Grade.B), told.mapValues { it.value.grade?.grade })
        assertEquals(mapOf("aa" to null, "bb" to "evidence_altered", "cc" to null), told.mapValues { it.value.failure?.code })
        assertEquals(null, report.state.value.failure)
    }

    @Test
    fun `of a report that is put away nothing is read but its number`() {
        said(ActTold("e", "0b", "submission.return", mapOf("reason" to FieldValue.Text("blur")), 7L, null))
        fake.answers = listOf(photo("aa"))
        report.on(ReportEvent.Shown)
        report.on(ReportEvent.AskWithdraw)
        assertEquals("Lubang dan air" to null, report.state.value.run { title to putAway })
        assertEquals(1 to setOf("aa"), report.state.value.run { answers.size to evidence.keys })
        fake.reports = fake.reports.map { it.copy(putAway = "0417-2290") }
        report.on(ReportEvent.Shown)
        val state = report.state.value
        assertEquals("0417-2290" to null, state.putAway to state.title)
        assertTrue(state.run { answers.isEmpty() && told.isEmpty() && evidence.isEmpty() && withdrawing == null && madeMs == 0L })
    }

    @Test
    fun `correcting opens the report as a draft`() {
        report.on(ReportEvent.Edit)
        assertEquals(Route.Form("d2"), routes.routes.value.last())
    }

    @Test
    fun `nothing is withdrawn without a reason`() {
        report.on(ReportEvent.Shown)
        report.on(ReportEvent.AskWithdraw)
        report.on(ReportEvent.Withdraw)
        assertFalse(fake.done.any { it.startsWith("erase") })
        report.on(ReportEvent.Reason(WithdrawReason.SAFETY))
        report.on(ReportEvent.Withdraw)
        assertEquals("erase safety", fake.done.last())
        assertEquals(ReportStanding.WITHDRAWN, report.state.value.standing)
        assertEquals(null, report.state.value.withdrawing)
    }

    @Test
    fun `the end of the process leads back to the reason that she chose, and only of this report`() {
        report.on(ReportEvent.Shown)
        report.on(ReportEvent.AskWithdraw)
        assertEquals(Withdrawing(null), presenter().state.value.withdrawing)
        report.on(ReportEvent.Reason(WithdrawReason.TWICE))
        val after = presenter()
        after.on(ReportEvent.Shown)
        assertEquals(Withdrawing(WithdrawReason.TWICE), after.state.value.withdrawing)
        after.on(ReportEvent.KeepIt)
        assertEquals(null, presenter().state.value.withdrawing)
    }

    @Test
    fun `sending again without a signal says so and changes nothing else`() {
        report.on(ReportEvent.Shown)
        val before = report.state.value
        fake.syncing = { throw FieldException.Failed("offline", Advice.RETRY) }
        report.on(ReportEvent.SendAgain)
        assertEquals("offline", report.state.value.failure?.code)
        assertEquals(before, report.state.value.copy(failure = null))
    }
}
