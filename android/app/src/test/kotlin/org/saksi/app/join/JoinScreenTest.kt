package org.saksi.app.join

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.test.assertIsNotEnabled
import androidx.compose.ui.test.assertIsSelected
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.saksi.app.parts.PermitAsker
import org.saksi.app.rig.ScreenRig
import org.saksi.app.rig.ScreenTest
import org.saksi.presentation.join.ConsentAnswer
import org.saksi.presentation.join.JoinEvent
import org.saksi.presentation.join.JoinState

class JoinScreenTest : ScreenTest() {
    @get:Rule
    val screen = ScreenRig()

    private val done = mutableListOf<JoinEvent>()

    private val ways = JoinWays(PermitAsker({}, {}), {}) { Box(Modifier.matchParentSize().background(Color.Gray)) }

    private fun shoot(name: String, state: JoinState) = screen.shoot(name) { JoinView(state, { done += it }, ways) }

    private fun show(state: JoinState) = screen.show { JoinView(state, { done += it }, ways) }

    @Test
    fun `Join before anything is typed`() = shoot("join-card", JoinSamples.empty)

    @Test
    fun `Join with a card that was refused`() = shoot("join-refused", JoinSamples.refused)

    @Test
    fun `Join says that a file cannot be read`() = shoot("join-no-file", JoinSamples.noFile)

    @Test
    fun `Join tells who runs the project`() = shoot("join-who", JoinSamples.who)

    @Test
    fun `Join asks about one purpose`() = shoot("join-consent", JoinSamples.forum)

    @Test
    fun `Join says where there is no voice`() = shoot("join-mute", JoinSamples.mute)

    @Test
    fun `Join reads the card by the camera`() = shoot("join-scan", JoinSamples.scanning)

    @Test
    fun `Join asks before it uses the camera`() = shoot("join-scan-permit", JoinSamples.forbidden)

    @Test
    fun `what is read aloud is all that stands there`() {
        show(JoinSamples.forum)
        screen.rule.onNodeWithText("Dengarkan").performClick()
        val said = (done.single() as JoinEvent.Say).text
        for (part in listOf("diperlihatkan ke forum?", "Orang desa bisa menebak", "Tanya dulu")) assertTrue(part, part in said)
    }

    @Test
    fun `Join lets a person decline`() = shoot("join-declined", JoinSamples.declined)

    @Test
    fun `Join offers six pictures`() = shoot("join-picture", JoinSamples.picture)

    @Test
    fun `Join asks for a PIN`() = shoot("join-pin", JoinSamples.pin)

    @Test
    fun `without a card there is nothing to read`() {
        show(JoinSamples.empty)
        screen.rule.onNodeWithText("Baca kartu").assertIsNotEnabled()
    }

    @Test
    fun `the three answers are told apart`() {
        show(JoinSamples.forum)
        for (text in listOf("Ya", "Tidak", "Tanya dulu")) screen.rule.onNodeWithText(text).performClick()
        assertEquals(listOf(ConsentAnswer.YES, ConsentAnswer.NO, ConsentAnswer.ASK_FIRST).map(JoinEvent::Answered), done)
    }

    @Test
    fun `the chosen picture says so`() {
        show(JoinSamples.picture)
        screen.rule.onNodeWithText("Penyu Biru").assertIsSelected()
    }
}
