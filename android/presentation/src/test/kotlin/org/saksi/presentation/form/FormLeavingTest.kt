package org.saksi.presentation.form

import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import kotlinx.coroutines.test.runTest
import org.junit.Assert.assertEquals
import org.junit.Test
import org.saksi.core.DraftView
import org.saksi.core.QuestionType
import org.saksi.core.StepKind
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

/** What is typed, on every way out of a page. */
class FormLeavingTest {
    private val dispatcher = UnconfinedTestDispatcher()
    private val fake = FakeCore()
    private val form = Route.Form("d1")
    private val routes = BackStack(MemoryNotes()).apply { go(form) }
    private val trucks = at("trucks", listOf(question("trucks", QuestionType.Integer)))
    private var touched = 0

    private fun open(vararg walk: DraftView): FormPresenter {
        fake.walk = walk.toList()
        fake.draft = walk.first()
        val tools = FormTools(
            FakeGps(), FakePermits(), FakeRecorder(), FakeCompass(), Maker("X", "saksi"), FakePlayer(),
            ScanTools(FakeCamera(), FakePermits()) {}, SharedPhotos(MemoryNotes()), busy = { touched += 1 }, zoneMinutes = { 480 },
        )
        return FormPresenter(Core(fake, dispatcher), routes, form, tools, TestScope(dispatcher)).apply { on(FormEvent.Shown) }
    }

    @Test
    fun `half a date holds her back once, on the way out and on the way back`() {
        for (way in listOf(FormEvent.Leave, FormEvent.Previous)) {
            if (routes.routes.value.last() != form) routes.go(form)
            val page = open(at(null, emptyList(), StepKind.START), at("day", listOf(question("day", QuestionType.Date))))
            page.on(FormEvent.Typed("day", "2026-11"))
            page.on(way)
            assertEquals(form, routes.routes.value.last())
            assertEquals(Trouble.Unread, page.state.value.trouble("day"))
            page.on(way)
            assertEquals(Route.Home, routes.routes.value.last())
        }
    }

    @Test
    fun `what is typed counts as a touch`() {
        val before = touched
        open(trucks).on(FormEvent.Typed("trucks", "1"))
        assertEquals(before + 1, touched)
    }

    @Test
    fun `before the core is closed it is handed what was typed`() = runTest(dispatcher) {
        val page = open(trucks)
        page.on(FormEvent.Typed("trucks", "12"))
        page.handOver()
        assertEquals(listOf("type trucks 12"), fake.done)
    }

    @Test
    fun `a form that asks why it was changed is finished with the reason and not before, also after the end of the process`() = runTest(dispatcher) {
        fake.wantsReason = true
        val end = at(null, emptyList(), StepKind.END)
        val page = open(end)
        page.on(FormEvent.Submit)
        assertEquals(Asking.Reason(""), page.state.value.asking)
        page.on(FormEvent.Reasoned("salah tulis"))
        page.on(FormEvent.NotNow)
        assertEquals(emptyList<String>(), fake.done)
        page.handOver()
        val after = open(end)
        after.on(FormEvent.Submit)
        assertEquals("as far as she wrote it", Asking.Reason("salah tulis"), after.state.value.asking)
        page.on(FormEvent.Submit)
        page.on(FormEvent.Reasoned("salah tulis"))
        page.on(FormEvent.Confirm)
        assertEquals(listOf("reason salah tulis", "submit"), fake.done)
    }
}
