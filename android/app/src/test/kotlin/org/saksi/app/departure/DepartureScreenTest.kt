package org.saksi.app.departure

import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.saksi.app.parts.PermitAsker
import org.saksi.app.phone.SystemPage
import org.saksi.app.rig.ScreenRig
import org.saksi.app.rig.ScreenTest
import org.saksi.presentation.departure.DepartureEvent
import org.saksi.presentation.departure.DepartureState
import org.saksi.presentation.departure.Warmth
import org.saksi.presentation.permit.Need

class DepartureScreenTest : ScreenTest() {
    @get:Rule
    val screen = ScreenRig()

    private val done = mutableListOf<Any>()
    private val asker = PermitAsker({ done += it }, { done += "settings" })

    private fun shoot(name: String, state: DepartureState) = screen.shoot(name) { DepartureView(state, { done += it }, asker) { done += it } }

    @Test
    fun `a phone that is ready`() = shoot("departure-ready", DepartureSamples.ready)

    @Test
    fun `a phone that looks for satellites`() = shoot("departure-searching", DepartureSamples.searching)

    @Test
    fun `a phone on which everything is wrong`() = shoot("departure-wrong", DepartureSamples.wrong)

    @Test
    fun `a phone whose location is off`() = shoot("departure-off", DepartureSamples.off)

    @Test
    fun `each line that is wrong has one button, which leads where it says`() {
        screen.show { DepartureView(DepartureSamples.wrong, { done += it }, asker) { done += it } }
        for (text in listOf("Atur tanggal dan jam", "Buka hemat baterai", "Kosongkan ruang", "Lanjut, tanya izin", "Buka pengaturan")) {
            screen.rule.onNodeWithText(text).performScrollTo().performClick()
        }
        screen.show { DepartureView(DepartureSamples.off.copy(gps = Warmth.NotFound), { done += it }, asker) { done += it } }
        for (text in listOf("Cari lagi", "Uji HP ini")) screen.rule.onNodeWithText(text).performScrollTo().performClick()
        assertEquals(
            listOf(
                SystemPage.DATE, SystemPage.BATTERY, DepartureEvent.MakeRoom, Need.CAMERA, "settings",
                DepartureEvent.SearchAgain, DepartureEvent.Trial,
            ),
            done,
        )
    }
}
