package org.saksi.app.voices

import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.saksi.app.parts.PermitAsker
import org.saksi.app.rig.ScreenRig
import org.saksi.app.rig.ScreenTest
import org.saksi.presentation.voices.VoicesEvent
import org.saksi.presentation.voices.VoicesState

class VoicesScreenTest : ScreenTest() {
    @get:Rule
    val screen = ScreenRig()
    private val asker = PermitAsker({}, {})
    private var exports = 0

    private fun shoot(name: String, state: VoicesState) = screen.shoot("voices-$name") { VoicesView(state, {}, asker) {} }

    private fun taps(state: VoicesState, vararg texts: String): List<VoicesEvent> {
        val done = mutableListOf<VoicesEvent>()
        screen.show { VoicesView(state, { done += it }, asker) { exports++ } }
        for (text in texts) {
            val node = screen.rule.onNodeWithText(text)
            runCatching { node.performScrollTo() }
            node.performClick()
        }
        return done
    }

    @Test
    fun `Who will hear it, before the first recording`() = shoot("first", VoicesSamples.first)

    @Test
    fun `Some sentences are recorded`() = shoot("begun", VoicesSamples.begun)

    @Test
    fun `The file was saved`() = shoot("saved", VoicesSamples.saved)

    @Test
    fun `A sentence to say`() = shoot("to-say", VoicesSamples.toSay)

    @Test
    fun `A sentence is being said`() = shoot("recording", VoicesSamples.recording)

    @Test
    fun `A sentence that was said`() = shoot("recorded", VoicesSamples.recorded)

    @Test
    fun `The microphone was refused for good`() = shoot("refused", VoicesSamples.refused)

    @Test
    fun `The phone cannot record`() = shoot("deaf", VoicesSamples.deaf)

    @Test
    fun `The phone is full`() = shoot("full", VoicesSamples.full)

    @Test
    fun `Deleting all recordings`() = shoot("deleting", VoicesSamples.deleting)

    @Test
    fun `while a sentence is being kept nothing is offered that would record over it`() {
        screen.show { VoicesView(VoicesSamples.keeping, {}, asker) {} }
        for (text in listOf("Rekam", "Rekam lagi", "Berhenti dan simpan")) screen.rule.onNodeWithText(text).assertDoesNotExist()
    }

    @Test
    fun `the first page begins, saves and deletes`() {
        assertEquals(listOf(VoicesEvent.Agree), taps(VoicesSamples.first, "Saya setuju, mulai"))
        val done = taps(VoicesSamples.begun, "Saya setuju, lanjutkan", "Hapus semua rekaman", "Simpan jadi berkas")
        assertEquals(listOf(VoicesEvent.Agree, VoicesEvent.AskDeleteAll) to 1, done to exports)
        assertEquals(listOf(VoicesEvent.DeleteAll), taps(VoicesSamples.deleting, "Hapus semua rekaman"))
    }

    @Test
    fun `a sentence is recorded, skipped, heard, made again, deleted`() {
        val fresh = taps(VoicesSamples.toSay, "Rekam", "Lewati", "Sebelumnya")
        assertEquals(listOf(VoicesEvent.Record, VoicesEvent.Next, VoicesEvent.Previous), fresh)
        assertEquals(listOf(VoicesEvent.StopRecording), taps(VoicesSamples.recording, "Berhenti dan simpan"))
        val unkept = taps(VoicesSamples.full, "Simpan lagi", "Rekam lagi", "Hapus")
        assertEquals(listOf(VoicesEvent.KeepAgain, VoicesEvent.Record, VoicesEvent.Delete), unkept)
        val said = taps(VoicesSamples.recorded, "Dengarkan", "Rekam lagi", "Hapus", "Kalimat berikutnya")
        assertEquals(listOf(VoicesEvent.Listen, VoicesEvent.Record, VoicesEvent.Delete, VoicesEvent.Next), said)
    }
}
