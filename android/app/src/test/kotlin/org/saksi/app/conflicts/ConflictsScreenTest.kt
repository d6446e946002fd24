package org.saksi.app.conflicts

import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextReplacement
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.saksi.app.rig.ScreenRig
import org.saksi.app.rig.ScreenTest
import org.saksi.presentation.conflicts.ConflictsEvent
import org.saksi.presentation.conflicts.ConflictsState

class ConflictsScreenTest : ScreenTest() {
    @get:Rule
    val screen = ScreenRig()

    private val done = mutableListOf<ConflictsEvent>()

    private fun shoot(name: String, state: ConflictsState) = screen.shoot(name) { ConflictsView(state) {} }

    @Test
    fun `Two numbers side by side`() = shoot("conflicts-two", ConflictsSamples.two)

    @Test
    fun `Two photos side by side`() = shoot("conflicts-photos", ConflictsSamples.ofPhotos)

    @Test
    fun `A third answer that does not fit`() = shoot("conflicts-third", ConflictsSamples.third)

    @Test
    fun `Nothing to choose`() = shoot("conflicts-none", ConflictsSamples.none)

    @Test
    fun `either value, a third, or later`() {
        screen.show { ConflictsView(ConflictsSamples.two) { done += it } }
        for (text in listOf("4", "5", "Tulis jawaban lain")) screen.rule.onNodeWithText(text).performScrollTo().performClick()
        screen.rule.onNodeWithText("Nanti saja").performClick()
        assertEquals(
            listOf(ConflictsEvent.Choose("e4"), ConflictsEvent.Choose("e5"), ConflictsEvent.WriteThird, ConflictsEvent.Later), done,
        )
    }

    @Test
    fun `a third answer is typed and kept`() {
        screen.show { ConflictsView(ConflictsSamples.third) { done += it } }
        screen.rule.onNode(hasSetTextAction()).performTextReplacement("6")
        screen.rule.onNodeWithText("Simpan jawaban ini").performClick()
        assertEquals(listOf(ConflictsEvent.Third("6"), ConflictsEvent.KeepThird), done)
    }
}
