package org.saksi.presentation.map

import org.saksi.core.LatLon
import kotlin.math.PI
import kotlin.math.asinh
import kotlin.math.atan
import kotlin.math.floor
import kotlin.math.pow
import kotlin.math.sinh
import kotlin.math.tan

/** A place on the flat map: 0 to 1 eastward from the date line, 0 to 1 southward from the top. */
data class Flat(val x: Double, val y: Double)

/** One square picture of the base map; [y] counts from the north. */
data class TileId(val zoom: Int, val x: Int, val y: Int)

/** The Web Mercator map that raster tiles are drawn in. Not for distances: those are the core's. */
fun flat(at: LatLon): Flat {
    val latitude = Math.toRadians(at.latE7 / E7).coerceIn(-EDGE, EDGE)
    return Flat(at.lonE7 / E7 / 360 + 0.5, 0.5 - asinh(tan(latitude)) / (2 * PI))
}

fun onEarth(at: Flat): LatLon {
    val latitude = Math.toDegrees(atan(sinh(PI * (1 - 2 * at.y.coerceIn(0.0, 1.0)))))
    val longitude = (at.x.coerceIn(0.0, 1.0) - 0.5) * 360
    return LatLon(Math.round(latitude * E7).toInt(), Math.round(longitude * E7).toInt())
}

/** What is in sight: the middle, and how near. [zoom] 0 is the whole world on one tile. */
data class MapWindow(val middle: LatLon, val zoom: Double) {
    /** Pixels that the whole world is wide, with tiles of [tilePx]. */
    fun worldPx(tilePx: Double): Double = tilePx * 2.0.pow(zoom)

    /** Moved by so many pixels of the screen: the map follows the finger. */
    fun dragged(dx: Double, dy: Double, tilePx: Double): MapWindow {
        val middleNow = flat(middle)
        val world = worldPx(tilePx)
        return copy(middle = onEarth(Flat(middleNow.x - dx / world, middleNow.y - dy / world)))
    }

    fun zoomed(by: Double): MapWindow = copy(zoom = (zoom + by).coerceIn(LEAST_ZOOM, MOST_ZOOM))
}

/** The tiles that fill [widthPx] × [heightPx] around the middle, of the nearest zoom that the file has. */
fun MapWindow.tiles(widthPx: Int, heightPx: Int, tilePx: Double, zooms: IntRange): List<TileId> {
    if (widthPx <= 0 || heightPx <= 0 || zooms.isEmpty()) return emptyList()
    val level = Math.round(zoom).toInt().coerceIn(zooms)
    val across = 1 shl level
    val shown = worldPx(tilePx) / across
    val middleNow = flat(middle)
    fun span(centre: Double, px: Int) =
        floor(centre * across - px / 2 / shown).toInt()..floor(centre * across + px / 2 / shown).toInt()
    val rows = span(middleNow.y, heightPx).filter { it in 0 until across }
    val columns = span(middleNow.x, widthPx).filter { it in 0 until across }
    return rows.flatMap { y -> columns.map { x -> TileId(level, x, y) } }.take(MOST_TILES)
}

/** Metres that [px] pixels stand for in the middle, for the scale bar. */
fun MapWindow.metresOf(px: Double, tilePx: Double): Double =
    px / worldPx(tilePx) * EARTH_M * kotlin.math.cos(Math.toRadians(middle.latE7 / E7))

private const val E7 = 1e7
private const val EARTH_M = 40_075_016.7
private const val EDGE = 1.4844222297453324
private const val LEAST_ZOOM = 3.0
private const val MOST_ZOOM = 19.0

/** A 5-inch screen needs twenty; more would only come from a file that is far too coarse. */
private const val MOST_TILES = 64
