package org.saksi.app.phone

import android.content.ContentResolver
import android.database.sqlite.SQLiteDatabase
import android.database.sqlite.SQLiteException
import android.net.Uri
import org.saksi.presentation.map.BaseMap
import org.saksi.presentation.map.BaseMaps
import org.saksi.presentation.map.TileId
import java.io.File
import java.io.IOException

/** Raster tiles out of an MBTiles file, which is a SQLite database: Android reads it by itself. */
class MbTiles private constructor(private val database: SQLiteDatabase) : BaseMap {
    override val attribution = text("SELECT value FROM metadata WHERE name = 'attribution'").orEmpty().replace(Regex("<[^>]*>"), "").trim()
    override val zooms: IntRange = number("SELECT min(zoom_level) FROM tiles")..number("SELECT max(zoom_level) FROM tiles")

    /** MBTiles counts rows from the south. */
    override fun tile(id: TileId): ByteArray? {
        val row = (1 shl id.zoom) - 1 - id.y
        val where = arrayOf(id.zoom, id.x, row).map(Int::toString).toTypedArray()
        return try {
            database.rawQuery("SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?", where)
                .use { if (it.moveToFirst()) it.getBlob(0) else null }
        } catch (_: SQLiteException) {
            null
        } catch (_: IllegalStateException) {
            // Another map took its place while this tile was on its way.
            null
        }
    }

    fun close() = database.close()

    private fun text(query: String): String? = try {
        database.rawQuery(query, null).use { if (it.moveToFirst()) it.getString(0) else null }
    } catch (_: SQLiteException) {
        null
    }

    private fun number(query: String): Int = text(query)?.toIntOrNull() ?: throw IOException("no tiles")

    companion object {
        /** Null if it is no MBTiles file with raster tiles. */
        fun open(file: File): MbTiles? {
            val database = try {
                SQLiteDatabase.openDatabase(file.path, null, SQLiteDatabase.OPEN_READONLY)
            } catch (_: SQLiteException) {
                return null
            }
            val tiles = try {
                MbTiles(database)
            } catch (_: IOException) {
                null
            }
            if (tiles == null || tiles.text("SELECT value FROM metadata WHERE name = 'format'") == "pbf") database.close()
            return tiles?.takeIf { database.isOpen }
        }
    }
}

/** The one base map of this phone. It is public and says nothing about the person: not sealed. */
class MapFiles(private val file: File) : BaseMaps {
    private var opened: MbTiles? = null

    @Synchronized
    override fun open(): BaseMap? = opened ?: if (file.exists()) MbTiles.open(file).also { opened = it } else null

    private val mark = File(file.path + ".sha256")

    override fun digest(): String? = if (mark.exists()) mark.readText() else null

    override fun take(digest: String, write: (path: String) -> Unit): Boolean = replaced { coming ->
        write(coming.path)
        true
    }.also { if (it) mark.writeText(digest) }

    /** Takes a file that the person picked; false, and nothing changed, if it is no map or cannot be read. */
    fun take(resolver: ContentResolver, uri: Uri): Boolean = replaced { coming ->
        resolver.read(uri) { from -> coming.outputStream().use { from.copyTo(it) } } != null
    }

    @Synchronized
    private fun replaced(write: (File) -> Boolean): Boolean {
        val coming = File(file.path + ".new")
        file.parentFile?.mkdirs()
        val good = if (write(coming)) MbTiles.open(coming) else null
        if (good == null || !coming.renameTo(file)) {
            good?.close()
            coming.delete()
            return false
        }
        opened?.close()
        opened = good
        return true
    }
}
