package org.saksi.presentation.voices

import kotlinx.coroutines.test.StandardTestDispatcher
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.advanceTimeBy
import kotlinx.coroutines.test.runCurrent
import kotlinx.coroutines.test.runTest
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.saksi.core.CodeWords
import org.saksi.core.Prompt
import org.saksi.presentation.Language
import org.saksi.presentation.MemoryNotes
import org.saksi.presentation.core.Core
import org.saksi.presentation.fake.FakeCore
import org.saksi.presentation.fake.FakePermits
import org.saksi.presentation.fake.FakePlayer
import org.saksi.presentation.fake.FakeRecorder
import org.saksi.presentation.fake.FakeSounds
import org.saksi.presentation.permit.Permit
import org.saksi.presentation.route.BackStack
import org.saksi.presentation.route.Route
import java.io.IOException
import java.util.zip.ZipInputStream

class VoicesPresenterTest {
    private val dispatcher = StandardTestDispatcher()
    private val scope = TestScope(dispatcher)
    private val sounds = FakeSounds()
    private val routes = BackStack(MemoryNotes()).apply { go(Route.Voices) }
    private val recorder = FakeRecorder()
    private val player = FakePlayer()
    private val permits = FakePermits()
    private var language = Language.INDONESIAN
    private var busy = 0
    private val prompts = listOf("safety/stop", "home/unsent", "home/new").map { Prompt(it, CodeWords("id $it", "en $it")) }
    private val voices by lazy {
        val tools = VoicesTools({ prompts }, recorder, player, permits, { language }) { busy++ }
        VoicesPresenter(Core(FakeCore(sounds), dispatcher), routes, tools, scope)
    }
    private val state get() = voices.state.value

    private fun on(vararg events: VoicesEvent) = events.forEach {
        voices.on(it)
        scope.runCurrent()
    }

    private fun record(vararg bytes: Byte) {
        recorder.heard = bytes
        on(VoicesEvent.Record, VoicesEvent.StopRecording)
    }

    @Test
    fun `nothing is recorded before she agreed, and each time she comes back she is asked again`() {
        on(VoicesEvent.Shown, VoicesEvent.Record)
        assertFalse(recorder.running)
        on(VoicesEvent.Agree, VoicesEvent.Record)
        assertTrue(recorder.running && state.recording)
        on(VoicesEvent.StopRecording, VoicesEvent.Back, VoicesEvent.Record)
        assertEquals(null to false, state.at to recorder.running)
    }

    @Test
    fun `each sentence is recorded, heard, made again, skipped and deleted, and counted`() {
        on(VoicesEvent.Shown, VoicesEvent.Agree)
        assertEquals(0 to 3, state.at to state.lines.size)
        record(1)
        assertArrayEquals(byteArrayOf(1), sounds.made["safety/stop.id.aac"])
        on(VoicesEvent.Listen)
        assertArrayEquals(byteArrayOf(1), player.heard)
        on(VoicesEvent.Listen)
        assertEquals(null to null, player.heard to state.playing)
        record(2)
        assertArrayEquals(byteArrayOf(2), sounds.made["safety/stop.id.aac"])
        on(VoicesEvent.Next, VoicesEvent.Next)
        assertEquals(2, state.at)
        record(3)
        assertEquals(listOf(true, false, true) to 2, state.lines.map { it.recorded } to state.recorded)
        on(VoicesEvent.Delete)
        assertEquals(setOf("safety/stop.id.aac"), sounds.made.keys.toSet())
        on(VoicesEvent.Next)
        assertEquals("after the last sentence she is where she can save", null, state.at)
        on(VoicesEvent.Agree)
        assertEquals("she goes on where something is missing", 1, state.at)
    }

    @Test
    fun `each language has its own recordings`() {
        on(VoicesEvent.Shown, VoicesEvent.Agree)
        record(1)
        language = Language.ENGLISH
        on(VoicesEvent.Shown)
        assertEquals(0, state.recorded)
        record(2)
        assertEquals(listOf("safety/stop.id.aac", "safety/stop.en.aac"), sounds.made.keys.toList())
    }

    @Test
    fun `before the core is closed it is handed what is being recorded`() = runTest(dispatcher) {
        on(VoicesEvent.Shown, VoicesEvent.Agree, VoicesEvent.Record)
        voices.handOver()
        assertEquals(setOf("safety/stop.id.aac") to false, sounds.made.keys.toSet() to recorder.running)
    }

    @Test
    fun `going on, going away and a minute each end a recording and keep it`() {
        on(VoicesEvent.Shown, VoicesEvent.Agree, VoicesEvent.Record, VoicesEvent.Next)
        assertEquals(setOf("safety/stop.id.aac") to 1, sounds.made.keys.toSet() to state.at)
        on(VoicesEvent.Record, VoicesEvent.Hidden)
        assertEquals(2 to false, sounds.made.size to recorder.running)
        on(VoicesEvent.Next, VoicesEvent.Record)
        scope.advanceTimeBy(59_000)
        assertTrue(state.recording && busy > 2)
        scope.advanceTimeBy(2_000)
        assertEquals(3 to false, sounds.made.size to (state.recording || recorder.running))
    }

    @Test
    fun `the file holds every recording under its name and nothing else`() {
        on(VoicesEvent.Shown, VoicesEvent.Agree)
        record(1, 2)
        on(VoicesEvent.Next)
        record(3)
        on(VoicesEvent.Back)
        var written = ByteArray(0)
        on(VoicesEvent.Export { written = it })
        val files = ZipInputStream(written.inputStream()).use { zip ->
            generateSequence { zip.nextEntry }.associate { it.name to zip.readBytes().toList() }
        }
        assertEquals(mapOf("safety/stop.id.aac" to listOf<Byte>(1, 2), "home/unsent.id.aac" to listOf<Byte>(3)), files)
        assertEquals(VoicesExport.SAVED, state.export)
        on(VoicesEvent.Export { throw IOException("the card is full") })
        assertEquals(VoicesExport.FAILED, state.export)
    }

    @Test
    fun `deleting everything is asked first and takes every language`() {
        on(VoicesEvent.Shown, VoicesEvent.Agree)
        record(1)
        sounds.made["home/new.en.aac"] = byteArrayOf(4)
        on(VoicesEvent.Back, VoicesEvent.AskDeleteAll, VoicesEvent.KeepAll)
        assertEquals(2, sounds.made.size)
        on(VoicesEvent.AskDeleteAll, VoicesEvent.Back)
        assertEquals("the way back keeps them", false to 2, state.deleting to sounds.made.size)
        on(VoicesEvent.AskDeleteAll, VoicesEvent.DeleteAll)
        assertEquals(0 to 0, sounds.made.size to state.recorded)
    }

    @Test
    fun `what the core refuses is told, and a microphone that does not begin too`() {
        on(VoicesEvent.Shown, VoicesEvent.Agree, VoicesEvent.Record)
        sounds.refuses = "store_full"
        on(VoicesEvent.StopRecording)
        assertEquals("store_full" to 0, state.failure?.code to state.recorded)
        recorder.begins = false
        on(VoicesEvent.Record)
        assertTrue(state.deaf && !state.recording)
        permits.location = Permit.ASK
        on(VoicesEvent.AskingPermit, VoicesEvent.Shown)
        assertEquals(Permit.ASK, state.microphone)
    }

    @Test
    fun `what is refused is not gone - it waits for room, and going on tries again`() {
        on(VoicesEvent.Shown, VoicesEvent.Agree, VoicesEvent.Record)
        sounds.refuses = "store_full"
        recorder.heard = byteArrayOf(7)
        on(VoicesEvent.StopRecording)
        assertTrue(state.unkept && !state.keeping)
        on(VoicesEvent.Next)
        assertEquals("she stays with it", 0 to "store_full", state.at to state.failure?.code)
        sounds.refuses = null
        on(VoicesEvent.KeepAgain)
        assertArrayEquals(byteArrayOf(7), sounds.made["safety/stop.id.aac"])
        assertEquals(null to false, state.failure to state.unkept)
    }

    @Test
    fun `what is refused can be made again, or deleted and left`() {
        on(VoicesEvent.Shown, VoicesEvent.Agree, VoicesEvent.Record)
        sounds.refuses = "store_full"
        on(VoicesEvent.StopRecording, VoicesEvent.Record)
        assertTrue(state.recording && !state.unkept)
        on(VoicesEvent.StopRecording, VoicesEvent.Delete)
        assertFalse(state.unkept)
        on(VoicesEvent.Next)
        assertEquals(1 to 0, state.at to sounds.made.size)
    }

    @Test
    fun `a double tap on stop keeps the recording and begins no other`() {
        on(VoicesEvent.Shown, VoicesEvent.Agree, VoicesEvent.Record)
        recorder.heard = byteArrayOf(7)
        voices.on(VoicesEvent.StopRecording)
        voices.on(VoicesEvent.Record)
        scope.runCurrent()
        assertArrayEquals(byteArrayOf(7), sounds.made["safety/stop.id.aac"])
        assertFalse(state.recording || recorder.running)
        on(VoicesEvent.Record)
        scope.advanceTimeBy(61_000)
        assertFalse("the next one has a minute of its own", state.recording || recorder.running)
    }

    @Test
    fun `the end of a sound that was silenced does not end the next one`() {
        on(VoicesEvent.Shown, VoicesEvent.Agree)
        record(1)
        on(VoicesEvent.Listen)
        val late = player.ending()
        on(VoicesEvent.Next)
        record(2)
        on(VoicesEvent.Listen)
        late()
        assertEquals("home/unsent", state.playing)
    }

    @Test
    fun `one look asks once what there is`() {
        on(VoicesEvent.Shown)
        assertEquals(1, sounds.asked)
    }

    @Test
    fun `back leads from a sentence to the first page and from there to the settings`() {
        on(VoicesEvent.Shown, VoicesEvent.Agree, VoicesEvent.Back)
        assertEquals(Route.Voices, routes.routes.value.last())
        on(VoicesEvent.Back)
        assertEquals(listOf<Route>(Route.Home), routes.routes.value)
    }
}
