package org.saksi.app.map

import android.database.sqlite.SQLiteDatabase
import android.graphics.Bitmap
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
import java.io.ByteArrayOutputStream
import java.io.File
import java.nio.file.Files

class MbTilesTest : ScreenTest() {
    private val dir = Files.createTempDirectory("saksi-map").toFile()

    @After
    fun clean() {
        dir.deleteRecursively()
    }

    /** Two tiles at zoom 3, as the format has them: rows from the south. */
    private fun made(format: String = "png") = File(dir, "made.mbtiles").also { file ->
        file.delete()
        SQLiteDatabase.openOrCreateDatabase(file, null).use { database ->
            database.execSQL("CREATE TABLE metadata (name TEXT, value TEXT)")
            database.execSQL("CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)")
            database.execSQL("INSERT INTO metadata VALUES ('format', ?)", arrayOf(format))
            database.execSQL("INSERT INTO metadata VALUES ('attribution', '<a href=\"x\">Contoh</a>')")
            for (y in listOf(4, 5)) {
                val row = 7 - y
                database.execSQL("INSERT INTO tiles VALUES (3, 6, ?, ?)", arrayOf<Any>(row, picture(TileId(3, 6, y))))
            }
        }
    }

    private fun picture(id: TileId) =
        ByteArrayOutputStream().also { SampleTiles.picture(id).compress(Bitmap.CompressFormat.PNG, 100, it) }.toByteArray()

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
