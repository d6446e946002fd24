package org.saksi.presentation.join

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.cancel
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertSame
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import org.saksi.presentation.Language
import org.saksi.presentation.MemoryNotes
import org.saksi.presentation.Settings
import org.saksi.presentation.camera.CameraTrouble
import org.saksi.presentation.camera.Frame
import org.saksi.presentation.camera.ScanTools
import org.saksi.presentation.fake.FakeCamera
import org.saksi.presentation.fake.FakeCore
import org.saksi.presentation.fake.FakeEntrance
import org.saksi.presentation.fake.FakeGate
import org.saksi.presentation.fake.FakePermits
import org.saksi.presentation.fake.FakePlayer
import org.saksi.presentation.fake.FakeSurface
import org.saksi.presentation.fake.FakeVoice
import org.saksi.presentation.fake.paintedCode
import org.saksi.presentation.permit.Permit

class JoinPresenterTest {
    @get:Rule
    val folder = TemporaryFolder()

    private val dispatcher = UnconfinedTestDispatcher()
    private val core = FakeCore()
    private val gate = FakeGate(core)
    private val notes = MemoryNotes()
    private val settings = Settings(MemoryNotes())
    private val camera = FakeCamera()
    private val permits = FakePermits()
    private val voice = FakeVoice()
    private val player = FakePlayer()
    private var buzzes = 0
    private val entrance = FakeEntrance(dispatcher)
    private val practice = FakeEntrance(dispatcher)
    private val join by lazy { presenter() }

    private fun presenter() = JoinPresenter(doors(), notes, TestScope(dispatcher))

    private fun doors(): JoinDoors {
        val scan = ScanTools(camera, permits) { buzzes++ }
        return JoinDoors(gate, HandedFile(folder.root), settings, dispatcher, scan, voice, player, entrance, practice)
    }

    private fun on(vararg events: JoinEvent) = events.forEach(join::on)

    private fun type(pin: String) = pin.forEach { join.on(JoinEvent.Digit(it)) }

    private fun consent(vararg answers: ConsentAnswer) = answers.forEach { join.on(JoinEvent.Answered(it)) }

    private fun toPin() {
        on(JoinEvent.CardTyped(FakeGate.CARD), JoinEvent.FileOpened("p.zip", byteArrayOf(1)), JoinEvent.Next, JoinEvent.Next)
        consent(ConsentAnswer.YES, ConsentAnswer.NO, ConsentAnswer.ASK_FIRST, ConsentAnswer.YES)
        on(JoinEvent.Chosen(Picture.RED_CRAB), JoinEvent.Next)
    }

    @Test
    fun `the language is changed before anything is read, and back`() {
        on(JoinEvent.CardTyped("half a card"), JoinEvent.OtherLanguage)
        assertEquals(Language.ENGLISH, settings.language.value)
        assertEquals("half a card", join.state.value.card)
        on(JoinEvent.OtherLanguage)
        assertEquals(Language.INDONESIAN, settings.language.value)
    }

    @Test
    fun `a person joins, and each yes and no is signed`() {
        toPin()
        type("2580")
        on(JoinEvent.Next)
        type("2580")
        on(JoinEvent.Next)
        assertSame(core, entrance.entered)
        assertEquals("2580", gate.pin)
        assertArrayEquals(byteArrayOf(1), gate.file)
        assertEquals("kepiting_merah", settings.picture)
        val signed = listOf("consent.open", "consent.give collect", "consent.withdraw msf", "consent.ask_first publish", "consent.give contact")
        assertEquals(signed, core.done)
        assertNull(settings.consentsDue)
    }

    @Test
    fun `a broken card is refused and the person stays where she is`() {
        on(JoinEvent.CardTyped("SAKSI1:bro"), JoinEvent.Next)
        assertEquals(JoinStep.Card, join.state.value.step)
        assertEquals("card", join.state.value.failure?.code)
    }

    @Test
    fun `somebody without a card may practise, and has not joined by it`() {
        on(JoinEvent.Practise)
        assertSame(core, practice.entered)
        assertEquals(listOf(null), gate.practised)
        assertNull(gate.pin)
    }

    @Test
    fun `a card before the camera is read, felt, and leads on`() {
        camera.frames = listOf(Frame(64, 64, ByteArray(64 * 64)), paintedCode(FakeGate.CARD))
        on(JoinEvent.Scan, JoinEvent.Surface(FakeSurface))
        assertEquals(JoinStep.Who to FakeGate.CARD, join.state.value.run { step to card })
        assertEquals(1, buzzes)
        assertNull(join.state.value.scan)
    }

    @Test
    fun `another code is told apart, and the camera looks on`() {
        camera.frames = listOf(paintedCode("https://example.org/menu"))
        on(JoinEvent.Scan, JoinEvent.Surface(FakeSurface))
        assertEquals(JoinStep.Scan to true, join.state.value.run { step to scan?.foreign })
    }

    @Test
    fun `without the permission nothing is watched, and a camera that fails says so`() {
        camera.frames = listOf(paintedCode(FakeGate.CARD))
        permits.camera = Permit.ASK
        on(JoinEvent.Scan, JoinEvent.Surface(FakeSurface))
        assertEquals(Permit.ASK, join.state.value.scan?.permit)
        permits.camera = Permit.GRANTED
        camera.trouble = CameraTrouble.IN_USE
        on(JoinEvent.Asking, JoinEvent.AnsweredPermit)
        assertEquals(CameraTrouble.IN_USE, join.state.value.scan?.trouble)
        on(JoinEvent.Back)
        assertEquals(JoinStep.Card, join.state.value.step)
    }

    @Test
    fun `a purpose is read aloud where the phone has a voice, and silent on the next one`() {
        on(JoinEvent.CardTyped(FakeGate.CARD), JoinEvent.Next, JoinEvent.Next)
        assertEquals(VoiceHeard.THERE, join.state.value.voice)
        on(JoinEvent.Say("Boleh?"))
        assertEquals(listOf("Boleh?"), voice.said)
        consent(ConsentAnswer.YES)
        assertEquals(emptyList<String>(), voice.said)
    }

    @Test
    fun `a recording that the project brought is played instead, and only for its purpose and language`() {
        gate.recordings += mapOf("consent/collect.id.m4a" to byteArrayOf(4, 5), "consent/publish.en.m4a" to byteArrayOf(6))
        on(JoinEvent.CardTyped(FakeGate.CARD), JoinEvent.Next, JoinEvent.Next)
        assertEquals(VoiceHeard.RECORDED, join.state.value.voice)
        on(JoinEvent.Say("Boleh?"))
        assertArrayEquals(byteArrayOf(4, 5), player.heard)
        assertEquals(emptyList<String>(), voice.said)
        consent(ConsentAnswer.YES)
        assertNull("silent on the next one", player.heard)
        assertEquals(VoiceHeard.THERE, join.state.value.voice)
        on(JoinEvent.Say("Ke forum?"))
        assertEquals(listOf("Ke forum?"), voice.said)
        consent(ConsentAnswer.YES)
        on(JoinEvent.Say("Diumumkan?"))
        assertEquals("the one in English is not for her", listOf("Diumumkan?"), voice.said)
    }

    @Test
    fun `a recording that this phone does not play is read by its own voice`() {
        gate.recordings["consent/collect.id.ogg"] = byteArrayOf(4, 5)
        player.plays = false
        on(JoinEvent.CardTyped(FakeGate.CARD), JoinEvent.Next, JoinEvent.Next, JoinEvent.Say("Boleh?"))
        assertEquals(listOf("Boleh?"), voice.said)
    }

    @Test
    fun `a recording is heard on a phone that has no voice for her language`() {
        settings.choose(Language.ENGLISH)
        gate.recordings["consent/collect.en.mp3"] = byteArrayOf(9)
        on(JoinEvent.CardTyped(FakeGate.CARD), JoinEvent.Next, JoinEvent.Next)
        assertEquals(VoiceHeard.RECORDED, join.state.value.voice)
        consent(ConsentAnswer.YES)
        assertEquals(VoiceHeard.NONE, join.state.value.voice)
    }

    @Test
    fun `a phone without a voice for her language says so`() {
        settings.choose(Language.ENGLISH)
        on(JoinEvent.CardTyped(FakeGate.CARD), JoinEvent.Next, JoinEvent.Next)
        assertEquals(VoiceHeard.NONE, join.state.value.voice)
    }

    @Test
    fun `without consent to collecting nobody joins`() {
        on(JoinEvent.CardTyped(FakeGate.CARD), JoinEvent.Next, JoinEvent.Next)
        consent(ConsentAnswer.NO)
        assertEquals(JoinStep.Declined, join.state.value.step)
        assertNull(gate.pin)
    }

    @Test
    fun `two different PINs are both asked again`() {
        toPin()
        type("2580")
        on(JoinEvent.Next)
        type("2581")
        on(JoinEvent.Next)
        assertEquals(JoinStep.Pin, join.state.value.step)
        assertEquals(true, join.state.value.pinsDiffer)
        assertNull(gate.pin)
    }

    @Test
    fun `after the end of the process she is at the same step with the same answers`() {
        toPin()
        val before = join.state.value
        // Whether the phone has a voice is asked anew where it is needed.
        assertEquals(before.copy(voice = VoiceHeard.ASKING), presenter().state.value)
    }

    @Test
    fun `a PIN is never written down`() {
        toPin()
        type("2580")
        on(JoinEvent.Next)
        type("25")
        val restored = presenter().state.value
        assertEquals(JoinStep.Pin, restored.step)
        assertEquals(0, restored.entered)
    }

    @Test
    fun `a file that cannot be read is said, until the next step`() {
        on(JoinEvent.FileRefused)
        assertEquals(true, join.state.value.fileRefused)
        on(JoinEvent.FileOpened("p.zip", byteArrayOf(1)))
        assertEquals(false to "p.zip", join.state.value.run { fileRefused to fileName })
    }

    @Test
    fun `who has joined or left gives the phone's voice back`() {
        // A TestScope is never done by being cancelled.
        val scope = CoroutineScope(dispatcher + Job())
        JoinPresenter(doors(), notes, scope)
        assertEquals(false, voice.ended)
        scope.cancel()
        assertEquals(true, voice.ended)
    }
}
