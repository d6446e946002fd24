package org.saksi.presentation.form

import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.saksi.core.Answer
import org.saksi.core.Appearance
import org.saksi.core.DraftView
import org.saksi.core.GeoPoint
import org.saksi.core.QuestionType
import org.saksi.presentation.MemoryNotes
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
import org.saksi.presentation.route.BackStack
import org.saksi.presentation.route.Route
import org.saksi.presentation.share.SharedPhotos

/** Sounds, points of a line, directions: what a form's page takes in by itself. */
class FormCapturesTest {
    private val dispatcher = UnconfinedTestDispatcher()
    private val scope = TestScope(dispatcher)
    private val fake = FakeCore()
    private val gps = FakeGps()
    private val recorder = FakeRecorder()
    private val compass = FakeCompass()
    private var awake = 0
    private val form = Route.Form("d1")
    private val routes = BackStack(MemoryNotes()).apply { go(form) }
    private val why = at("why", listOf(question("why", QuestionType.Text)))

    private fun open(vararg walk: DraftView): FormPresenter {
        fake.walk = walk.toList()
        fake.draft = walk.first()
        val tools = FormTools(
            gps, FakePermits(), recorder, compass, Maker("X", "saksi"), FakePlayer(),
            ScanTools(FakeCamera(), FakePermits()) {}, SharedPhotos(MemoryNotes()), busy = { awake++ }, zoneMinutes = { 480 },
        )
        return FormPresenter(Core(fake, dispatcher), routes, form, tools, scope).apply { on(FormEvent.Shown) }
    }

    private fun pause() = scope.testScheduler.advanceTimeBy(1_000)

    @Test
    fun `a line begins with its second point, and loses its last one`() {
        val line = question("line", QuestionType.Geotrace)
        val page = open(at("line", listOf(line)))
        page.on(FormEvent.AddPoint("line"))
        gps.measures(4_000)
        assertEquals(1, page.state.value.points["line"]?.size)
        assertEquals(emptyList<String>(), fake.done)
        page.on(FormEvent.AddPoint("line"))
        gps.measures(4_000)
        val point = GeoPoint(-34_500_000, 1_223_500_000, null, 4_000)
        assertEquals(listOf("answer line ${Answer.Trace(listOf(point, point))}"), fake.done)
    }

    @Test
    fun `a recording is sealed as it was heard and kept`() {
        val page = open(at("story", listOf(question("story", QuestionType.Audio))))
        page.on(FormEvent.Record("story"))
        assertEquals("story", page.state.value.recording)
        page.on(FormEvent.StopRecording)
        assertFalse(recorder.running)
        assertEquals(listOf("begin story Camera water false faces NOT_ASKED", "finish null", "keep"), fake.done)
        assertEquals(listOf<Byte>(1, 2, 3), fake.sealed.single().toList())
    }

    @Test
    fun `a long recording keeps the app awake, and is kept when she goes on`() {
        val page = open(at("story", listOf(question("story", QuestionType.Audio))), why)
        page.on(FormEvent.Record("story"))
        scope.testScheduler.advanceTimeBy(60_000)
        assertTrue(awake > 2)
        page.on(FormEvent.Next)
        assertFalse(recorder.running)
        assertEquals(listOf("keep", "next"), fake.done.takeLast(2))
    }

    @Test
    fun `a recording goes on while she writes beside it`() {
        val page = open(at("story", listOf(question("story", QuestionType.Audio), question("why", QuestionType.Text))))
        page.on(FormEvent.Record("story"))
        page.on(FormEvent.Typed("why", "di hulu"))
        pause()
        assertEquals(listOf("type why di hulu"), fake.done)
        assertEquals("story", page.state.value.recording)
        assertTrue(recorder.running)
    }

    @Test
    fun `what was heard and cannot be kept is kept at the next try, and holds her back once`() {
        val page = open(at("story", listOf(question("story", QuestionType.Audio))))
        page.on(FormEvent.Record("story"))
        fake.fails = "store_full"
        page.on(FormEvent.Leave)
        assertEquals("store_full" to form, page.state.value.failure?.code to routes.routes.value.last())
        assertEquals(emptyList<String>(), fake.done)
        page.on(FormEvent.Leave)
        assertEquals(listOf("begin story Camera water false faces NOT_ASKED", "finish null", "keep"), fake.done)
        assertEquals(Route.Home, routes.routes.value.last())
    }

    @Test
    fun `a recording of half an hour is stored and said to be over`() {
        val page = open(at("story", listOf(question("story", QuestionType.Audio))))
        page.on(FormEvent.Record("story"))
        scope.testScheduler.advanceTimeBy(31 * 60_000)
        assertEquals("keep", fake.done.last())
        assertEquals(null to "recording_full", page.state.value.run { recording to failure?.code })
    }

    @Test
    fun `a microphone that another app holds is told`() {
        recorder.begins = false
        val page = open(at("story", listOf(question("story", QuestionType.Audio))))
        page.on(FormEvent.Record("story"))
        assertEquals(null to "microphone_busy", page.state.value.run { recording to failure?.code })
    }

    @Test
    fun `a corner of an area waits for a sharp reading, and takes the best of half a minute`() {
        val page = open(at("line", listOf(question("line", QuestionType.Geotrace))))
        page.on(FormEvent.AddPoint("line"))
        gps.measures(900_000)
        assertEquals("line", page.state.value.measuring)
        gps.measures(60_000)
        scope.testScheduler.advanceTimeBy(31_000)
        assertEquals(listOf(60_000L), page.state.value.points["line"]?.map { it.accMm })
        page.on(FormEvent.AddPoint("line"))
        scope.testScheduler.advanceTimeBy(31_000)
        assertEquals(null to "no_fix", page.state.value.run { measuring to failure?.code })
    }

    @Test
    fun `the compass is followed until its direction is taken, or the page is left`() {
        val page = open(at("bearing", listOf(question("bearing", QuestionType.Integer, null, Appearance.Bearing))), why)
        page.on(FormEvent.Aim("bearing"))
        compass.degrees.value = 275
        assertEquals(Aiming("bearing", 275), page.state.value.aiming)
        page.on(FormEvent.UseDirection)
        compass.degrees.value = 12
        assertNull(page.state.value.aiming)
        pause()
        assertEquals(listOf("type bearing 275"), fake.done)
        page.on(FormEvent.Aim("bearing"))
        page.on(FormEvent.Next)
        assertNull(page.state.value.aiming)
    }
}
