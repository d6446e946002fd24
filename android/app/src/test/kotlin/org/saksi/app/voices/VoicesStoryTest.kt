package org.saksi.app.voices

import android.content.Context
import android.content.res.Configuration
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.performClick
import androidx.test.core.app.ApplicationProvider
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Rule
import org.junit.Test
import org.saksi.app.R
import org.saksi.app.rig.AppRig
import org.saksi.app.rig.CoreRig
import org.saksi.app.rig.ScreenTest
import org.saksi.app.rig.unlock
import org.saksi.core.prompts
import org.saksi.presentation.route.Route
import org.saksi.presentation.voices.VoicesEvent
import org.saksi.presentation.voices.VoicesPresenter
import java.io.File
import java.util.Locale

/** A voice from one phone to another, over the real core and the command line. */
class VoicesStoryTest : ScreenTest() {
    @get:Rule
    val app = AppRig()
    private val phone get() = app.core.phone
    private val page get() = app.model.presenter<VoicesPresenter>(Route.Voices) { error("the page is on screen") }

    /** Records the sentence on screen. */
    private fun say(seed: Int): ByteArray {
        phone.recorder.sound = phone.recorder.heard(seed)
        app.tap("Rekam")
        app.tap("Berhenti dan simpan")
        app.await("Sudah direkam.")
        return phone.recorder.sound
    }

    private fun hears(sound: ByteArray) {
        app.until("the voice") { phone.player.heard.isNotEmpty() }
        assertArrayEquals(sound, phone.player.heard.single())
    }

    @Test
    fun `what somebody says on one phone is heard on another, at a tap and never by itself`() {
        app.core.joined(1)
        app.start()
        app.unlock()
        app.await("Isi laporan baru")
        app.tap("Pengaturan")
        app.tap("Rekam suara petunjuk")
        app.await("Suara ini akan didengar semua peserta proyek.")
        app.tap("Saya setuju, mulai")
        app.await("Boleh kami mengumpulkan laporan Ibu/Bapak?")
        val asks = say(seed = 1)
        app.shot("voices-1-recorded")
        app.tap("Dengarkan")
        hears(asks)
        app.tap("Kalimat berikutnya")
        while (page.state.value.run { lines[checkNotNull(at)].prompt.key } != "home/nothing") app.tap("Lewati")
        val nothing = say(seed = 2)
        app.tap("Kalimat berikutnya")
        page.on(VoicesEvent.Back)
        app.await("2 dari ${page.state.value.lines.size} sudah direkam")
        val zip = app.core.folder("suara.saksi.zip")
        page.on(VoicesEvent.Export(zip::writeBytes))
        app.await("Berkas sudah disimpan.")
        app.end()

        app.core.startHub()
        val file = app.core.folder("new.saksi.zip")
        app.core.saksi("project", "file", file.path, "--recordings", zip.path)
        app.core.home.deleteRecursively()
        val invitation = app.core.gate().preview(app.core.card(2), file.readBytes())
        assertArrayEquals(asks, invitation.recordings["consent/collect.id.aac"])
        (app.core.gate().join(app.core.card(2), file.readBytes(), CoreRig.PIN) as AutoCloseable).close()
        assertFalse("no clear sound lies on the phone", lies(app.core.home, nothing))
        phone.player.heard.clear()
        app.start()
        app.unlock()
        app.await("Belum ada laporan yang harus dikirim")
        val key = hasContentDescription("Dengarkan: Belum ada laporan yang harus dikirim")
        app.until("the key beside the words") { app.compose.onAllNodes(key).fetchSemanticsNodes().isNotEmpty() }
        app.shot("voices-2-home")
        assertEquals("nothing plays by itself", 0, phone.player.heard.size)
        app.compose.onNode(key).performClick()
        hears(nothing)
        val stop = hasContentDescription("Berhenti mendengarkan: Belum ada laporan yang harus dikirim")
        app.until("the key that stops it") { app.compose.onAllNodes(stop).fetchSemanticsNodes().isNotEmpty() }
        val before = phone.player.stops
        app.tap("Pengaturan")
        app.until("silence") { phone.player.stops > before }
    }

    @Test
    fun `consent is asked aloud in the words of its screen, in both languages`() {
        val asked = mapOf(
            "consent/collect" to listOf(R.string.join_consent_collect, R.string.join_consent_collect_text),
            "consent/msf" to listOf(R.string.join_consent_forum, R.string.join_consent_forum_text),
            "consent/publish" to listOf(R.string.join_consent_publish, R.string.join_consent_publish_text),
            "consent/contact" to listOf(R.string.join_consent_contact, R.string.join_consent_contact_text),
        )
        val spoken = prompts().filter { it.key in asked }.associate { it.key to listOf(it.words.id, it.words.en) }
        val written = asked.mapValues { (_, strings) ->
            listOf("id", "en").map { language -> (strings + R.string.join_answer_aloud).joinToString(" ") { words(language, it) } }
        }
        assertEquals(written, spoken)
    }

    private fun words(language: String, string: Int): String {
        val context = ApplicationProvider.getApplicationContext<Context>()
        val configuration = Configuration(context.resources.configuration).apply { setLocale(Locale.forLanguageTag(language)) }
        return context.createConfigurationContext(configuration).getString(string)
    }

    /** Do these bytes lie anywhere in the folder as they are? */
    private fun lies(folder: File, sound: ByteArray): Boolean {
        val wanted = String(sound, 0, SOME, Charsets.ISO_8859_1)
        return folder.walk().filter(File::isFile).any { wanted in String(it.readBytes(), Charsets.ISO_8859_1) }
    }

    private companion object {
        const val SOME = 400
    }
}
