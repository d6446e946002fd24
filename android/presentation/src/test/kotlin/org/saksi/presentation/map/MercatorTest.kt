package org.saksi.presentation.map

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.saksi.core.LatLon

class MercatorTest {
    private val lasolo = LatLon(-34_500_000, 1_223_500_000)

    @Test
    fun `zero is in the middle and south is below`() {
        assertEquals(Flat(0.5, 0.5), flat(LatLon(0, 0)))
        assertTrue(flat(lasolo).y > 0.5 && flat(lasolo).x > 0.5)
    }

    @Test
    fun `there and back is the same place, in every hemisphere`() {
        for (at in listOf(lasolo, LatLon(51_234_567, 953_000_000), LatLon(-800_000_000, -1_799_999_999), LatLon(600_000_000, -10))) {
            val back = onEarth(flat(at))
            assertTrue("$at $back", kotlin.math.abs(back.latE7 - at.latE7) <= 1 && kotlin.math.abs(back.lonE7 - at.lonE7) <= 1)
        }
    }

    @Test
    fun `the poles are the edge of the map and not beyond it`() {
        assertEquals(0.0, flat(LatLon(900_000_000, 0)).y, 1e-6)
        assertEquals(1.0, flat(LatLon(-900_000_000, 0)).y, 1e-6)
    }

    @Test
    fun `the tile of a known place is the known one`() {
        // Zoom 1 cuts the world in four: Lasolo is east and south.
        assertEquals(TileId(1, 1, 1), MapWindow(lasolo, 1.0).tiles(2, 2, 256.0, 1..1).single())
        assertEquals(TileId(10, 860, 521), MapWindow(lasolo, 10.0).tiles(2, 2, 256.0, 0..14).single())
    }

    @Test
    fun `tiles fill the screen, and a file that is too coarse is drawn larger`() {
        val window = MapWindow(lasolo, 10.0)
        assertTrue(window.tiles(720, 900, 256.0, 0..14).size in 12..20)
        assertEquals(8, window.tiles(720, 900, 256.0, 0..8).first().zoom)
        assertEquals(emptyList<TileId>(), window.tiles(0, 900, 256.0, 0..8))
        assertEquals(64, window.copy(zoom = 3.0).tiles(3_000, 3_000, 256.0, 9..9).size)
    }

    @Test
    fun `the map follows the finger and comes back`() {
        val window = MapWindow(lasolo, 14.0)
        val moved = window.dragged(100.0, -40.0, 256.0)
        assertTrue(moved.middle.lonE7 < lasolo.lonE7 && moved.middle.latE7 < lasolo.latE7)
        val back = moved.dragged(-100.0, 40.0, 256.0).middle
        assertTrue(kotlin.math.abs(back.latE7 - lasolo.latE7) <= 2)
    }

    @Test
    fun `at the edge of the world it stops`() {
        val edge = MapWindow(LatLon(0, 1_800_000_000), 3.0).dragged(-5_000.0, -5_000.0, 256.0).middle
        assertEquals(1_800_000_000, edge.lonE7)
        assertTrue(edge.latE7 > -900_000_000)
    }

    @Test
    fun `a scale bar says metres at this latitude`() {
        assertEquals(9_535.0, MapWindow(lasolo, 14.0).metresOf(1_000.0, 256.0), 10.0)
    }
}
