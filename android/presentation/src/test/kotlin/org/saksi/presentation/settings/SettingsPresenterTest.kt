package org.saksi.presentation.settings

import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import org.junit.Assert.assertEquals
import org.junit.Assert.assertSame
import org.junit.Test
import org.saksi.presentation.Language
import org.saksi.presentation.Look
import org.saksi.presentation.MemoryNotes
import org.saksi.presentation.Settings
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.fake.FakeCore
import org.saksi.presentation.fake.FakeEntrance
import org.saksi.presentation.fake.FakeGate
import org.saksi.presentation.fake.FakePhone
import org.saksi.presentation.phone.SpaceLeft
import org.saksi.presentation.route.BackStack

class SettingsPresenterTest {
    private val dispatcher = UnconfinedTestDispatcher()
    private val notes = MemoryNotes()
    private val settings = Settings(notes)
    private val phone = FakePhone()
    private val core = FakeCore()
    private val gate = FakeGate(core)
    private val entrance = FakeEntrance(dispatcher)
    private val screen = screen(PracticeDoor(gate, entrance))

    private fun screen(door: PracticeDoor?) =
        SettingsPresenter(Core(core, dispatcher), BackStack(MemoryNotes()), settings, phone, door, TestScope(dispatcher))

    @Test
    fun `practice begins with the forms of the project that is open`() {
        screen.on(SettingsEvent.Practise)
        assertEquals(listOf<FieldCore?>(core), gate.practised)
        assertSame(core, entrance.entered)
    }

    @Test
    fun `in practice there is no second practice, and nothing real to touch`() {
        val within = screen(door = null)
        within.on(SettingsEvent.Practise)
        assertEquals(true, within.state.value.practice)
        assertEquals(emptyList<FieldCore?>(), gate.practised)
    }

    @Test
    fun `language and look hold for the whole app`() {
        screen.on(SettingsEvent.LanguageChosen(Language.ENGLISH))
        screen.on(SettingsEvent.LookChosen(Look.SUN))
        assertEquals(Language.ENGLISH to Look.SUN, settings.language.value to settings.look.value)
        assertEquals(Language.ENGLISH to Look.SUN, screen.state.value.let { it.language to it.look })
    }

    @Test
    fun `a silent camera stays silent after a restart`() {
        screen.on(SettingsEvent.Silent(true))
        assertEquals(true to true, screen.state.value.silent to Settings(notes).silent.value)
        screen.on(SettingsEvent.Silent(false))
        assertEquals(false to false, screen.state.value.silent to Settings(notes).silent.value)
    }

    @Test
    fun `room is told with its warning, and what came free`() {
        phone.free = 300_000_000
        screen.on(SettingsEvent.Shown)
        assertEquals(Room(82_000_000, 300_000_000, SpaceLeft.LITTLE), screen.state.value.room)
        screen.on(SettingsEvent.FreeSpace)
        assertEquals(42L, screen.state.value.freedBytes)
    }

    @Test
    fun `room has two borders`() {
        val told = listOf(149_999_999L, 150_000_000L, 499_999_999L, 500_000_000L).map(SpaceLeft::of)
        assertEquals(listOf(SpaceLeft.NONE, SpaceLeft.LITTLE, SpaceLeft.LITTLE, SpaceLeft.ENOUGH), told)
    }
}
