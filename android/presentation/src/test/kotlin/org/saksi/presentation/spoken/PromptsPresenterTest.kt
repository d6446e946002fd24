package org.saksi.presentation.spoken

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Test
import org.saksi.presentation.Language
import org.saksi.presentation.MemoryNotes
import org.saksi.presentation.Settings
import org.saksi.presentation.core.Core
import org.saksi.presentation.fake.FakeCore
import org.saksi.presentation.fake.FakePlayer
import org.saksi.presentation.fake.FakeSounds
import org.saksi.presentation.phone.InMemory
import org.saksi.presentation.phone.OneVoice
import org.saksi.presentation.phone.OpenCore

class PromptsPresenterTest {
    private val dispatcher = UnconfinedTestDispatcher()
    private val sounds = FakeSounds().apply {
        recorded = mapOf(
            "home/unsent.id.m4a" to byteArrayOf(1), "safety/stop.id.aac" to byteArrayOf(2), "home/unsent.en.m4a" to byteArrayOf(3),
        )
    }
    private val player = FakePlayer()
    private val settings = Settings(MemoryNotes())
    private val open = OpenCore()
    private val scope = CoroutineScope(dispatcher + SupervisorJob())
    private val prompts = PromptsPresenter(Core(FakeCore(sounds), dispatcher), player, settings.language, open.syncs, scope)
    private val state get() = prompts.state.value

    @Test
    fun `what can be heard is what was recorded in the language on screen`() {
        assertEquals(setOf("home/unsent", "safety/stop"), state.here)
        settings.choose(Language.ENGLISH)
        assertEquals(setOf("home/unsent"), state.here)
        prompts.on(PromptsEvent.Play("home/unsent"))
        assertArrayEquals(byteArrayOf(3), player.heard)
    }

    @Test
    fun `nothing plays by itself, one plays at a time, and a second tap stops it`() {
        assertEquals(null, player.heard)
        prompts.on(PromptsEvent.Play("home/unsent"))
        assertEquals("home/unsent", state.playing)
        prompts.on(PromptsEvent.Play("safety/stop"))
        assertEquals("safety/stop", state.playing)
        assertArrayEquals(byteArrayOf(2), player.heard)
        prompts.on(PromptsEvent.Play("safety/stop"))
        assertEquals(null to null, state.playing to player.heard)
    }

    @Test
    fun `a voice ends by itself, when she leaves, and with the core`() {
        prompts.on(PromptsEvent.Play("home/unsent"))
        player.toItsEnd()
        assertEquals(null, state.playing)
        prompts.on(PromptsEvent.Play("home/unsent"))
        prompts.on(PromptsEvent.Stop)
        assertEquals(null to null, state.playing to player.heard)
        prompts.on(PromptsEvent.Play("home/unsent"))
        scope.cancel()
        assertEquals(null, player.heard)
    }

    @Test
    fun `leaving does not silence what another screen plays`() {
        player.play(InMemory(byteArrayOf(9))) {}
        prompts.on(PromptsEvent.Stop)
        assertArrayEquals(byteArrayOf(9), player.heard)
    }

    @Test
    fun `what a sync brings can be heard, and what was not recorded or does not play stays silent`() {
        prompts.on(PromptsEvent.Play("home/new"))
        assertEquals(null, state.playing)
        sounds.recorded += "home/new.id.ogg" to byteArrayOf(4)
        open.synced()
        player.plays = false
        prompts.on(PromptsEvent.Play("home/new"))
        assertEquals(true to null, ("home/new" in state.here) to state.playing)
    }

    @Test
    fun `a sound that another one silences is told that it ended`() {
        val voice = OneVoice(player)
        var ended = 0
        voice.play(InMemory(byteArrayOf(1))) { ended++ }
        voice.play(InMemory(byteArrayOf(2))) { ended += 10 }
        assertEquals(1, ended)
        player.toItsEnd()
        voice.play(InMemory(byteArrayOf(3))) {}
        assertEquals("each end is told once", 11, ended)
    }

    @Test
    fun `a sound that this phone did not play has no end to be told`() {
        val voice = OneVoice(player)
        var ended = 0
        player.plays = false
        voice.play(InMemory(byteArrayOf(1))) { ended++ }
        player.plays = true
        voice.play(InMemory(byteArrayOf(2))) {}
        assertEquals(0, ended)
    }
}
