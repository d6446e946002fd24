package org.saksi.presentation.safety

import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.saksi.presentation.MemoryNotes
import org.saksi.presentation.Settings
import org.saksi.presentation.core.Core
import org.saksi.presentation.fake.FakeCore
import org.saksi.presentation.fake.FakeGate
import org.saksi.presentation.fake.FakePhone
import org.saksi.presentation.route.BackStack
import org.saksi.presentation.shell.AutoLock
import org.saksi.presentation.shell.LockAfter

class SafetyPresenterTest {
    private val dispatcher = UnconfinedTestDispatcher()
    private val fake = FakeCore()
    private val gate = FakeGate(fake).apply { pin = "2580" }
    private val phone = FakePhone()
    private val done = mutableListOf<String>()
    private val settings = Settings(MemoryNotes())
    private val doors = SafetyDoors(gate, settings, phone, dispatcher, { done += "locked" }, { done += "wiped" })
    private val safety = SafetyPresenter(Core(fake, dispatcher), BackStack(MemoryNotes()), doors, TestScope(dispatcher))

    private fun pin(text: String) {
        text.forEach { safety.on(SafetyEvent.Digit(it)) }
        safety.on(SafetyEvent.NextPin)
    }

    @Test
    fun `a new PIN needs the old one and twice the new one, and is asked at once`() {
        safety.on(SafetyEvent.ChangePin)
        listOf("2580", "1357", "1357").forEach(::pin)
        assertEquals("1357", gate.pin)
        assertEquals(listOf("locked"), done)
    }

    @Test
    fun `a wrong old PIN changes nothing`() {
        safety.on(SafetyEvent.ChangePin)
        listOf("0000", "1357", "1357").forEach(::pin)
        assertEquals("2580" to "vault_passphrase", gate.pin to safety.state.value.failure?.code)
        assertEquals(emptyList<String>(), done)
    }

    @Test
    fun `two different new PINs are asked again`() {
        safety.on(SafetyEvent.ChangePin)
        listOf("2580", "1357", "1358").forEach(::pin)
        assertEquals(PinChange(PinStep.NEW, entered = 0, differ = true), safety.state.value.pin)
    }

    @Test
    fun `a wipe is asked first and ends the profile`() {
        safety.on(SafetyEvent.Wipe)
        assertFalse("wipe" in fake.done)
        safety.on(SafetyEvent.AskWipe)
        gate.pin = null
        safety.on(SafetyEvent.Wipe)
        assertEquals(listOf("wipe") to listOf("wiped"), fake.done to done)
    }

    @Test
    fun `a wipe that failed is told and forgets nothing`() {
        safety.on(SafetyEvent.AskWipe)
        fake.fails = "store_io"
        safety.on(SafetyEvent.Wipe)
        assertEquals("store_io", safety.state.value.failure?.code)
        assertEquals(emptyList<String>(), done)
    }

    @Test
    fun `the participation record goes where she says`() {
        var written = ""
        safety.on(SafetyEvent.Export { written = it.decodeToString() })
        assertEquals("{}" to true, written to safety.state.value.exported)
    }

    @Test
    fun `the disguise is worn by the phone`() {
        safety.on(SafetyEvent.Discreet(true))
        assertEquals(listOf("wear true") to true, phone.done to settings.discreet.value)
    }

    @Test
    fun `the app locks when the screen goes off, and when nobody touched it`() {
        var now = 0L
        var locked = 0
        val lock = AutoLock({ now }, { LockAfter.ONE_MINUTE }, { locked += 1 })
        now = 59_999
        lock.look()
        assertEquals(0, locked)
        lock.touched()
        now += 60_000
        lock.look()
        lock.screenWentOff()
        assertEquals(2, locked)
        assertTrue(LockAfter.entries.all { it.ms >= 60_000 })
    }
}
