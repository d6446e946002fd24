package org.saksi.app.map

import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Color
import android.graphics.Paint
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.asImageBitmap
import org.saksi.core.Boundary
import org.saksi.core.DrawnArea
import org.saksi.core.Fix
import org.saksi.core.GeoPoint
import org.saksi.core.LatLon
import org.saksi.core.PlacedAnswer
import org.saksi.core.PlacedRecord
import org.saksi.core.Provider
import org.saksi.core.Side
import org.saksi.core.Unclear
import org.saksi.presentation.map.Areas
import org.saksi.presentation.map.MapState
import org.saksi.presentation.map.MapWindow
import org.saksi.presentation.map.Near
import org.saksi.presentation.map.OfferedMap
import org.saksi.presentation.map.SideLine
import org.saksi.presentation.map.TileId
import org.saksi.presentation.permit.Permit

/** States of the map that are worth a picture; not shipped. Places are made up. */
object MapSamples {
    private fun at(lat: Double, lon: Double) = LatLon((lat * 1e7).toInt(), (lon * 1e7).toInt())
    private fun box(id: String, name: String, south: Double, west: Double, north: Double, east: Double) = DrawnArea(
        id, name, listOf(listOf(at(south, west), at(south, east), at(north, east), at(north, west), at(south, west))),
    )
    private val here = Fix(at(-3.452, 122.3125), 12_000u, Provider.GNSS, false, 0u)
    private val inside = Boundary("CONTOH-74-3", "IUP Contoh 3", Side.Inside, 412_000, 38_000, true)
    private val outside = Boundary("CONTOH-74-3", "IUP Contoh 3", Side.Outside, 140_000, 30_000, false)
    private val unclear = Boundary("CONTOH-74-3", "IUP Contoh 3", Side.Inconclusive(Unclear.NEAR_EDGE), 40_000, 30_000, false)
    private val village = Boundary("V", "Contoh Pantai", Side.Inside, 900_000, 38_000, true)

    /** 28 November 2026, 14.05 in Kendari. */
    private const val THEN = 1_795_845_900_000L
    private val photo = PlacedRecord("0f", here.copy(position = at(-3.4545, 122.3102)), THEN, true)
    private val other = PlacedRecord("0e", here.copy(position = at(-3.4505, 122.3082)), THEN, false)
    private val report = PlacedAnswer("0d", GeoPoint(-34_540_000, 1_223_075_000, null, null), THEN)

    val outsideOf = MapState(
        ready = true, picking = false, asList = false, window = MapWindow(at(-3.4525, 122.3105), 14.3), permit = Permit.GRANTED, here = here,
        areas = Areas(
            listOf(box("CONTOH-74-3", "IUP Contoh 3", -3.47, 122.285, -3.445, 122.31)),
            listOf(box("V", "Contoh Pantai", -3.46, 122.306, -3.44, 122.32)),
        ),
        photos = listOf(photo, other), answers = listOf(report), side = SideLine.Told(outside), near = emptyList(), middle = null,
        attribution = "Contoh, dibuat untuk uji", offered = null, mapRefused = false, failure = null,
    )
    val refused = outsideOf.copy(mapRefused = true, attribution = null)
    val offered = outsideOf.copy(attribution = null, offered = OfferedMap(31_400_000, done = null))
    val fetching = outsideOf.copy(attribution = null, offered = OfferedMap(31_400_000, done = 12_100_000))
    val insideOf = outsideOf.copy(side = SideLine.Told(inside))
    val unclearOf = outsideOf.copy(side = SideLine.Told(unclear), attribution = null)
    val picking = outsideOf.copy(picking = true, middle = "3°27'09.00\"S 122°18'37.80\"E")
    val list = insideOf.copy(
        asList = true,
        near = listOf(
            Near.Licence(inside, 0), Near.Village(village, 0), Near.PhotoPoint("0f", THEN, photo.fix.position, mine = true, 380),
            Near.PhotoPoint("0e", THEN, other.fix.position, mine = false, 520), Near.ReportPoint("0d", THEN, 610),
            Near.Licence(outside.copy(label = "IUP Contoh 4"), 140),
        ),
    )
    val empty = outsideOf.copy(
        asList = true, here = null, side = SideLine.NoLicences, photos = emptyList(), answers = emptyList(), areas = Areas(emptyList(), emptyList()),
    )
}

/** Tiles with a chequered sea, to see where one ends. */
object SampleTiles : TileSource {
    override val zooms = 0..16

    override suspend fun load(id: TileId): ImageBitmap = picture(id).asImageBitmap()

    fun picture(id: TileId): Bitmap = Bitmap.createBitmap(256, 256, Bitmap.Config.ARGB_8888).apply {
        eraseColor(if ((id.x + id.y) % 2 == 0) Color.rgb(176, 208, 222) else Color.rgb(186, 214, 196))
        Canvas(this).drawText("${id.zoom}/${id.x}/${id.y}", 20f, 40f, Paint().apply { textSize = 22f })
    }
}

object NoTiles : TileSource {
    override val zooms: IntRange? = null

    override suspend fun load(id: TileId): ImageBitmap? = null
}
