package org.saksi.app.map

import android.database.sqlite.SQLiteDatabase
import android.graphics.Bitmap
import org.saksi.presentation.map.TileId
import java.io.ByteArrayOutputStream
import java.io.File

/** A base map made for tests. */
object SampleMap {
    /** Two tiles at zoom 3, as the format has them: rows from the south. */
    fun file(file: File, format: String = "png"): File = file.also {
        file.delete()
        SQLiteDatabase.openOrCreateDatabase(file, null).use { database ->
            database.execSQL("CREATE TABLE metadata (name TEXT, value TEXT)")
            database.execSQL("CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)")
            database.execSQL("INSERT INTO metadata VALUES ('format', ?)", arrayOf(format))
            database.execSQL("INSERT INTO metadata VALUES ('attribution', '<a href=\"x\">Contoh</a>')")
            for (y in listOf(4, 5)) {
                database.execSQL("INSERT INTO tiles VALUES (3, 6, ?, ?)", arrayOf<Any>(7 - y, picture(TileId(3, 6, y))))
            }
        }
    }

    private fun picture(id: TileId) =
        ByteArrayOutputStream().also { SampleTiles.picture(id).compress(Bitmap.CompressFormat.PNG, 100, it) }.toByteArray()
}
