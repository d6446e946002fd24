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
}
