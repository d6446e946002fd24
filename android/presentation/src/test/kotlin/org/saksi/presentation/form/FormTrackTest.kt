package org.saksi.presentation.form

import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.saksi.core.AuditLocation
import org.saksi.core.LocationPriority
import org.saksi.presentation.core.Core
import org.saksi.presentation.fake.FakeCore
import org.saksi.presentation.fake.FakeGps

class FormTrackTest {
    private val dispatcher = UnconfinedTestDispatcher()
    private val scope = TestScope(dispatcher)
    private val fake = FakeCore()
    private val gps = FakeGps()
    private val track = FormTrack(Core(fake, dispatcher), "d1", gps, scope)

    private fun pass(ms: Long) {
        scope.testScheduler.advanceTimeBy(ms)
        scope.testScheduler.runCurrent()
    }

    @Test
    fun `a form whose log asks for positions gets them as often as it asks, while it is on screen`() {
        fake.auditLocation = AuditLocation(LocationPriority.BALANCED, minIntervalS = 60u, maxAgeS = 120u)
        track.begin()
        gps.measures(accuracyMm = 9_000)
        assertEquals(listOf("at -34500000 9000"), fake.done)
        assertFalse("the receiver rests in between", gps.running)
        pass(61_000)
        gps.measures(accuracyMm = 4_000)
        assertEquals("at -34500000 4000", fake.done.last())
        pass(61_000)
        assertTrue(gps.running)
        track.end()
        assertFalse(gps.running)
    }

    @Test
    fun `a form that asks for no positions does not wake the receiver`() {
        track.begin()
        assertFalse(gps.running)
    }
}
