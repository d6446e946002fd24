package org.saksi.app.trial

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.material3.MaterialTheme
import androidx.compose.ui.Modifier
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.saksi.app.rig.ScreenRig
import org.saksi.app.rig.ScreenTest
import org.saksi.presentation.trial.Figure
import org.saksi.presentation.trial.FigureKind
import org.saksi.presentation.trial.TrialEvent
import org.saksi.presentation.trial.TrialLine
import org.saksi.presentation.trial.TrialPart
import org.saksi.presentation.trial.TrialResult
import org.saksi.presentation.trial.TrialState
import org.saksi.presentation.trial.Why

class TrialScreenTest : ScreenTest() {
    @get:Rule
    val screen = ScreenRig()

    private val done = mutableListOf<Any>()

    private fun shoot(name: String, state: TrialState) = screen.shoot(name) {
        TrialView(state, {}, {}) { Box(Modifier.fillMaxSize().background(MaterialTheme.colorScheme.outline)) }
    }

    private fun show(state: TrialState) = screen.show { TrialView(state, { done += it }, { done += "export" }) {} }

    @Test
    fun `what will be measured is said before`() = shoot("trial-before", TrialSamples.before)

    @Test
    fun `a test photo is being taken`() = shoot("trial-camera", TrialSamples.camera)

    @Test
    fun `everything was measured`() = shoot("trial-done", TrialSamples.done)

    @Test
    fun `nothing could be tested, and each line says why`() = shoot("trial-untested", TrialSamples.refused)

    @Test
    fun `each button does what it says`() {
        show(TrialSamples.before)
        screen.rule.onNodeWithText("Mulai uji").performClick()
        show(TrialSamples.camera)
        screen.rule.onNodeWithText("Lewati ini").performClick()
        screen.rule.onNodeWithText("Berhenti").performClick()
        show(TrialSamples.done)
        screen.rule.onNodeWithText("Simpan hasil ke berkas").performClick()
        screen.rule.onNodeWithText("Uji lagi").performClick()
        assertEquals(listOf(TrialEvent.Start, TrialEvent.Skip, TrialEvent.Stop, "export", TrialEvent.Start), done)
    }

    @Test
    fun `a battery that was charging is said to be, and every reason has a sentence`() {
        val charging = TrialResult.Measured(listOf(Figure(FigureKind.BATTERY_BEFORE, 50), Figure(FigureKind.CHARGING, 1)))
        show(TrialSamples.done.copy(lines = listOf(TrialLine(TrialPart.BATTERY, charging))))
        screen.rule.onNodeWithText("sambil diisi", substring = true).assertExists()
        for (why in Why.entries) {
            show(TrialSamples.done.copy(lines = listOf(TrialLine(TrialPart.GPS, TrialResult.Untested(why, "busy")))))
            screen.rule.onNodeWithText("Tidak diuji", substring = true).assertExists()
        }
    }
}
