package org.saksi.app.map

import androidx.compose.runtime.Composable
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTouchInput
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.saksi.app.parts.PermitAsker
import org.saksi.app.rig.ScreenRig
import org.saksi.app.rig.ScreenTest
import org.saksi.presentation.map.MapEvent
import org.saksi.presentation.map.MapState

class MapScreenTest : ScreenTest() {
    @get:Rule
    val screen = ScreenRig()
    private val done = mutableListOf<Any>()

    @Composable
    private fun Map(state: MapState) {
        val tiles = if (state.attribution == null) NoTiles else SampleTiles
        MapView(state, { done += it }, MapDoors(PermitAsker({}, {}), tiles) { done += "file" })
    }

    @Test
    fun `outside a licence, over a base map`() = screen.shoot("map-outside") { Map(MapSamples.outsideOf) }

    @Test
    fun `cannot tell, and no base map`() = screen.shoot("map-unclear") { Map(MapSamples.unclearOf) }

    @Test
    fun `a file that is no map`() = screen.shoot("map-refused") { Map(MapSamples.refused) }

    @Test
    fun `a map of the project that is not on the phone yet`() = screen.shoot("map-offered") { Map(MapSamples.offered) }

    @Test
    fun `a map that is being fetched`() = screen.shoot("map-fetching") { Map(MapSamples.fetching) }

    @Test
    fun `the map is fetched and stopped by a button`() {
        for ((state, words, event) in listOf(
            Triple(MapSamples.offered, "Ambil peta", MapEvent.FetchMap), Triple(MapSamples.fetching, "Berhenti mengambil", MapEvent.StopFetching),
        )) {
            screen.show { Map(state) }
            screen.rule.onNodeWithText(words).performScrollTo().performClick()
            assertEquals(event, done.last())
        }
    }

    @Test
    fun `pointing at a place`() = screen.shoot("map-pick") { Map(MapSamples.picking) }

    @Test
    fun `what is near as a list`() = screen.shoot("map-list") { Map(MapSamples.list) }

    @Test
    fun `a phone that knows nothing yet`() = screen.shoot("map-empty") { Map(MapSamples.empty) }

    @Test
    fun `buttons do what fingers do`() {
        screen.show { Map(MapSamples.insideOf) }
        for (words in listOf("Perbesar", "Perkecil")) screen.rule.onNodeWithContentDescription(words).performClick()
        for (text in listOf("Ke posisi HP", "Geser ke timur", "Buka berkas peta", "Apa yang dekat sini?")) {
            screen.rule.onNodeWithText(text).run {
                runCatching { performScrollTo() }
                performClick()
            }
        }
        val events = listOf(
            MapEvent.Zoomed(1.0), MapEvent.Zoomed(-1.0), MapEvent.ToHere, MapEvent.Stepped(east = 1, south = 0), "file", MapEvent.AsList(true),
        )
        assertEquals(events, done)
    }

    @Test
    fun `a finger drags the map`() {
        screen.show { Map(MapSamples.insideOf) }
        screen.rule.onNodeWithContentDescription("Gambar peta. Isinya juga ada sebagai daftar.").performTouchInput {
            down(center)
            moveBy(Offset(60f, 0f))
            moveBy(Offset(60f, 0f))
            up()
        }
        assertTrue(done.filterIsInstance<MapEvent.Dragged>().sumOf { it.dx } > 50)
    }
}
