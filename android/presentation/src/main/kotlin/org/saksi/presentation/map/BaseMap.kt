package org.saksi.presentation.map

/** A picture of the land out of a file; there may be none, then only the project's own lines are drawn. */
interface BaseMap {
    /** Who is to be named on the map. */
    val attribution: String

    val zooms: IntRange

    /** A JPEG, PNG or WebP; null where the file has none. Blocks. */
    fun tile(id: TileId): ByteArray?
}

/** The file of the base map on this phone. */
interface BaseMaps {
    /** The one in use; null: none was delivered. Blocks. */
    fun open(): BaseMap?

    /** SHA-256 of the project's own map that was put in place last; null: none was. Blocks. */
    fun digest(): String?

    /**
     * Puts what [write] writes at a path in place of the one before; [digest] is that of the project's
     * map. False, and nothing changed, if it is no map. Blocks.
     */
    fun take(digest: String, write: (path: String) -> Unit): Boolean
}
