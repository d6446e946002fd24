package org.saksi.presentation.departure

import kotlinx.coroutines.test.StandardTestDispatcher
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.advanceTimeBy
import kotlinx.coroutines.test.runCurrent
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.saksi.core.Provider
import org.saksi.presentation.MemoryNotes
import org.saksi.presentation.fake.FakeGps
import org.saksi.presentation.fake.FakePermits
import org.saksi.presentation.fake.FakePhone
import org.saksi.presentation.fake.reading
import org.saksi.presentation.permit.Need
import org.saksi.presentation.permit.Permit
import org.saksi.presentation.phone.Charge
import org.saksi.presentation.phone.MADE_MS
import org.saksi.presentation.phone.SpaceLeft
import org.saksi.presentation.route.BackStack
import org.saksi.presentation.route.Route

class DeparturePresenterTest {
    private val scope = TestScope(StandardTestDispatcher())
    private val phone = FakePhone()
    private val gps = FakeGps()
    private val permits = FakePermits()
    private val routes = BackStack(MemoryNotes())
    private var wallMs = MADE_MS + 1
    private var touched = 0
    private val departure by lazy { DeparturePresenter(routes, DepartureTools(phone, phone, gps, permits, { wallMs }) { touched += 1 }, scope) }
    private val state get() = departure.state.value

    private fun on(event: DepartureEvent) {
        departure.on(event)
        scope.runCurrent()
    }

    private fun measures(accuracyMm: Int) {
        gps.measures(accuracyMm)
        scope.runCurrent()
    }

    @Test
    fun `satellites that are sharp enough make it ready, and the receiver stops`() {
        on(DepartureEvent.Shown)
        measures(60_000)
        assertEquals(Warmth.Searching, state.gps)
        assertTrue(gps.running)
        measures(12_000)
        assertEquals(Warmth.Ready(12_000), state.gps)
        assertFalse(gps.running)
        assertTrue(state.isPhoneGood)
    }

    @Test
    fun `a search of a quarter of an hour does not lock itself, and ends`() {
        on(DepartureEvent.Shown)
        scope.advanceTimeBy(14 * 60_000L)
        scope.runCurrent()
        assertEquals(Warmth.Searching, state.gps)
        assertTrue("touched $touched times", touched > 14)
        scope.advanceTimeBy(2 * 60_000L)
        scope.runCurrent()
        val then = touched
        assertEquals(Warmth.NotFound, state.gps)
        scope.advanceTimeBy(10 * 60_000L)
        assertEquals("after it the time runs", then, touched)
    }

    @Test
    fun `cells and invented positions warm nothing up`() {
        on(DepartureEvent.Shown)
        gps.measures(5_000, mock = true)
        gps.coming.tryEmit(reading(5_000, gps.nowMs, provider = Provider.NETWORK))
        scope.runCurrent()
        assertEquals(Warmth.Searching, state.gps)
    }

    @Test
    fun `a receiver that finds nothing for fifteen minutes says so and can be asked again`() {
        on(DepartureEvent.Shown)
        scope.advanceTimeBy(15 * 60_000L + 1)
        assertEquals(Warmth.NotFound, state.gps)
        on(DepartureEvent.SearchAgain)
        assertEquals(Warmth.Searching, state.gps)
    }

    @Test
    fun `the receiver runs only while the screen is in front`() {
        on(DepartureEvent.Shown)
        on(DepartureEvent.Hidden)
        assertFalse(gps.running)
    }

    @Test
    fun `a clock before the app was made is wrong, and one that satellites contradict`() {
        on(DepartureEvent.Shown)
        assertFalse(state.clockWrong)
        wallMs = MADE_MS - 1
        on(DepartureEvent.Shown)
        assertTrue(state.clockWrong)
        wallMs = MADE_MS + 1
        gps.offsetMs = 11 * 60_000L
        on(DepartureEvent.Shown)
        assertTrue(state.clockWrong)
    }

    @Test
    fun `what is missing is seen, each by itself`() {
        phone.charge = Charge(39, charging = false)
        phone.free = 400_000_000
        permits.camera = Permit.ASK
        on(DepartureEvent.Shown)
        assertTrue(state.charge!!.isLow)
        assertEquals(SpaceLeft.LITTLE to Permit.ASK, state.space to state.camera)
        assertFalse(state.isPhoneGood)
        phone.charge = Charge(39, charging = true)
        on(DepartureEvent.Shown)
        assertFalse(state.charge!!.isLow)
    }

    @Test
    fun `without the permission nothing is searched, after it at once`() {
        permits.location = Permit.ASK
        on(DepartureEvent.Shown)
        assertEquals(Warmth.Forbidden, state.gps)
        assertFalse(gps.running)
        on(DepartureEvent.Asking(Need.LOCATION))
        permits.location = Permit.GRANTED
        on(DepartureEvent.Answered)
        assertTrue(gps.running)
        assertEquals(listOf(Need.LOCATION), permits.asked)
    }

    @Test
    fun `it leads to the trial of this phone`() {
        on(DepartureEvent.Trial)
        assertEquals(Route.Trial, routes.routes.value.last())
    }

    @Test
    fun `room is made in the settings`() {
        on(DepartureEvent.MakeRoom)
        assertEquals(Route.Settings, routes.routes.value.last())
    }
}
