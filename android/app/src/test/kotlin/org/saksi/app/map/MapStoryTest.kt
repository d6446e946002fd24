package org.saksi.app.map

import androidx.compose.ui.test.onAllNodesWithText
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Rule
import org.junit.Test
import org.saksi.app.rig.AppRig
import org.saksi.app.rig.ScreenTest
import org.saksi.app.rig.go
import org.saksi.app.rig.send
import org.saksi.app.rig.unlock
import org.saksi.presentation.map.TileId
import org.saksi.presentation.route.Route

/** The project's map from the command line to the screen, over the real core and a real hub. */
class MapStoryTest : ScreenTest() {
    @get:Rule
    val app = AppRig()

    @Test
    fun `a map that the project publishes is offered after a sync, fetched by a tap, and drawn`() {
        app.core.joined(1)
        app.core.startHub()
        val map = SampleMap.file(app.core.folder("land.mbtiles"))
        app.core.saksi("project", "file", app.core.folder("now.saksi.zip").path, "--map", map.path)
        app.start()
        app.unlock()
        app.await("Isi laporan baru")
        app.send()
        app.go(Route.Map)
        app.await("Peta dari proyek")
        app.await("Belum ada gambar peta di HP ini.")
        app.shot("map-1-offered")
        app.tap("Ambil peta")
        app.await("Gambar peta: Contoh")
        app.shot("map-2-fetched")
        val tiles = checkNotNull(app.model.graph.phone.maps.open()) { "it is in its place" }
        assertNotNull(tiles.tile(TileId(3, 6, 4)))
        // It stays, and is neither offered nor put in its place a second time.
        app.go(Route.Home)
        app.go(Route.Map)
        app.await("Gambar peta: Contoh")
        assertEquals(0, app.lines("Peta dari proyek"))
    }

    private fun AppRig.lines(text: String) = compose.onAllNodesWithText(text, substring = true).fetchSemanticsNodes().size
}
