package org.saksi.presentation.unlock

import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertSame
import org.junit.Test
import org.saksi.core.Advice
import org.saksi.core.FieldException
import org.saksi.core.FieldValue
import org.saksi.presentation.MemoryNotes
import org.saksi.presentation.Settings
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.fake.FakeCore
import org.saksi.presentation.fake.FakeEntrance
import org.saksi.presentation.fake.FakeGate
import org.saksi.presentation.join.signDueConsents

class UnlockPresenterTest {
    private val dispatcher = UnconfinedTestDispatcher()
    private val core = FakeCore()
    private val gate = FakeGate(core).apply { pin = "2580" }
    private val settings = Settings(MemoryNotes())
    private val entrance = FakeEntrance(dispatcher)
    private val unlock = UnlockPresenter(gate, settings, entrance, TestScope(dispatcher))

    private fun enter(pin: String) {
        pin.forEach { unlock.on(UnlockEvent.Digit(it)) }
        unlock.on(UnlockEvent.Open)
    }

    @Test
    fun `the right PIN opens`() {
        enter("2580")
        assertSame(core, entrance.entered)
    }

    @Test
    fun `a wrong PIN says so and empties the pad`() {
        enter("0000")
        assertNull(entrance.entered)
        assertEquals("vault_passphrase", unlock.state.value.failure?.code)
        assertEquals(0, unlock.state.value.entered)
    }

    @Test
    fun `a full phone opens all the same, and signs the consents the next time`() {
        settings.consentsDue = "collect=YES"
        core.fails = "store_full"
        enter("2580")
        assertSame(core, entrance.entered)
        assertEquals("collect=YES", settings.consentsDue)
        enter("2580")
        assertEquals(listOf("consent.open", "consent.give collect"), core.done)
    }

    @Test
    fun `a screen that went dark while it opened leaves the pad empty and nothing open`() {
        entrance.isLockedMeanwhile = true
        enter("2580")
        assertNull(entrance.entered)
        assertEquals(UnlockState(entered = 0, busy = false, failure = null), unlock.state.value)
    }

    @Test
    fun `consents that were given just before the process ended are signed now`() {
        settings.consentsDue = "collect=YES\npublish=NO"
        enter("2580")
        assertEquals(listOf("consent.open", "consent.give collect", "consent.withdraw publish"), core.done)
    }

    @Test
    fun `consents of which some could not be signed go into the record that was begun, each once`() {
        settings.consentsDue = "collect=YES\npublish=NO"
        val fullOnce = object : FieldCore by core {
            private var isFull = true

            override fun act(record: String?, verb: String, args: Map<String, FieldValue>, refs: List<String>, province: String?): String {
                if (verb == "consent.withdraw" && isFull) {
                    isFull = false
                    throw FieldException.Failed("store_full", Advice.ASK)
                }
                return core.act(record, verb, args, refs, province)
            }
        }
        signDueConsents(fullOnce, settings)
        assertEquals("record=${"0e".repeat(32)}\npublish=NO", settings.consentsDue)
        signDueConsents(fullOnce, settings)
        assertEquals(listOf("consent.open", "consent.give collect", "consent.withdraw publish"), core.done)
        assertNull(settings.consentsDue)
    }
}
