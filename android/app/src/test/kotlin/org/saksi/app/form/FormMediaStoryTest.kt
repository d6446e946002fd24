package org.saksi.app.form

import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.performTextInput
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.saksi.app.rig.AppRig
import org.saksi.app.rig.RigJpeg
import org.saksi.app.rig.RigSurface
import org.saksi.app.rig.ScreenTest
import org.saksi.app.rig.frameOf
import org.saksi.core.Answer
import org.saksi.core.CaptureKind
import org.saksi.core.Source
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.form.BroughtFile
import org.saksi.presentation.form.FormEvent
import org.saksi.presentation.form.FormPresenter
import org.saksi.presentation.join.JoinEvent
import org.saksi.presentation.route.Route
import java.io.File

/** What a project file brings to be seen and heard, codes before the camera, recordings heard again: over the real core. */
class FormMediaStoryTest : ScreenTest() {
    @get:Rule
    val app = AppRig()
    private val robot by lazy { FormRobot(app) }
    private val phone get() = app.core.phone

    /** Publishes a form with its pictures and sounds, and a recording of one consent; answers the project file. */
    private fun published(): ByteArray {
        val folder = app.core.folder("author")
        fun put(name: String, bytes: ByteArray) = File(folder, name).apply { parentFile?.mkdirs() }.writeBytes(bytes)
        put("W2.md", FORM.toByteArray())
        put("W2-media/air.jpg", RigJpeg.scene(seed = 2, width = 320, height = 240))
        put("W2-media/tanya.m4a", VOICE)
        put("W2-media/jernih.jpg", RigJpeg.scene(seed = 3, width = 160, height = 120))
        put("spoken/consent/collect.id.m4a", CONSENT)
        app.core.startHub()
        app.core.saksi("form", "publish", File(folder, "W2.md").path)
        val out = app.core.folder("new.saksi.zip")
        app.core.saksi("project", "file", out.path, "--recordings", File(folder, "spoken").path)
        return out.readBytes()
    }

    @Test
    fun `a project file brings a recorded consent, and pictures and sounds of a form, which are seen and heard`() {
        val file = published()
        app.start()
        app.await("Ikut proyek")
        app.compose.onNode(hasSetTextAction()).performTextInput(app.core.card(1))
        app.model.handIn(JoinEvent.FileOpened("baru.saksi.zip", file))
        app.await("Berkas dibuka: baru.saksi.zip")
        listOf("Baca kartu", "Lanjut", "Dengarkan").forEach(app::tap)
        app.compose.waitUntil(PATIENCE_MS) { phone.player.heard.isNotEmpty() }
        assertArrayEquals(CONSENT, phone.player.heard.single())
        assertEquals("the phone's own voice is silent", emptyList<String>(), phone.said)
        app.tap("Ya")
        app.tap("Dengarkan")
        app.compose.waitUntil(PATIENCE_MS) { phone.said.isNotEmpty() }
        listOf("Ya", "Ya", "Ya", "Penyu Biru", "Lanjut").forEach(app::tap)
        app.pin()
        app.tap("Lanjut")
        app.await("Masukkan PIN lagi")
        app.pin()
        app.tap("Selesai, ikut")
        app.await("Isi laporan baru")
        app.end()
        val draft = app.core.inCore { start("W2") }
        robot.open(draft)
        app.await("Bagaimana airnya?")
        val picture = hasContentDescription("Bagaimana airnya?")
        app.compose.waitUntil(PATIENCE_MS) { app.compose.onAllNodes(picture).fetchSemanticsNodes().isNotEmpty() }
        app.shot("media-1-label")
        robot.key("Dengarkan: Bagaimana airnya?")
        app.compose.waitUntil(PATIENCE_MS) { phone.player.heard.size == 2 }
        assertArrayEquals(VOICE, phone.player.heard.last())
        robot.pick("Bagaimana airnya?", "Keruh")
        app.tap("Simpan dan keluar")
        app.await("Isi laporan baru")
        app.end()
        assertEquals(Answer.One("muddy"), app.core.inCore { stored(draft, "water") })
    }

    /** Opens the form of all fields at [name]. */
    private fun widget(name: String, card: Int): String {
        val draft = app.core.joined(card).inCore {
            installForm(WidgetForm.source)
            start("W1").also { jump(it, findQuestion(it, name)) }
        }
        robot.open(draft)
        return draft
    }

    private fun <T> afterwards(look: FieldCore.() -> T): T {
        app.tap("Simpan dan keluar")
        app.await("Isi laporan baru")
        app.end()
        return app.core.inCore { look() }
    }

    private fun page(draft: String) = app.model.presenter<FormPresenter>(Route.Form(draft)) { error("the form is on screen") }

    @Test
    fun `a code before the camera is the answer, and can be corrected by hand`() {
        phone.camera.frames = listOf(frameOf("RUMAH-017"))
        val draft = widget("b_code", card = 2)
        app.tap("Pindai kode")
        app.await("Arahkan kamera ke kode")
        app.shot("media-2-scanning")
        page(draft).on(FormEvent.Surface(RigSurface))
        app.await("RUMAH-017")
        assertEquals(1, phone.buzzes)
        app.await("Pindai lagi")
        robot.type("Kode batang", "RUMAH-018")
        assertEquals(Answer.Text("RUMAH-018"), afterwards { stored(draft, "b_code") })
    }

    @Test
    fun `a code that was scanned is stored without another tap`() {
        phone.camera.frames = listOf(frameOf("RUMAH-017"))
        val draft = widget("b_code", card = 3)
        app.tap("Pindai kode")
        app.await("Arahkan kamera ke kode")
        page(draft).on(FormEvent.Surface(RigSurface))
        app.await("Pindai lagi")
        app.end()
        assertEquals(Answer.Text("RUMAH-017"), app.core.inCore { stored(draft, "b_code") })
    }

    @Test
    fun `a recording is heard again, as it was recorded`() {
        val draft = widget("a_sound", card = 4)
        app.tap("Rekam suara")
        app.tap("Berhenti dan simpan")
        app.await("1 menit 2 detik")
        app.shot("media-3-recorded")
        robot.key("Dengarkan: Suara")
        app.compose.waitUntil(PATIENCE_MS) { phone.player.heard.isNotEmpty() }
        assertArrayEquals(phone.recorder.sound, phone.player.heard.single())
        val brought = BroughtFile(CaptureKind.AUDIO, "audio/mpeg", Source.Imported("uji")) { VOICE.inputStream() }
        page(draft).on(FormEvent.Brought(page(draft).state.value.view!!.step.place!!, brought))
        app.await("${VOICE.size} B")
        robot.key("Dengarkan: Suara")
        app.compose.waitUntil(PATIENCE_MS) { phone.player.heard.size == 2 }
        assertArrayEquals(VOICE, phone.player.heard.last())
    }

    private companion object {
        const val PATIENCE_MS = 60_000L
        val VOICE = "a voice asks about the water".toByteArray()
        val CONSENT = byteArrayOf(0, 0, 0, 24) + "ftypM4A a voice asks whether we may collect".toByteArray()
        val FORM = """
            | survey |
            | | type | name | label::id | image::id | audio::id |
            | | select_one water | water | Bagaimana airnya? | air.jpg | tanya.m4a |
            | choices |
            | | list_name | name | label::id | image::id |
            | | water | clear | Jernih | jernih.jpg |
            | | water | muddy | Keruh | keruh.jpg |
            | settings |
            | | form_title | form_id | version |
            | | Air bergambar | W2 | 1 |
        """.trimIndent()
    }
}
