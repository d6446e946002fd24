package org.saksi.presentation.map

import kotlinx.coroutines.Job
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.saksi.core.Advice
import org.saksi.core.Answer
import org.saksi.core.BaseMapInfo
import org.saksi.core.Boundary
import org.saksi.core.DrawnArea
import org.saksi.core.FieldException
import org.saksi.core.GeoPoint
import org.saksi.core.LatLon
import org.saksi.core.Located
import org.saksi.core.PlacedAnswer
import org.saksi.core.PlacedRecord
import org.saksi.core.Side
import org.saksi.core.SyncStep
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
    private val land = fake.sounds.land
    private val gps = FakeGps()
    private val maps = FakeMaps()
    private val pick = Route.PickPoint("d1", "what")
    private val routes = BackStack(MemoryNotes()).apply { go(pick) }
    private val outside = Boundary("X", "IUP Contoh", Side.Outside, 140_000, 30_000, false)
    private val square = DrawnArea("X", "IUP Contoh", listOf(listOf(LatLon(0, 0), LatLon(20, 0), LatLon(20, 40), LatLon(0, 0))))

    private fun map(pick: Route.PickPoint? = null): MapPresenter {
        val tools = MapTools(LocationTools(gps, FakePermits(), FakeCoordinates), maps, dispatcher)
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
    fun `while pointing the side is that of the point and not of the phone`() {
        fake.places = mapOf("licences" to Located(listOf(outside), Side.Outside))
        val map = map(pick)
        gps.measures(5_000)
        map.on(MapEvent.Dragged(0.0, 200.0, 256.0))
        scope.testScheduler.advanceTimeBy(1_000)
        val asked = fake.located.last().single()
        assertEquals(map.state.value.window.middle to 0u, asked.position to asked.accuracyMm)
        assertEquals(SideLine.Told(outside), map.state.value.side)
    }

    @Test
    fun `the project's map that came with the project file is put in its place once`() {
        land.baseMap = BaseMapInfo("ab", 90_000uL, here = true)
        assertEquals(null, map().state.value.offered)
        map()
        assertEquals(listOf("map.new"), land.written)
        assertEquals("ab", maps.digest)
    }

    @Test
    fun `a map at the hub is offered, fetched with a count, stopped, and put in its place once it is whole`() {
        land.baseMap = BaseMapInfo("ab", 90_000uL, here = false)
        val map = map()
        assertEquals(OfferedMap(90_000, done = null), map.state.value.offered)
        land.fetching = { progress ->
            assertTrue(progress.on(SyncStep.FETCH, 30_000uL, 90_000uL))
            assertEquals(OfferedMap(90_000, done = 30_000), map.state.value.offered)
            map.on(MapEvent.StopFetching)
            assertFalse(progress.on(SyncStep.FETCH, 60_000uL, 90_000uL))
            throw FieldException.Failed("cancelled", Advice.RETRY)
        }
        map.on(MapEvent.FetchMap)
        assertEquals(OfferedMap(90_000, done = null) to null, map.state.value.run { offered to failure })
        land.fetching = { land.baseMap = BaseMapInfo("ab", 90_000uL, here = true) }
        map.on(MapEvent.FetchMap)
        assertEquals(null to "ab", map.state.value.offered to maps.digest)
    }

    @Test
    fun `her own reports' points are near too`() {
        land.placedAnswers = listOf(PlacedAnswer("0f", GeoPoint(-34_491_000, 1_223_500_000, null, null), 7L))
        val map = map()
        gps.measures(5_000)
        assertEquals(listOf(Near.ReportPoint("0f", 7L, 100)), map.state.value.near)
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

/** A place for one map. */
private class FakeMaps : BaseMaps {
    var digest: String? = null

    override fun open(): BaseMap? = null

    override fun digest() = digest

    override fun take(digest: String, write: (path: String) -> Unit): Boolean {
        write("map.new")
        this.digest = digest
        return true
    }
}
