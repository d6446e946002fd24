package org.saksi.app.safety

import androidx.compose.ui.test.longClick
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTouchInput
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.saksi.app.parts.HOLD_MS
import org.saksi.app.rig.ScreenRig
import org.saksi.app.rig.ScreenTest
import org.saksi.presentation.safety.SafetyEvent
import org.saksi.presentation.shell.LockAfter

class SafetyScreenTest : ScreenTest() {
    @get:Rule
    val screen = ScreenRig()

    private val done = mutableListOf<SafetyEvent>()

    @Test
    fun `Safety with what each thing cannot do`() = screen.shoot("safety-plain") { SafetyView(SafetySamples.plain, {}, {}) }

    @Test
    fun `Safety before the wipe`() = screen.shoot("safety-wipe") { SafetyView(SafetySamples.wiping, {}, {}) }

    @Test
    fun `Safety with a new PIN`() = screen.shoot("safety-pin") { SafetyView(SafetySamples.newPin, {}, {}) }

    @Test
    fun `each thing can be chosen`() {
        screen.show { SafetyView(SafetySamples.plain, { done += it }, {}) }
        for (text in listOf("15 menit", "Tampil sebagai “Catatan”", "Ganti PIN")) {
            screen.rule.onNodeWithText(text).performScrollTo().performClick()
        }
        for (text in listOf("Hapus data di HP ini", "Kunci sekarang")) screen.rule.onNodeWithText(text).performClick()
        assertEquals(
            listOf(
                SafetyEvent.LockAfterChosen(LockAfter.FIFTEEN_MINUTES), SafetyEvent.Discreet(false),
                SafetyEvent.ChangePin, SafetyEvent.AskWipe, SafetyEvent.LockNow,
            ),
            done,
        )
    }

    @Test
    fun `a tap or a short hold wipes nothing, a long one does`() {
        screen.show { SafetyView(SafetySamples.wiping, { done += it }, {}) }
        val button = screen.rule.onNodeWithText("Tahan 3 detik untuk menghapus")
        button.performClick()
        button.performTouchInput { longClick(durationMillis = HOLD_MS - 500) }
        assertEquals(emptyList<SafetyEvent>(), done)
        button.performTouchInput { longClick(durationMillis = HOLD_MS + 500) }
        screen.rule.waitForIdle()
        assertEquals(listOf<SafetyEvent>(SafetyEvent.Wipe), done)
    }
}
