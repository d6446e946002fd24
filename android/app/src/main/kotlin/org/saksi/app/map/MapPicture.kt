package org.saksi.app.map

import android.graphics.Paint
import androidx.compose.foundation.Canvas
import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.gestures.detectTransformGestures
import androidx.compose.foundation.layout.BoxScope
import androidx.compose.material3.MaterialTheme
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clipToBounds
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.Path
import androidx.compose.ui.graphics.PathFillType
import androidx.compose.ui.graphics.drawscope.DrawScope
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.graphics.luminance
import androidx.compose.ui.graphics.nativeCanvas
import androidx.compose.ui.graphics.toArgb
import androidx.compose.ui.input.pointer.pointerInput
import androidx.compose.ui.layout.onSizeChanged
import androidx.compose.ui.unit.IntOffset
import androidx.compose.ui.unit.IntSize
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.sp
import org.saksi.app.theme.LocalSizes
import org.saksi.app.theme.coloursOf
import org.saksi.core.DrawnArea
import org.saksi.core.LatLon
import org.saksi.presentation.Look
import org.saksi.presentation.map.MapEvent
import org.saksi.presentation.map.MapState
import org.saksi.presentation.map.MapWindow
import org.saksi.presentation.map.TileId
import org.saksi.presentation.map.flat
import org.saksi.presentation.map.metresOf
import org.saksi.presentation.map.place
import org.saksi.presentation.map.tiles
import kotlin.math.ln
import kotlin.math.log10
import kotlin.math.pow

/** Pictures of tiles, read off the main thread. */
interface TileSource {
    /** Null: there is no base map. */
    val zooms: IntRange?

    suspend fun load(id: TileId): ImageBitmap?
}

/** How the lines are drawn: the same colours as the text, so that sun and dark hold here too. */
private class Pens(val licence: Color, val village: Color, val point: Color, val paper: Color, val edge: Float, val text: Float)

/** Base map, areas, points and the phone, moved by fingers. Buttons beside it do the same. */
@Composable
internal fun BoxScope.MapPicture(state: MapState, on: (MapEvent) -> Unit, source: TileSource) {
    // A picture of the land is pale, so its lines are dark, whatever the screen around it is.
    val shown = MaterialTheme.colorScheme
    val colours = if (shown.background.luminance() < HALF) coloursOf(Look.LIGHT) else shown
    var size by remember { mutableStateOf(IntSize.Zero) }
    var loaded by remember { mutableStateOf(emptyMap<TileId, ImageBitmap>()) }
    val edge = LocalSizes.current.edge
    val wanted = source.zooms?.let { state.window.tiles(size.width, size.height, TILE, it) }.orEmpty()
    LaunchedEffect(wanted) {
        loaded = loaded.filterKeys { it in wanted }
        for (id in wanted - loaded.keys) source.load(id)?.let { loaded = loaded + (id to it) }
    }
    val fingers = Modifier.pointerInput(Unit) {
        detectTransformGestures { _, pan, zoom, _ ->
            if (pan != Offset.Zero) on(MapEvent.Dragged(pan.x.toDouble(), pan.y.toDouble(), TILE))
            if (zoom != 1f) on(MapEvent.Zoomed(ln(zoom.toDouble()) / ln(2.0)))
        }
    }
    Canvas(
        Modifier.matchParentSize().border(edge, colours.outline).background(colours.surfaceContainer).clipToBounds()
            .onSizeChanged { size = it }.then(fingers),
    ) {
        val pens = Pens(colours.error, colours.onSurface, colours.primary, colours.surface, (edge * 2).toPx(), 15.sp.toPx())
        tiles(state.window, loaded)
        state.areas.villages.forEach { area(state.window, it, pens.village, pens, dashed = true) }
        state.areas.licences.forEach { area(state.window, it, pens.licence, pens, dashed = false) }
        state.answers.forEach { square(state.window, it.point.place(), pens, 6.dp.toPx()) }
        state.photos.forEach { dot(state.window, it.fix.position, pens, 7.dp.toPx(), isHollow = !it.mine) }
        here(state, pens)
        if (state.picking) cross(pens)
        scale(state.window, pens)
    }
}

private fun DrawScope.at(window: MapWindow, place: LatLon): Offset {
    val world = window.worldPx(TILE)
    val (middle, there) = flat(window.middle) to flat(place)
    return Offset(((there.x - middle.x) * world).toFloat(), ((there.y - middle.y) * world).toFloat()) + center
}

private fun DrawScope.tiles(window: MapWindow, loaded: Map<TileId, ImageBitmap>) {
    val middle = flat(window.middle)
    for ((id, picture) in loaded) {
        val across = (1 shl id.zoom).toDouble()
        val side = window.worldPx(TILE) / across
        val x = (id.x - middle.x * across) * side + center.x
        val y = (id.y - middle.y * across) * side + center.y
        val (left, top) = Math.floor(x).toInt() to Math.floor(y).toInt()
        val reach = IntSize(Math.ceil(x + side).toInt() - left, Math.ceil(y + side).toInt() - top)
        drawImage(picture, dstOffset = IntOffset(left, top), dstSize = reach)
    }
}

private fun DrawScope.area(window: MapWindow, area: DrawnArea, colour: Color, pens: Pens, dashed: Boolean) {
    val path = Path().apply { fillType = PathFillType.EvenOdd }
    for (ring in area.rings) {
        ring.forEachIndexed { i, corner ->
            val spot = at(window, corner)
            if (i == 0) path.moveTo(spot.x, spot.y) else path.lineTo(spot.x, spot.y)
        }
        path.close()
    }
    if (!dashed) drawPath(path, colour.copy(alpha = FAINT))
    val dashes = if (dashed) androidx.compose.ui.graphics.PathEffect.dashPathEffect(floatArrayOf(18f, 12f)) else null
    drawPath(path, colour, style = Stroke(pens.edge, pathEffect = dashes))
    named(path.getBounds(), area.label, colour, pens, atTop = dashed)
}

/** The name stays on the screen as long as anything of its area does; villages bear theirs at the top. */
private fun DrawScope.named(box: Rect, name: String, colour: Color, pens: Pens, atTop: Boolean) {
    val seen = box.intersect(Rect(Offset.Zero, size))
    if (seen.width <= 0 || seen.height <= 0) return
    val half = Paint().apply { textSize = pens.text }.measureText(name) / 2 + pens.edge * 2
    val x = seen.center.x.coerceIn(half.coerceAtMost(size.width / 2), (size.width - half).coerceAtLeast(size.width / 2))
    val y = if (atTop) seen.top + pens.text * 1.5f else seen.center.y
    label(name, Offset(x, y.coerceIn(pens.text, size.height - pens.edge)), colour, pens)
}

/** A name with a rim of paper around it: it can be read over any picture. */
private fun DrawScope.label(text: String, spot: Offset, colour: Color, pens: Pens) {
    val paint = Paint(Paint.ANTI_ALIAS_FLAG).apply {
        textSize = pens.text
        textAlign = Paint.Align.CENTER
        isFakeBoldText = true
    }
    paint.style = Paint.Style.STROKE
    paint.strokeWidth = pens.text / 3
    paint.color = pens.paper.toArgb()
    drawContext.canvas.nativeCanvas.drawText(text, spot.x, spot.y, paint)
    paint.style = Paint.Style.FILL
    paint.color = colour.toArgb()
    drawContext.canvas.nativeCanvas.drawText(text, spot.x, spot.y, paint)
}

/** A photo point; hollow: somebody else's. */
private fun DrawScope.dot(window: MapWindow, place: LatLon, pens: Pens, radius: Float, isHollow: Boolean) {
    val spot = at(window, place)
    drawCircle(pens.paper, radius + pens.edge, spot)
    drawCircle(pens.point, radius, spot)
    if (isHollow) drawCircle(pens.paper, radius * HALF, spot)
}

/** A point in a report of hers. */
private fun DrawScope.square(window: MapWindow, place: LatLon, pens: Pens, half: Float) {
    val spot = at(window, place)
    for ((colour, reach) in listOf(pens.paper to half + pens.edge, pens.point to half)) {
        drawRect(colour, spot - Offset(reach, reach), Size(reach * 2, reach * 2))
    }
}

/** The phone: a ring as wide as it is sure. */
private fun DrawScope.here(state: MapState, pens: Pens) {
    val fix = state.here ?: return
    val spot = at(state.window, fix.position)
    val perPixel = state.window.metresOf(1.0, TILE)
    val radius = (fix.accuracyMm.toDouble() / 1_000 / perPixel).toFloat().coerceAtLeast(pens.edge * 4)
    drawCircle(pens.point.copy(alpha = FAINT), radius, spot)
    drawCircle(pens.point, radius, spot, style = Stroke(pens.edge))
    drawCircle(pens.point, pens.edge * 2, spot)
}

private fun DrawScope.cross(pens: Pens) {
    val reach = Offset(24.dp.toPx(), 0f)
    val down = Offset(0f, 24.dp.toPx())
    for ((colour, width) in listOf(pens.paper to pens.edge * 3, pens.licence to pens.edge)) {
        drawLine(colour, center - reach, center + reach, width)
        drawLine(colour, center - down, center + down, width)
    }
}

/** A bar of a round number of metres. */
private fun DrawScope.scale(window: MapWindow, pens: Pens) {
    val perPixel = window.metresOf(1.0, TILE)
    val most = size.width / 3 * perPixel
    val decade = 10.0.pow(Math.floor(log10(most)))
    val metres = listOf(5.0, 2.0, 1.0).map { it * decade }.first { it <= most }
    val text = if (metres >= 1_000) "${(metres / 1_000).toInt()} km" else "${metres.toInt()} m"
    val start = Offset(12.dp.toPx(), size.height - 12.dp.toPx())
    val end = start + Offset((metres / perPixel).toFloat(), 0f)
    drawLine(pens.paper, start, end, pens.edge * 3)
    drawLine(pens.village, start, end, pens.edge)
    label(text, Offset((start.x + end.x) / 2, start.y - pens.edge * 3), pens.village, pens)
}

/** Tiles are drawn at twice their pixels or so: letters on them stay readable on a dense screen. */
private const val TILE = 384.0
private const val FAINT = 0.18f
private const val HALF = 0.5f
