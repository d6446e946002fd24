package org.saksi.presentation.location

import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.saksi.core.Answer
import org.saksi.core.GeoPoint
import org.saksi.core.QuestionParameters
import org.saksi.core.QuestionType
import org.saksi.presentation.MemoryNotes
import org.saksi.presentation.core.Core
import org.saksi.presentation.fake.FakeCoordinates
import org.saksi.presentation.fake.FakeCore
import org.saksi.presentation.fake.FakeDrafts.at
import org.saksi.presentation.fake.FakeDrafts.question
import org.saksi.presentation.fake.FakeGps
import org.saksi.presentation.fake.FakePermits
import org.saksi.presentation.permit.Need
import org.saksi.presentation.permit.Permit
import org.saksi.presentation.route.BackStack
import org.saksi.presentation.route.Route

class LocationPresenterTest {
    private val dispatcher = UnconfinedTestDispatcher()
    private val scope = TestScope(dispatcher)
    private val fake = FakeCore()
    private val gps = FakeGps()
    private val permits = FakePermits()
    private val notes = MemoryNotes()
    private val route = Route.Location("d1", "where")
    private val routes = BackStack(MemoryNotes()).apply { go(route) }

    private fun presenter() =
        LocationPresenter(Core(fake, dispatcher), routes, route, LocationTools(gps, permits, FakeCoordinates), notes, scope)

    @Test
    fun `readings are averaged, and the receiver stops at five metres`() {
        val place = presenter().apply { on(LocationEvent.Shown) }
        gps.measures(12_000)
        assertTrue(gps.running)
        gps.measures(5_000)
        assertFalse(gps.running)
        assertEquals(2 to 5_000u, place.state.value.readings to place.state.value.average?.accuracyMm)
        assertFalse(place.state.value.measuring)
    }

    private fun wants(enoughMm: UInt? = null, poorMm: UInt? = null, mock: Boolean? = null) {
        val parameters = QuestionParameters(null, null, enoughMm, poorMm, mock, null)
        fake.draft = at("where", listOf(question("where", QuestionType.Geopoint).copy(parameters = parameters)))
    }

    @Test
    fun `a form that asks for more than five metres is measured for longer, and one that asks for less stops sooner`() {
        wants(enoughMm = 3_000u)
        presenter().on(LocationEvent.Shown)
        gps.measures(5_000)
        assertTrue(gps.running)
        gps.measures(3_000)
        assertFalse(gps.running)
        wants(enoughMm = 20_000u)
        presenter().on(LocationEvent.Shown)
        gps.measures(19_000)
        assertFalse(gps.running)
    }

    @Test
    fun `a position worse than the form wants is said to be so and may be used`() {
        wants(poorMm = 10_000u)
        val place = presenter().apply { on(LocationEvent.Shown) }
        gps.measures(12_000)
        assertTrue(place.state.value.isPoor())
        gps.measures(9_000)
        assertFalse(place.state.value.isPoor())
    }

    @Test
    fun `a made-up position counts only where the form takes one`() {
        val strict = presenter().apply { on(LocationEvent.Shown) }
        gps.measures(4_000, mock = true)
        assertTrue(strict.state.value.onlyMock)
        strict.on(LocationEvent.Hidden)
        wants(mock = true)
        val lax = presenter().apply { on(LocationEvent.Shown) }
        gps.measures(4_000, mock = true)
        assertFalse(lax.state.value.onlyMock)
        assertEquals(4_000u, lax.state.value.average?.accuracyMm)
    }

    @Test
    fun `a minute without a sharp one is enough too`() {
        presenter().on(LocationEvent.Shown)
        gps.measures(40_000)
        scope.testScheduler.advanceTimeBy(PROMPT_MS + 1)
        assertFalse(gps.running)
    }

    @Test
    fun `behind another app the receiver is off`() {
        val place = presenter().apply { on(LocationEvent.Shown) }
        place.on(LocationEvent.Hidden)
        assertFalse(gps.running)
    }

    @Test
    fun `what was measured a minute before she came back does not count any more`() {
        val place = presenter().apply { on(LocationEvent.Shown) }
        gps.measures(5_000)
        place.on(LocationEvent.Hidden)
        gps.nowMs += PROMPT_MS + 1
        place.on(LocationEvent.Shown)
        assertEquals(0 to null, place.state.value.readings to place.state.value.average)
        gps.measures(8_000, latE7 = -34_600_000)
        assertEquals(1 to -34_600_000, place.state.value.readings to place.state.value.average?.position?.latE7)
    }

    @Test
    fun `a second tap leaves no other screen`() {
        routes.home()
        routes.go(Route.Form("d1"))
        routes.go(route)
        val place = presenter().apply { on(LocationEvent.Shown) }
        gps.measures(8_000)
        repeat(2) { place.on(LocationEvent.UseMeasured) }
        place.on(LocationEvent.Back)
        assertEquals(listOf(Route.Home, Route.Form("d1")), routes.routes.value)
    }

    @Test
    fun `what was measured is answered with its radius`() {
        val place = presenter().apply { on(LocationEvent.Shown) }
        gps.measures(8_000)
        place.on(LocationEvent.UseMeasured)
        assertEquals(listOf("answer where ${Answer.Point(GeoPoint(-34_500_000, 1_223_500_000, null, 8_000))}"), fake.done)
        assertEquals(listOf(Route.Home), routes.routes.value)
    }

    @Test
    fun `what was typed is answered without one, and typing outlives the process`() {
        presenter().on(LocationEvent.Typed("-3.45, 122.35"))
        val place = presenter()
        assertEquals("dms -34500000 1223500000", place.state.value.typedDms)
        place.on(LocationEvent.UseTyped)
        assertEquals(listOf("answer where ${Answer.Point(GeoPoint(-34_500_000, 1_223_500_000, null, null))}"), fake.done)
        assertNull(notes["typed"])
    }

    @Test
    fun `mock readings are told and never averaged`() {
        val place = presenter().apply { on(LocationEvent.Shown) }
        gps.measures(3_000, mock = true)
        assertTrue(place.state.value.onlyMock)
        assertNull(place.state.value.average)
    }

    @Test
    fun `without permission nothing runs until it is given`() {
        permits.location = Permit.ASK
        val place = presenter().apply { on(LocationEvent.Shown) }
        assertFalse(gps.running)
        place.on(LocationEvent.Asking)
        permits.location = Permit.COARSE
        place.on(LocationEvent.Answered)
        assertEquals(listOf(Need.LOCATION), permits.asked)
        assertTrue(gps.running && place.state.value.permit == Permit.COARSE)
    }

    @Test
    fun `a refused answer keeps the screen`() {
        val place = presenter().apply { on(LocationEvent.Typed("1, 2")) }
        fake.fails = "offline"
        place.on(LocationEvent.UseTyped)
        assertEquals("offline", place.state.value.failure?.code)
        assertEquals(route, routes.routes.value.last())
    }
}
