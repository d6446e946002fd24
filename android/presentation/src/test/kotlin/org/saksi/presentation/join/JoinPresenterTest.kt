package org.saksi.presentation.join

import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertSame
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import org.saksi.presentation.MemoryNotes
import org.saksi.presentation.Settings
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.fake.FakeCore
import org.saksi.presentation.fake.FakeGate

class JoinPresenterTest {
    @get:Rule
    val folder = TemporaryFolder()

    private val dispatcher = UnconfinedTestDispatcher()
    private val core = FakeCore()
    private val gate = FakeGate(core)
    private val notes = MemoryNotes()
    private val settings = Settings(MemoryNotes())
    private var opened: FieldCore? = null
    private val join by lazy { presenter() }

    private fun presenter() = JoinPresenter(
        JoinDoors(gate, HandedFile(folder.root), settings, dispatcher) { opened = it }, notes, TestScope(dispatcher),
    )

    private fun on(vararg events: JoinEvent) = events.forEach(join::on)

    private fun type(pin: String) = pin.forEach { join.on(JoinEvent.Digit(it)) }

    private fun consent(vararg answers: ConsentAnswer) = answers.forEach { join.on(JoinEvent.Answered(it)) }

    private fun toPin() {
        on(JoinEvent.CardTyped(FakeGate.CARD), JoinEvent.FileOpened("p.zip", byteArrayOf(1)), JoinEvent.Next, JoinEvent.Next)
        consent(ConsentAnswer.YES, ConsentAnswer.NO, ConsentAnswer.ASK_FIRST, ConsentAnswer.YES)
        on(JoinEvent.Chosen(Picture.RED_CRAB), JoinEvent.Next)
    }

    @Test
    fun `a person joins, and each yes and no is signed`() {
        toPin()
        type("2580")
        on(JoinEvent.Next)
        type("2580")
        on(JoinEvent.Next)
        assertSame(core, opened)
        assertEquals("2580", gate.pin)
        assertArrayEquals(byteArrayOf(1), gate.file)
        assertEquals("kepiting_merah", settings.picture)
        assertEquals(listOf("consent.open", "consent.give collect", "consent.withdraw msf", "consent.give contact"), core.done)
        assertNull(settings.consentsDue)
    }

    @Test
    fun `a broken card is refused and the person stays where she is`() {
        on(JoinEvent.CardTyped("SAKSI1:bro"), JoinEvent.Next)
        assertEquals(JoinStep.Card, join.state.value.step)
        assertEquals("card", join.state.value.failure?.code)
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
        assertEquals(before, presenter().state.value)
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
}
