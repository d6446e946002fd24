package org.saksi.presentation.share

import kotlinx.coroutines.test.StandardTestDispatcher
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.saksi.core.Answer
import org.saksi.core.Appearance
import org.saksi.core.DraftSummary
import org.saksi.core.Faces
import org.saksi.core.QuestionType
import org.saksi.core.Source
import org.saksi.presentation.MemoryNotes
import org.saksi.presentation.camera.Maker
import org.saksi.presentation.core.Core
import org.saksi.presentation.fake.FakeCore
import org.saksi.presentation.fake.FakeDrafts.question
import org.saksi.presentation.fake.FakePhone
import org.saksi.presentation.phone.SpaceLeft
import org.saksi.presentation.route.BackStack
import org.saksi.presentation.route.Route
import java.io.IOException
import java.io.InputStream
import java.io.SequenceInputStream

class SharePresenterTest {
    private val dispatcher = UnconfinedTestDispatcher()
    private val fake = FakeCore()
    private val phone = FakePhone()
    private val notes = MemoryNotes()
    private val shared = SharedPhotos(notes)
    private val chosen = Route.Shared(draft = null, place = null)
    private val routes = BackStack(MemoryNotes()).apply { go(chosen) }
    private val bytes = ByteArray(600_000) { it.toByte() }
    private val there = mutableSetOf("content://wa/1", "content://wa/2")
    private val files = object : SharedFiles {
        override fun look(address: String) = SharedPhoto("image/jpeg", 6, small = null).takeIf { address in there }
        override fun open(address: String): InputStream? = if (address in there) stream() else null
    }

    /** What is read of each. */
    private var stream: () -> InputStream = { bytes.inputStream() }
    private val pit = question("pit", QuestionType.Image)

    private fun open(at: Route.Shared = chosen, core: Core = Core(fake, dispatcher)): SharePresenter {
        val tools = ShareTools(shared, files, Maker("X", "saksi"), phone) { 0 }
        return SharePresenter(core, routes, at, tools, TestScope(dispatcher)).apply { on(ShareEvent.Shown) }
    }

    private val SharePresenter.step get() = state.value.step

    private fun SharePresenter.answer(faces: Faces = Faces.NOBODY) {
        on(ShareEvent.From("Dari grup WhatsApp."))
        on(ShareEvent.HasFaces(faces))
    }

    private fun withDraft() {
        fake.drafts = listOf(DraftSummary("d7", "F02", "1", null, 1_000L))
        fake.photos = listOf(pit)
        shared.take(listOf("content://wa/1"))
    }

    @Test
    fun `a photo goes into an open draft's question as imported, with her word, and she stands there`() {
        withDraft()
        val share = open()
        assertEquals(listOf(pit), (share.step as ShareStep.Choose).drafts.single().questions)
        share.on(ShareEvent.For(PhotoPlace("d7", "pit")))
        share.answer(Faces.CHILDREN)
        assertEquals("begin pit Imported water false faces CHILDREN", fake.done.first())
        assertEquals(Source.Imported("Dari grup WhatsApp.") to 6u.toUByte(), fake.metas.single().run { source to orientation })
        assertArrayEquals(bytes, fake.sealed.reduce(ByteArray::plus))
        assertTrue(fake.sealed.all { it.size <= 256 * 1024 })
        assertEquals(listOf("finish null", "keep", "jump pit"), fake.done.drop(1))
        assertEquals(listOf(Route.Home, Route.Form("d7")), routes.routes.value)
        assertEquals(emptyList<String>(), shared.waiting.value)
    }

    @Test
    fun `only questions without a photo are offered, and none that is drawn or wants a new one`() {
        withDraft()
        val kept = question("kept", QuestionType.Image, Answer.Media("00".repeat(32)))
        val drawn = question("drawn", QuestionType.Image, null, Appearance.Signature)
        fake.photos = listOf(kept, pit, drawn, question("fresh", QuestionType.Image, null, Appearance.New))
        assertEquals(listOf(pit), (open().step as ShareStep.Choose).drafts.single().questions)
    }

    @Test
    fun `a form that asks for a photo at once is begun with it, one that asks later is opened and the photo waits`() {
        shared.take(listOf("content://wa/1"))
        fake.photos = listOf(pit)
        val share = open()
        assertEquals(listOf("F02"), (share.step as ShareStep.Choose).forms.map { it.id })
        share.on(ShareEvent.Begin("F02"))
        assertEquals(ShareStep.AskOrigin(PhotoPlace("d1", "pit")), share.step)
        fake.photos = emptyList()
        share.on(ShareEvent.Begin("F02"))
        assertEquals(Route.Form("d1"), routes.routes.value.last())
        assertEquals(1, shared.waiting.value.size)
    }

    @Test
    fun `a form without photos and a full phone begin nothing`() {
        shared.take(listOf("content://wa/1"))
        fake.photoForms = emptyList()
        phone.free = 100_000_000
        val share = open()
        assertEquals(emptyList<Any>(), (share.step as ShareStep.Choose).forms)
        share.on(ShareEvent.Begin("F02"))
        assertEquals(SpaceLeft.NONE to emptyList<String>(), share.state.value.space to fake.done)
    }

    @Test
    fun `from a form's question it goes there and back, whatever else waits`() {
        shared.take(listOf("content://wa/1", "content://wa/2"))
        routes.home()
        routes.go(Route.Form("d7"))
        val at = Route.Shared("d7", "pit").also(routes::go)
        val share = open(at)
        assertEquals(ShareStep.AskOrigin(PhotoPlace("d7", "pit")), share.step)
        share.answer()
        assertEquals(Route.Form("d7"), routes.routes.value.last())
        assertEquals(listOf("content://wa/2"), shared.waiting.value)
        assertTrue(fake.done.none { it.startsWith("jump") })
    }

    @Test
    fun `several come one after the other, and one can be left out`() {
        withDraft()
        shared.take(listOf("content://wa/2"))
        val share = open()
        assertEquals(2, share.state.value.waiting)
        share.on(ShareEvent.LeaveOut)
        assertEquals(listOf("content://wa/2") to 1, shared.waiting.value to share.state.value.waiting)
        share.on(ShareEvent.LeaveOut)
        assertEquals(listOf<Route>(Route.Home), routes.routes.value)
        assertEquals(emptyList<String>(), fake.done)
    }

    @Test
    fun `what the other app took back is said and can be put aside`() {
        withDraft()
        there.clear()
        val share = open()
        assertEquals(ShareStep.Gone, share.step)
        share.on(ShareEvent.LeaveOut)
        assertEquals(Route.Home, routes.routes.value.last())
    }

    @Test
    fun `what is refused stays waiting, and nothing of it is kept`() {
        withDraft()
        val share = open()
        share.on(ShareEvent.For(PhotoPlace("d7", "pit")))
        share.on(ShareEvent.From("Tidak tahu."))
        fake.fails = "store_full"
        share.on(ShareEvent.HasFaces(Faces.NOBODY))
        assertEquals("store_full", share.state.value.failure?.code)
        assertTrue(share.step is ShareStep.AskFaces)
        assertEquals(1, shared.waiting.value.size)
    }

    @Test
    fun `of a photo that breaks off midway nothing is kept, and it still waits`() {
        withDraft()
        stream = {
            val tail = object : InputStream() {
                override fun read(): Int = throw IOException("the other app is gone")
            }
            SequenceInputStream(ByteArray(300_000).inputStream(), tail)
        }
        val share = open()
        share.on(ShareEvent.For(PhotoPlace("d7", "pit")))
        share.answer()
        assertEquals("begin pit Imported water false faces NOBODY" to "retake", fake.done.first() to fake.done.last())
        assertEquals(2 to emptyList<ByteArray>(), fake.done.size to fake.sealed)
        assertTrue(share.state.value.failure != null && share.step is ShareStep.AskFaces)
        assertEquals(1, shared.waiting.value.size)
    }

    @Test
    fun `a double tap begins one form, and leaves out one photo`() {
        shared.take(listOf("content://wa/1", "content://wa/2"))
        fake.photos = listOf(pit)
        val share = open(core = Core(fake, StandardTestDispatcher(dispatcher.scheduler)))
        dispatcher.scheduler.runCurrent()
        repeat(2) { share.on(ShareEvent.Begin("F02")) }
        dispatcher.scheduler.runCurrent()
        assertEquals(listOf("start F02"), fake.done)
        share.on(ShareEvent.Back)
        dispatcher.scheduler.runCurrent()
        repeat(2) { share.on(ShareEvent.LeaveOut) }
        assertEquals(listOf("content://wa/2"), shared.waiting.value)
    }

    @Test
    fun `what comes while the page is open is counted`() {
        withDraft()
        val share = open()
        shared.take(listOf("content://wa/2"))
        assertEquals(2, share.state.value.waiting)
    }

    @Test
    fun `back goes one question back, and out of it the photo still waits`() {
        withDraft()
        val share = open()
        share.on(ShareEvent.For(PhotoPlace("d7", "pit")))
        share.on(ShareEvent.From("Tidak tahu."))
        share.on(ShareEvent.Back)
        assertTrue(share.step is ShareStep.AskOrigin)
        share.on(ShareEvent.Back)
        assertTrue(share.step is ShareStep.Choose)
        share.on(ShareEvent.Back)
        assertEquals(Route.Home to 1, routes.routes.value.last() to shared.waiting.value.size)
    }

    @Test
    fun `addresses outlive the process, also those that she was not led to yet`() {
        shared.take(listOf("content://wa/1", "content://wa/1", ""))
        val again = SharedPhotos(notes)
        assertEquals(listOf("content://wa/1") to true, again.waiting.value to again.arrived.value)
        again.met()
        assertEquals(1 to false, SharedPhotos(notes).run { waiting.value.size to arrived.value })
        again.forget()
        assertNull(notes["waiting"])
    }
}
