package org.saksi.presentation.unlock

import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertSame
import org.junit.Test
import org.saksi.presentation.MemoryNotes
import org.saksi.presentation.Settings
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.fake.FakeCore
import org.saksi.presentation.fake.FakeGate

class UnlockPresenterTest {
    private val dispatcher = UnconfinedTestDispatcher()
    private val core = FakeCore()
    private val gate = FakeGate(core).apply { pin = "2580" }
    private val settings = Settings(MemoryNotes())
    private var opened: FieldCore? = null
    private val unlock = UnlockPresenter(gate, settings, dispatcher, TestScope(dispatcher)) { opened = it }

    private fun enter(pin: String) {
        pin.forEach { unlock.on(UnlockEvent.Digit(it)) }
        unlock.on(UnlockEvent.Open)
    }

    @Test
    fun `the right PIN opens`() {
        enter("2580")
        assertSame(core, opened)
    }

    @Test
    fun `a wrong PIN says so and empties the pad`() {
        enter("0000")
        assertNull(opened)
        assertEquals("vault_passphrase", unlock.state.value.failure?.code)
        assertEquals(0, unlock.state.value.entered)
    }

    @Test
    fun `consents that were given just before the process ended are signed now`() {
        settings.consentsDue = "collect=YES\npublish=NO"
        enter("2580")
        assertEquals(listOf("consent.open", "consent.give collect", "consent.withdraw publish"), core.done)
    }
}
