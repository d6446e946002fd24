package org.saksi.presentation.shell

import kotlinx.coroutines.test.UnconfinedTestDispatcher
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.saksi.presentation.MemoryNotes
import org.saksi.presentation.fake.FakeCore
import org.saksi.presentation.fake.FakeGate
import org.saksi.presentation.route.Route

class ShellTest {
    private val gate = FakeGate(FakeCore()).apply { pin = "2580" }
    private val shell = Shell(gate, UnconfinedTestDispatcher(), MemoryNotes())

    @Test
    fun `practice has places of its own, and after it the PIN leads back to where she was`() {
        shell.opened(gate.core)
        shell.backStack.go(Route.Settings)
        shell.practising(gate.core)
        assertEquals(listOf<Route>(Route.Home), shell.backStack.routes.value)
        assertTrue((shell.stage.value as Stage.Open).practice)
        shell.backStack.go(Route.Form("d9"))
        shell.endPractice()
        assertEquals(Stage.Locked, shell.stage.value)
        assertTrue(gate.practiceWiped)
        shell.opened(gate.core)
        assertEquals(listOf(Route.Home, Route.Settings), shell.backStack.routes.value)
    }

    @Test
    fun `what locks itself in practice keeps what was practised, and begins at home the next time`() {
        shell.practising(gate.core)
        shell.backStack.go(Route.Form("d9"))
        shell.lock()
        assertFalse(gate.practiceWiped)
        shell.practising(gate.core)
        assertEquals(listOf<Route>(Route.Home), shell.backStack.routes.value)
    }

    @Test
    fun `the real profile is never taken for practice`() {
        shell.opened(gate.core)
        shell.endPractice()
        assertFalse(gate.practiceWiped)
        assertFalse((shell.stage.value as Stage.Open).practice)
    }
}
