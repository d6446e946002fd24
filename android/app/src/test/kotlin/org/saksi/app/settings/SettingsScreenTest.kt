package org.saksi.app.settings

import androidx.compose.ui.test.assertIsDisplayed
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.saksi.app.about.AboutView
import org.saksi.app.rig.ScreenRig
import org.saksi.app.rig.ScreenTest
import org.saksi.presentation.Language
import org.saksi.presentation.Look
import org.saksi.presentation.about.AboutState
import org.saksi.presentation.settings.SettingsEvent

class SettingsScreenTest : ScreenTest() {
    @get:Rule
    val screen = ScreenRig()

    @Test
    fun `Settings`() = screen.shoot("settings-plain") { SettingsView(SettingsSamples.plain) {} }

    private val about = AboutState("1.0", "0.1.0", 1, appBytes = 23_400_000)

    @Test
    fun `the app is handed on by its button, with its size before it`() {
        var asked = 0
        screen.show { AboutView(about, {}) { asked++ } }
        screen.rule.onNodeWithText("Berkasnya 23 MB", substring = true).performScrollTo().assertIsDisplayed()
        screen.rule.onNode(hasText("Bagikan aplikasi") and hasClickAction()).performScrollTo().performClick()
        assertEquals(1, asked)
    }

    @Test
    fun `About this app`() = screen.shoot("about") { AboutView(about, {}) {} }

    @Test
    fun `in practice there is nothing to send, to wipe or to practise`() {
        screen.show { SettingsView(SettingsSamples.plain.copy(practice = true)) {} }
        for (text in listOf("Pengiriman", "Keamanan", "Mode latihan", "Rekam suara petunjuk")) screen.rule.onNodeWithText(text).assertDoesNotExist()
    }

    @Test
    fun `each row leads where it says`() {
        val done = mutableListOf<SettingsEvent>()
        screen.show { SettingsView(SettingsSamples.plain) { done += it } }
        val rows = listOf(
            "English", "Mode terik", "Kamera diam: HP tidak bergetar waktu memotret", "Hapus foto asli yang sudah diterima pusat",
            "Pengiriman", "Keamanan", "Mode latihan", "Rekam suara petunjuk", "Uji HP ini", "Tentang aplikasi ini",
        )
        for (text in rows) {
            screen.rule.onNodeWithText(text).performScrollTo().performClick()
        }
        assertEquals(
            listOf(
                SettingsEvent.LanguageChosen(Language.ENGLISH), SettingsEvent.LookChosen(Look.SUN), SettingsEvent.Silent(true),
                SettingsEvent.FreeSpace, SettingsEvent.Sending, SettingsEvent.Safety, SettingsEvent.Practise, SettingsEvent.Voices,
                SettingsEvent.Trial, SettingsEvent.About,
            ),
            done,
        )
    }
}
