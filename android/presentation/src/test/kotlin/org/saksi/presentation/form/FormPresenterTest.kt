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
import org.saksi.core.QuestionType
import org.saksi.core.RowView
import org.saksi.core.StepKind
import org.saksi.core.Why
import org.saksi.presentation.MemoryNotes
import org.saksi.presentation.camera.Maker
import org.saksi.presentation.camera.ScanTools
import org.saksi.presentation.core.Core
import org.saksi.presentation.fake.FakeCamera
import org.saksi.presentation.fake.FakeCompass
import org.saksi.presentation.fake.FakeCore
import org.saksi.presentation.fake.FakeDrafts
import org.saksi.presentation.fake.FakeDrafts.at
import org.saksi.presentation.fake.FakeDrafts.choice
import org.saksi.presentation.fake.FakeDrafts.failing
import org.saksi.presentation.fake.FakeDrafts.question
import org.saksi.presentation.fake.FakeGps
import org.saksi.presentation.fake.FakePermits
import org.saksi.presentation.fake.FakePlayer
import org.saksi.presentation.fake.FakeRecorder
import org.saksi.presentation.route.BackStack
import org.saksi.presentation.route.Route
import org.saksi.presentation.share.SharedPhotos

class FormPresenterTest {
    private val dispatcher = UnconfinedTestDispatcher()
    private val scope = TestScope(dispatcher)
    private val fake = FakeCore()
    private val form = Route.Form("d1")
    private val routes = BackStack(MemoryNotes()).apply { go(form) }
    private val trucks = at("trucks", listOf(question("trucks", QuestionType.Integer)))
    private val why = at("why", listOf(question("why", QuestionType.Text)))
    private val end = at(null, emptyList(), StepKind.END)

    private val shared = SharedPhotos(MemoryNotes())

    private fun open(vararg walk: DraftView): FormPresenter {
        fake.walk = walk.toList()
        fake.draft = walk.first()
        val tools = FormTools(
            FakeGps(), FakePermits(), FakeRecorder(), FakeCompass(), Maker("X", "saksi"), FakePlayer(),
            ScanTools(FakeCamera(), FakePermits()) {}, shared, busy = {}, zoneMinutes = { 480 },
        )
        return FormPresenter(Core(fake, dispatcher), routes, form, tools, scope).apply { on(FormEvent.Shown) }
    }

    private fun pause() = scope.testScheduler.advanceTimeBy(1_000)

    @Test
    fun `a new draft begins at its first question`() {
        val page = open(at(null, emptyList(), StepKind.START), trucks)
        assertEquals("trucks", page.state.value.view?.step?.place)
    }

    @Test
    fun `what is typed is stored once after a pause, as it stands then`() {
        val page = open(trucks)
        page.on(FormEvent.Typed("trucks", "1"))
        page.on(FormEvent.Typed("trucks", "12"))
        assertEquals(emptyList<String>(), fake.done)
        pause()
        assertEquals(listOf("type trucks 12"), fake.done)
        assertEquals("12", page.state.value.typed["trucks"])
    }

    @Test
    fun `what is typed is stored before she goes on, leaves, takes a photo or another app comes`() {
        val ways = listOf(FormEvent.Next, FormEvent.Leave, FormEvent.TakePhoto("trucks"), FormEvent.Hidden, FormEvent.Submit)
        for (way in ways) {
            fake.done.clear()
            open(trucks, why).run {
                on(FormEvent.Typed("trucks", "3"))
                on(way)
            }
            assertEquals(way.toString(), "type trucks 3", fake.done.first())
        }
    }

    @Test
    fun `a text that is no number is said to be none, and the next try counts`() {
        val page = open(trucks, why)
        fake.fails = "answer_malformed"
        page.on(FormEvent.Typed("trucks", "-"))
        pause()
        assertEquals(Trouble.Unread, page.state.value.trouble("trucks"))
        assertNull(page.state.value.failure)
        page.on(FormEvent.Next)
        assertEquals("trucks", page.state.value.view?.step?.place)
        page.on(FormEvent.Typed("trucks", "4"))
        page.on(FormEvent.Next)
        assertEquals("why", page.state.value.view?.step?.place)
    }

    @Test
    fun `a full disk holds her back once and says so`() {
        val page = open(trucks)
        fake.fails = "store_full"
        page.on(FormEvent.Typed("trucks", "4"))
        page.on(FormEvent.Leave)
        assertEquals("store_full", page.state.value.failure?.code)
        assertEquals(form, routes.routes.value.last())
        page.on(FormEvent.Leave)
        assertEquals(Route.Home, routes.routes.value.last())
        assertEquals(listOf("type trucks 4"), fake.done)
    }

    @Test
    fun `what is missing is said to one who wants to go on, and may be left for later`() {
        val page = open(trucks.failing("trucks", Why.MISSING), why)
        assertNull(page.state.value.trouble("trucks"))
        page.on(FormEvent.Next)
        assertTrue(page.state.value.trouble("trucks") is Trouble.Failing)
        assertTrue(page.state.value.mayPutOff())
        page.on(FormEvent.PutOff)
        assertEquals("why", page.state.value.view?.step?.place)
    }

    @Test
    fun `an answer that the form refuses is said at once, in the form's words`() {
        val page = open(trucks.failing("trucks", Why.CONSTRAINT, "Isi 0 sampai 500."))
        assertEquals("Isi 0 sampai 500.", (page.state.value.trouble("trucks") as Trouble.Failing).question.message)
    }

    @Test
    fun `back from the first question leaves the form`() {
        open(at(null, emptyList(), StepKind.START), trucks).on(FormEvent.Previous)
        assertEquals(Route.Home, routes.routes.value.last())
    }

    @Test
    fun `quick goes on by itself, but not past what the form refuses`() {
        val quick = at("q", listOf(question("q", QuestionType.SelectOne, null, Appearance.Quick)))
        val page = open(quick, why)
        page.on(FormEvent.Chosen("q", Answer.One("a")))
        assertEquals("why", page.state.value.view?.step?.place)
        val stopped = open(quick.copy(stop = "Keluar dulu ke tempat aman."), why)
        stopped.on(FormEvent.Chosen("q", Answer.One("a")))
        assertEquals("q", stopped.state.value.view?.step?.place)
    }

    @Test
    fun `a date is stored once all its parts are there`() {
        val page = open(at("day", listOf(question("day", QuestionType.Date))))
        page.on(FormEvent.Typed("day", Written("2026", "11", "", "", "").text()))
        pause()
        assertEquals(Trouble.Unread, page.state.value.trouble("day"))
        page.on(FormEvent.Typed("day", Written("2026", "11", "8", "", "").text()))
        pause()
        assertEquals(listOf("type day 2026-11-08"), fake.done)
        page.on(FormEvent.Typed("day", Written.BLANK.text()))
        pause()
        assertEquals("type day ", fake.done.last())
    }

    @Test
    fun `a decimal comma is a decimal point`() {
        open(at("ph", listOf(question("ph", QuestionType.Decimal)))).on(FormEvent.Typed("ph", "6,5"))
        pause()
        assertEquals(listOf("type ph 6.5"), fake.done)
    }

    @Test
    fun `a row is removed only after a yes`() {
        val page = open(trucks)
        val row = RowView("r[00]", 1u, 2u, true)
        page.on(FormEvent.AskRemoveRow(row, "Kegiatan"))
        page.on(FormEvent.NotNow)
        page.on(FormEvent.Confirm)
        assertEquals(emptyList<String>(), fake.done)
        page.on(FormEvent.AskRemoveRow(row, "Kegiatan"))
        page.on(FormEvent.Confirm)
        assertEquals(listOf("remove r[00]"), fake.done)
        page.on(FormEvent.AddRow("r"))
        assertEquals("add r", fake.done.last())
    }

    @Test
    fun `a draft is deleted only after a yes`() {
        val page = open(trucks)
        page.on(FormEvent.AskDiscard)
        assertEquals(Asking.Discard, page.state.value.asking)
        page.on(FormEvent.Confirm)
        assertEquals(listOf("discard"), fake.done)
        assertEquals(Route.Home, routes.routes.value.last())
    }

    @Test
    fun `a finished report takes the place of its form`() {
        open(end).on(FormEvent.Submit)
        assertEquals(listOf(Route.Home, Route.Report("0f".repeat(32))), routes.routes.value)
    }

    @Test
    fun `a report that is refused stays open and says why`() {
        val page = open(end)
        fake.fails = "form_incomplete"
        page.on(FormEvent.Submit)
        assertEquals("form_incomplete", page.state.value.failure?.code)
        assertFalse(page.state.value.busy)
        assertEquals(form, routes.routes.value.last())
    }

    @Test
    fun `photos on screen show their small pictures`() {
        val photo = at("photo", listOf(question("photo", QuestionType.Image, Answer.Media("aa"))))
        fake.previews["photo"] = "small photo".toByteArray()
        assertEquals("small photo", open(photo).state.value.pictures["photo"]?.jpeg?.decodeToString())
    }

    @Test
    fun `a small picture is opened once for an answer, and a photo without one says so`() {
        fake.previews["photo"] = byteArrayOf(1)
        val photo = question("photo", QuestionType.Image, Answer.Media("aa"))
        val other = question("other", QuestionType.Image, Answer.Media("bb"))
        val page = open(at("photo", listOf(photo, other)))
        assertTrue("it was looked for", "other" in page.state.value.pictures)
        assertNull(page.state.value.pictures["other"])
        page.on(FormEvent.Shown)
        assertEquals(listOf("photo", "other"), fake.opened)
        fake.draft = at("photo", listOf(photo.copy(value = Answer.Media("cc")), other))
        page.on(FormEvent.Shown)
        assertEquals(listOf("photo", "other", "photo"), fake.opened)
    }

    @Test
    fun `two quick taps on a list are both counted`() {
        val list = question("m", QuestionType.SelectMultiple, Answer.Many(listOf("a")))
        val page = open(at("m", listOf(list)))
        fake.answering = { draft, answer -> draft.copy(questions = listOf(list.copy(value = answer))) }
        page.on(FormEvent.Toggled("m", "b"))
        page.on(FormEvent.Toggled("m", "a"))
        assertEquals("answer m ${Answer.Many(listOf("b"))}", fake.done.last())
    }

    @Test
    fun `a long list is searched by the core`() {
        val villages = question("village", QuestionType.SelectOne).copy(choices = listOf(choice("a"), choice("b")), searched = true)
        val page = open(at("village", listOf(villages)))
        page.on(FormEvent.Search("village", "b"))
        assertEquals(listOf(choice("b")), page.state.value.found["village"]?.choices)
    }

    @Test
    fun `the overview jumps and closes`() {
        val page = open(trucks, why)
        page.on(FormEvent.Overview(true))
        assertEquals(listOf("trucks", "why"), page.state.value.overview?.map { it.place })
        page.on(FormEvent.Jump("why"))
        assertEquals("why" to null, page.state.value.run { view?.step?.place to overview })
        page.on(FormEvent.Jump(null))
        assertEquals("end", fake.done.last())
    }

    @Test
    fun `a heading's row is the innermost`() {
        val heading = { number: UInt -> org.saksi.core.Heading("h", RowView("r[$number]", number, 2u, true)) }
        val page = open(trucks.copy(step = FakeDrafts.step("trucks").copy(headings = listOf(heading(1u), heading(2u)))))
        assertEquals(2u, page.state.value.row()?.number)
    }

    @Test
    fun `a photo question takes a photo that another app handed over`() {
        shared.take(listOf("content://wa/1"))
        val page = open(at("pit", listOf(question("pit", QuestionType.Image))))
        assertEquals(1, page.state.value.shared)
        page.on(FormEvent.UseShared("pit"))
        assertEquals(Route.Shared("d1", "pit"), routes.routes.value.last())
    }
}
