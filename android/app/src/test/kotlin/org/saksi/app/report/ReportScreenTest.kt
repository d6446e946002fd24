package org.saksi.app.report

import androidx.compose.ui.test.assertIsNotEnabled
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.saksi.app.rig.ScreenRig
import org.saksi.app.rig.ScreenTest
import org.saksi.presentation.report.ReportEvent
import org.saksi.presentation.report.ReportState
import org.saksi.presentation.report.WithdrawReason
import org.saksi.presentation.report.Withdrawing

class ReportScreenTest : ScreenTest() {
    @get:Rule
    val screen = ScreenRig()

    private val done = mutableListOf<ReportEvent>()

    private fun shoot(name: String, state: ReportState) = screen.shoot(name) { ReportView(state) {} }

    private fun taps(state: ReportState, vararg texts: String): List<ReportEvent> {
        screen.show { ReportView(state) { done += it } }
        for (text in texts) {
            val node = screen.rule.onNodeWithText(text)
            runCatching { node.performScrollTo() }
            node.performClick()
        }
        return done
    }

    @Test
    fun `A report that waits on this phone`() = shoot("report-waiting", ReportSamples.waiting)

    @Test
    fun `A report that came back with a reason`() = shoot("report-returned", ReportSamples.returned)

    @Test
    fun `A report with a graded photo`() = shoot("report-photo", ReportSamples.photographed)

    @Test
    fun `A report whose photo was altered`() = shoot("report-altered", ReportSamples.altered)

    @Test
    fun `A report of which only the number is left`() = shoot("report-put-away", ReportSamples.putAway)

    @Test
    fun `Withdrawing a report`() = shoot("report-withdraw", ReportSamples.withdrawing)

    @Test
    fun `what waits can be sent, changed, withdrawn`() = assertEquals(
        listOf(ReportEvent.SendAgain, ReportEvent.Edit, ReportEvent.AskWithdraw),
        taps(ReportSamples.waiting, "Kirim sekarang", "Ubah", "Tarik laporan"),
    )

    @Test
    fun `what came back is corrected`() =
        assertEquals(listOf<ReportEvent>(ReportEvent.Edit), taps(ReportSamples.returned, "Betulkan"))

    @Test
    fun `withdrawing needs a reason`() {
        val asked = ReportSamples.waiting.copy(withdrawing = Withdrawing(null))
        assertEquals(listOf<ReportEvent>(ReportEvent.Reason(WithdrawReason.TWICE)), taps(asked, "Terkirim dua kali"))
        screen.rule.onNodeWithText("Tarik laporan").assertIsNotEnabled()
    }
}
