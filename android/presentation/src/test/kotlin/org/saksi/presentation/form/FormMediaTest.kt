package org.saksi.presentation.form

import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.saksi.core.Answer
import org.saksi.core.OfferedChoice
import org.saksi.core.QuestionType
import org.saksi.core.QuestionView
import org.saksi.presentation.MemoryNotes
import org.saksi.presentation.camera.CameraTrouble
import org.saksi.presentation.camera.Maker
import org.saksi.presentation.camera.ScanTools
import org.saksi.presentation.core.Core
import org.saksi.presentation.fake.FakeCamera
import org.saksi.presentation.fake.FakeCompass
import org.saksi.presentation.fake.FakeCore
import org.saksi.presentation.fake.FakeDrafts.at
import org.saksi.presentation.fake.FakeDrafts.question
import org.saksi.presentation.fake.FakeGps
import org.saksi.presentation.fake.FakePermits
import org.saksi.presentation.fake.FakePlayer
import org.saksi.presentation.fake.FakeRecorder
import org.saksi.presentation.fake.FakeSurface
import org.saksi.presentation.fake.paintedCode
import org.saksi.presentation.permit.Permit
import org.saksi.presentation.route.BackStack
import org.saksi.presentation.route.Route
import org.saksi.presentation.share.SharedPhotos

/** What a form's page shows, plays and reads by the camera. */
class FormMediaTest {
    private val dispatcher = UnconfinedTestDispatcher()
    private val fake = FakeCore()
    private val player = FakePlayer()
    private val camera = FakeCamera()
    private val permits = FakePermits()
    private var buzzes = 0
    private val form = Route.Form("d1")
    private val water = question("water", QuestionType.SelectOne).copy(
        image = "air.png", audio = "tanya.m4a", choices = listOf(OfferedChoice("clear", "Jernih", "jernih.png", "jernih.m4a", null)),
    )
    private val story = question("story", QuestionType.Audio, Answer.Media("aa"))
    private val next = at("why", listOf(question("why", QuestionType.Text)))

    private fun open(vararg questions: QuestionView): FormPresenter {
        val page = at(questions.first().place, questions.toList())
        fake.walk = listOf(page, next)
        fake.draft = page
        val scan = ScanTools(camera, permits) { buzzes++ }
        val tools = FormTools(
            FakeGps(), permits, FakeRecorder(), FakeCompass(), Maker("X", "saksi"), player, scan,
            SharedPhotos(MemoryNotes()), busy = {}, zoneMinutes = { 480 },
        )
        val routes = BackStack(MemoryNotes()).apply { go(form) }
        return FormPresenter(Core(fake, dispatcher), routes, form, tools, TestScope(dispatcher)).apply { on(FormEvent.Shown) }
    }

    @Test
    fun `pictures of a label and its choices are opened once, and one that is gone has none`() {
        fake.media["air.png"] = byteArrayOf(1)
        val page = open(water)
        assertArrayEquals(byteArrayOf(1), page.state.value.labels["air.png"]?.jpeg)
        assertTrue("jernih.png" in page.state.value.labels)
        assertNull(page.state.value.labels["jernih.png"])
        page.on(FormEvent.Chosen("water", Answer.One("clear")))
        assertEquals(listOf("air.png"), fake.opened.filter { it == "air.png" })
    }

    @Test
    fun `a label is heard on a tap, and its end is told`() {
        fake.media["tanya.m4a"] = byteArrayOf(7, 8)
        val page = open(water)
        assertNull("nothing plays unasked", player.heard)
        page.on(FormEvent.Play(Heard.Label("tanya.m4a")))
        assertArrayEquals(byteArrayOf(7, 8), player.heard)
        assertEquals(Heard.Label("tanya.m4a"), page.state.value.playing)
        player.toItsEnd()
        assertNull(page.state.value.playing)
    }

    @Test
    fun `a second tap stops, and so do the next question and another app`() {
        fake.media["tanya.m4a"] = byteArrayOf(7, 8)
        val tap = FormEvent.Play(Heard.Label("tanya.m4a"))
        for (way in listOf(tap, FormEvent.Next, FormEvent.Hidden)) {
            val page = open(water)
            page.on(tap)
            assertArrayEquals(byteArrayOf(7, 8), player.heard)
            page.on(way)
            assertNull(way.toString(), player.heard)
            assertNull(way.toString(), page.state.value.playing)
        }
    }

    @Test
    fun `a sound that this phone does not play leaves the page as it was`() {
        fake.media["tanya.m4a"] = byteArrayOf(7, 8)
        player.plays = false
        val page = open(water)
        page.on(FormEvent.Play(Heard.Label("tanya.m4a")))
        assertNull(page.state.value.playing)
        assertNull(page.state.value.failure)
    }

    @Test
    fun `a recording is played from the sealed bytes, piece by piece, and its length and size are told`() {
        val sound = ByteArray(8) { it.toByte() }
        fake.captured["story"] = sound
        val page = open(story)
        assertEquals(FileTold(8, 80_000), page.state.value.files["story"])
        page.on(FormEvent.Play(Heard.Captured("story")))
        assertArrayEquals(sound, player.heard)
    }

    @Test
    fun `a microphone does not hear the loudspeaker`() {
        fake.captured["story"] = byteArrayOf(1)
        val page = open(story)
        page.on(FormEvent.Play(Heard.Captured("story")))
        page.on(FormEvent.Record("story"))
        assertNull(player.heard)
        assertEquals("story", page.state.value.recording)
    }

    @Test
    fun `a code read by the camera is stored at once, and the camera is given back`() {
        camera.frames = listOf(paintedCode("8992761111111", degrees = 0.0))
        val page = open(question("tag", QuestionType.Barcode))
        page.on(FormEvent.ScanCode("tag"))
        assertEquals(Permit.GRANTED, page.state.value.scanning?.scan?.permit)
        page.on(FormEvent.Surface(FakeSurface))
        assertEquals(listOf("type tag 8992761111111"), fake.done)
        assertNull(page.state.value.scanning)
        assertEquals(1, buzzes)
    }

    @Test
    fun `the question about the camera, which lies over the page, does not end the looking`() {
        permits.camera = Permit.ASK
        val page = open(question("tag", QuestionType.Barcode))
        page.on(FormEvent.ScanCode("tag"))
        page.on(FormEvent.Hidden)
        permits.camera = Permit.GRANTED
        page.on(FormEvent.Shown)
        camera.frames = listOf(paintedCode("8992761111111", degrees = 0.0))
        page.on(FormEvent.Surface(FakeSurface))
        assertEquals(listOf("type tag 8992761111111"), fake.done)
    }

    @Test
    fun `without permission, with the camera in use, or when she types after all, nothing is read`() {
        camera.frames = listOf(paintedCode("8992761111111", degrees = 0.0))
        permits.camera = Permit.ASK
        val page = open(question("tag", QuestionType.Barcode))
        page.on(FormEvent.ScanCode("tag"))
        page.on(FormEvent.Surface(FakeSurface))
        assertEquals(Permit.ASK, page.state.value.scanning?.scan?.permit)
        permits.camera = Permit.GRANTED
        camera.trouble = CameraTrouble.IN_USE
        page.on(FormEvent.Shown)
        assertEquals(CameraTrouble.IN_USE, page.state.value.scanning?.scan?.trouble)
        page.on(FormEvent.ScanCode(null))
        assertNull(page.state.value.scanning)
        camera.trouble = null
        page.on(FormEvent.Surface(FakeSurface))
        assertEquals(emptyList<String>(), fake.done)
    }
}
