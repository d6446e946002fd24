package org.saksi.presentation.location

import kotlinx.coroutines.test.StandardTestDispatcher
import kotlinx.coroutines.test.TestScope
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.saksi.presentation.core.Core
import org.saksi.presentation.fake.FakeCore
import org.saksi.presentation.fake.FakeGps

class LateFixesTest {
    private val scope = TestScope(StandardTestDispatcher())
    private val fake = FakeCore()
    private val gps = FakeGps()

    private fun watched() {
        LateFixes(Core(fake, StandardTestDispatcher(scope.testScheduler)), gps, scope).watch("5e", gps.nowMs)
        scope.testScheduler.runCurrent()
    }

    private fun measures(accuracyMm: Int) {
        gps.measures(accuracyMm)
        scope.testScheduler.runCurrent()
    }

    @Test
    fun `the core is told each reading, for cells come before satellites, until it has signed`() {
        watched()
        measures(900_000)
        measures(8_000)
        assertEquals(listOf("late 0", "late 0"), fake.done)
        assertTrue(gps.running)
        fake.fails = "unknown_item"
        measures(4_000)
        assertFalse("it is signed: the receiver rests", gps.running)
        assertEquals("sign", fake.done.last())
    }

    @Test
    fun `after a minute the receiver rests and the core signs with what it has`() {
        watched()
        scope.testScheduler.advanceTimeBy(60_001)
        assertFalse(gps.running)
        assertEquals(listOf("sign"), fake.done)
    }
}
