package org.saksi.app.map

import android.graphics.BitmapFactory
import android.net.Uri
import androidx.test.core.app.ApplicationProvider
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import org.saksi.app.phone.MapFiles
import org.saksi.app.phone.MbTiles
import org.saksi.app.rig.ScreenTest
import org.saksi.presentation.map.TileId
import java.io.File
import java.nio.file.Files

class MbTilesTest : ScreenTest() {
    private val dir = Files.createTempDirectory("saksi-map").toFile()

    @After
    fun clean() {
        dir.deleteRecursively()
    }

    private fun made(format: String = "png") = SampleMap.file(File(dir, "made.mbtiles"), format)

    @Test
    fun `a tile is found by its row from the north`() {
        val map = checkNotNull(MbTiles.open(made()))
        assertEquals(3..3, map.zooms)
        assertEquals("Contoh", map.attribution)
        val bytes = checkNotNull(map.tile(TileId(3, 6, 4)))
        assertEquals(256, BitmapFactory.decodeByteArray(bytes, 0, bytes.size).width)
        assertNull(map.tile(TileId(3, 6, 3)))
    }

    @Test
    fun `what is no map, or one of vectors, is refused and the old one stays`() {
        val file = File(dir, "base.mbtiles")
        val maps = MapFiles(file)
        assertNull(maps.open())
        assertFalse(maps.take(resolver("not a map".toByteArray()), URI))
        assertFalse(maps.take(resolver(made("pbf").readBytes()), URI))
        assertFalse(file.exists())
        assertTrue(maps.take(resolver(made().readBytes()), URI))
        assertNotNull(maps.open())
        assertFalse(maps.take(resolver(ByteArray(0)), URI))
        assertNotNull(maps.open()?.tile(TileId(3, 6, 5)))
    }

    @Test
    fun `a file that may not be read any more, or whose app fails, is refused`() {
        val maps = MapFiles(File(dir, "base.mbtiles"))
        for (fault in listOf(SecurityException("the right ended"), IllegalStateException("a fault of the other app"))) {
            val resolver = ApplicationProvider.getApplicationContext<android.app.Application>().contentResolver
            shadowOf(resolver).registerInputStreamSupplier(URI) { throw fault }
            assertFalse(maps.take(resolver, URI))
        }
    }

    @Test
    fun `the map that was replaced is closed, and a tile of it that was on its way is none`() {
        val maps = MapFiles(File(dir, "base.mbtiles"))
        assertTrue(maps.take(resolver(made().readBytes()), URI))
        val old = checkNotNull(maps.open())
        assertTrue(maps.take(resolver(made().readBytes()), URI))
        assertNull(old.tile(TileId(3, 6, 5)))
        assertNotNull(maps.open()?.tile(TileId(3, 6, 5)))
    }

    private fun resolver(bytes: ByteArray) = ApplicationProvider.getApplicationContext<android.app.Application>().contentResolver.also {
        shadowOf(it).registerInputStream(URI, bytes.inputStream())
    }

    private companion object {
        val URI: Uri = Uri.parse("content://files/map")
    }
}
