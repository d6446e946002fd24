package org.saksi.presentation.map

import kotlinx.coroutines.Job
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.saksi.core.Answer
import org.saksi.core.Boundary
import org.saksi.core.DrawnArea
import org.saksi.core.GeoPoint
import org.saksi.core.LatLon
import org.saksi.core.Located
import org.saksi.core.PlacedRecord
import org.saksi.core.Side
import org.saksi.core.Unclear
import org.saksi.presentation.MemoryNotes
import org.saksi.presentation.core.Core
import org.saksi.presentation.fake.FakeCoordinates
import org.saksi.presentation.fake.FakeCore
import org.saksi.presentation.fake.FakeGps
import org.saksi.presentation.fake.FakePermits
import org.saksi.presentation.fake.reading
import org.saksi.presentation.location.LocationTools
import org.saksi.presentation.route.BackStack
import org.saksi.presentation.route.Route

class MapPresenterTest {
    private val dispatcher = UnconfinedTestDispatcher()
    private val scope = TestScope(dispatcher)
    private val fake = FakeCore()
    private val gps = FakeGps()
    private val pick = Route.PickPoint("d1", "what")
    private val routes = BackStack(MemoryNotes()).apply { go(pick) }
    private val outside = Boundary("X", "IUP Contoh", Side.Outside, 140_000, 30_000, false)
    private val square = DrawnArea("X", "IUP Contoh", listOf(listOf(LatLon(0, 0), LatLon(20, 0), LatLon(20, 40), LatLon(0, 0))))

    private fun map(pick: Route.PickPoint? = null): MapPresenter {
        val tools = MapTools(LocationTools(gps, FakePermits(), FakeCoordinates), NoMaps, dispatcher)
        return MapPresenter(Core(fake, dispatcher), routes, pick, tools, scope).apply { on(MapEvent.Shown) }
    }

    @After
    fun `nothing runs on`() = scope.coroutineContext[Job]!!.cancel()

    @Test
    fun `no published licences is not outside`() {
        gps.nowMs = 5
        assertEquals(SideLine.NoLicences, map().state.value.side)
    }

    @Test
    fun `the side is the core's, from every reading of the last minute that is not mock`() {
        fake.places = mapOf("licences" to Located(listOf(outside), Side.Outside))
        val map = map()
        assertEquals(SideLine.NoPosition, map.state.value.side)
        gps.measures(5_000, agoMs = 70_000)
        gps.measures(5_000, agoMs = 2_000)
        gps.measures(4_000, mock = true)
        gps.measures(6_000)
        assertEquals(listOf(5_000u, 6_000u), fake.located.last { it.isNotEmpty() }.map { it.accuracyMm })
        assertEquals(SideLine.Told(outside), map.state.value.side)
    }

    @Test
    fun `far from all of them and measured too seldom are two things`() {
        val fixes = listOf(reading(5_000, 0).fix)
        assertEquals(SideLine.FarOutside, sideLine(Located(emptyList(), Side.Outside), fixes))
        assertEquals(SideLine.CannotTell, sideLine(Located(emptyList(), Side.Inconclusive(Unclear.TOO_FEW_FIXES)), fixes))
    }

    @Test
    fun `what is near is sorted by distance, a licence that she stands in first`() {
        fake.places = mapOf(
            "licences" to Located(listOf(outside, outside.copy(region = "Y", drawnInside = true, side = Side.Inside)), Side.Inside),
            "villages" to Located(listOf(outside.copy(region = "V", distanceMm = 90_000)), Side.Outside),
        )
        fake.placed = listOf(PlacedRecord("0f", reading(5_000, 0, latE7 = -34_491_000).fix, 7L, true))
        val map = map()
        gps.measures(5_000)
        assertEquals(listOf(0L, 90L, 100L, 140L), map.state.value.near.map { it.metres })
        assertTrue(map.state.value.near[2] is Near.PhotoPoint)
    }

    @Test
    fun `before there is a position it looks at what is published`() {
        fake.areas = mapOf("licences" to listOf(square))
        assertEquals(LatLon(10, 20), map().state.value.window.middle)
    }

    @Test
    fun `a point set by hand is answered without an accuracy`() {
        fake.areas = mapOf("licences" to listOf(square))
        val map = map(pick)
        assertTrue(map.state.value.picking && map.state.value.middle != null)
        map.on(MapEvent.UseMiddle)
        assertEquals("answer what ${Answer.Point(GeoPoint(10, 20, null, null))}", fake.done.last())
        assertEquals(listOf(Route.Home), routes.routes.value)
    }

    @Test
    fun `a second tap leaves no other screen`() {
        routes.home()
        routes.go(Route.Form("d1"))
        routes.go(pick)
        val map = map(pick)
        repeat(2) { map.on(MapEvent.UseMiddle) }
        map.on(MapEvent.Back)
        assertEquals(listOf(Route.Home, Route.Form("d1")), routes.routes.value)
    }

    @Test
    fun `a file that is no map is said, until one is put in its place`() {
        val map = map()
        map.on(MapEvent.MapRefused)
        assertTrue(map.state.value.mapRefused)
        map.on(MapEvent.MapChanged)
        assertFalse(map.state.value.mapRefused)
    }

    @Test
    fun `the first position moves the map, later ones leave it where the finger put it`() {
        val map = map()
        gps.measures(5_000, latE7 = -10_000_000)
        assertEquals(-10_000_000, map.state.value.window.middle.latE7)
        map.on(MapEvent.Dragged(0.0, 200.0, 256.0))
        val put = map.state.value.window
        gps.measures(5_000, latE7 = -10_000_100)
        assertEquals(put, map.state.value.window)
        map.on(MapEvent.ToHere)
        assertTrue(map.state.value.window.middle.latE7 in -10_000_100..-10_000_000)
    }

    @Test
    fun `buttons move and zoom as fingers do`() {
        val map = map()
        val before = map.state.value.window
        map.on(MapEvent.Zoomed(1.0))
        map.on(MapEvent.Stepped(east = 1, south = 0))
        assertEquals(before.zoom + 1, map.state.value.window.zoom, 0.0)
        assertTrue(map.state.value.window.middle.lonE7 > before.middle.lonE7)
    }

    @Test
    fun `behind another app the receiver is off`() {
        val map = map()
        assertTrue(gps.running)
        map.on(MapEvent.Hidden)
        assertFalse(gps.running)
    }
}

private object NoMaps : BaseMaps {
    override fun open(): BaseMap? = null
}
