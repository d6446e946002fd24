package org.saksi.app.sending

import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.saksi.app.rig.ScreenRig
import org.saksi.app.rig.ScreenTest
import org.saksi.presentation.SendWhen
import org.saksi.presentation.sending.SendingEvent

class SendingScreenTest : ScreenTest() {
    @get:Rule
    val screen = ScreenRig()

    private val done = mutableListOf<SendingEvent>()

    @Test
    fun `Sending with reports that wait`() = screen.shoot("sending-waiting") { SendingView(SendingSamples.waiting) {} }

    @Test
    fun `Sending under way`() = screen.shoot("sending-running") { SendingView(SendingSamples.running) {} }

    @Test
    fun `Sending after a refusal`() = screen.shoot("sending-refused") { SendingView(SendingSamples.refused) {} }

    @Test
    fun `send, and when to send`() {
        screen.show { SendingView(SendingSamples.waiting) { done += it } }
        screen.rule.onNodeWithText("Kirim sekarang").performClick()
        screen.rule.onNodeWithText("Hanya kalau saya tekan").performScrollTo().performClick()
        assertEquals(listOf(SendingEvent.SendNow, SendingEvent.When(SendWhen.WHEN_ASKED)), done)
    }

    @Test
    fun `what is under way can be stopped`() {
        screen.show { SendingView(SendingSamples.running) { done += it } }
        screen.rule.onNodeWithText("Berhenti").performClick()
        assertEquals(listOf<SendingEvent>(SendingEvent.Stop), done)
    }
}
