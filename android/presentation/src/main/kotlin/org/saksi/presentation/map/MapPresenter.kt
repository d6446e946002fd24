package org.saksi.presentation.map

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import org.saksi.core.Answer
import org.saksi.core.Boundary
import org.saksi.core.Fix
import org.saksi.core.GeoPoint
import org.saksi.core.LatLon
import org.saksi.core.Located
import org.saksi.core.Side
import org.saksi.presentation.Presenter
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.Failure
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.core.orElse
import org.saksi.presentation.location.LocationTools
import org.saksi.presentation.location.PROMPT_MS
import org.saksi.presentation.location.Reading
import org.saksi.presentation.location.bestAt
import org.saksi.presentation.permit.Need
import org.saksi.presentation.permit.Permit
import org.saksi.presentation.route.BackStack
import org.saksi.presentation.route.Route

/** What the map needs beside the core. */
class MapTools(val location: LocationTools, val maps: BaseMaps, val background: CoroutineDispatcher)

/**
 * The map. [pick] is the question that a point is wanted for; null: to look at. Where the phone is
 * goes through the core's boundary test; a point set by hand never does that by itself.
 */
class MapPresenter(
    private val core: Core,
    private val routes: BackStack,
    private val pick: Route.PickPoint?,
    private val tools: MapTools,
    private val scope: CoroutineScope,
) : Presenter<MapState, MapEvent> {
    private val gps = tools.location.gps
    private val now = MutableStateFlow(nothingYet())
    override val state = now.asStateFlow()
    private val readings = ArrayDeque<Reading>()
    private var receiver: Job? = null

    /** The base map in use, for the view that draws its tiles. */
    var baseMap: BaseMap? = null
        private set

    override fun on(event: MapEvent) {
        when (event) {
            MapEvent.Shown -> scope.launch { load() }.also { begin() }
            MapEvent.Answered -> begin()
            MapEvent.Hidden -> receiver?.cancel()
            MapEvent.Asking -> tools.location.permits.asked(Need.LOCATION)
            is MapEvent.AsList -> now.update { it.copy(asList = event.yes) }
            is MapEvent.Dragged -> look { it.dragged(event.dx, event.dy, event.tilePx) }
            is MapEvent.Zoomed -> look { it.zoomed(event.by) }
            is MapEvent.Stepped -> look { it.dragged(-event.east * STEP, -event.south * STEP, TILE) }
            MapEvent.ToHere -> now.value.here?.let { here -> look { it.copy(middle = here.position) } }
            MapEvent.UseMiddle -> pick?.let { scope.launch { use(it) } }
            MapEvent.MapChanged -> scope.launch { openMap() }
            MapEvent.MapRefused -> now.update { it.copy(mapRefused = true) }
            MapEvent.Back -> routes.back(pick ?: Route.Map)
        }
    }

    private fun look(change: (MapWindow) -> MapWindow) = now.update {
        val window = change(it.window)
        it.copy(window = window, middle = if (pick == null) null else tools.location.coordinates.dms(window.middle))
    }

    private suspend fun load() {
        openMap()
        val seen = core.ask { Seen(Areas(areas(LICENCES), areas(VILLAGES)), placed()) }.orElse(::fail) ?: return
        now.update { it.copy(ready = true, areas = seen.areas, photos = seen.photos) }
        if (now.value.here == null) seen.middle()?.let { middle -> look { it.copy(middle = middle) } }
        locate()
    }

    private suspend fun openMap() {
        val map = withContext(tools.background) { tools.maps.open() }
        baseMap = map
        now.update { it.copy(attribution = map?.attribution, mapRefused = false) }
    }

    private fun begin() {
        val permit = tools.location.permits.of(Need.LOCATION)
        now.update { it.copy(permit = permit) }
        if (receiver?.isActive == true || (permit != Permit.GRANTED && permit != Permit.COARSE)) return
        receiver = scope.launch { gps.readings.collect { heard(it) } }
    }

    private suspend fun heard(reading: Reading) {
        val first = now.value.here == null
        readings.addLast(reading)
        while (reading.measuredMs - readings.first().measuredMs > PROMPT_MS) readings.removeFirst()
        now.update { it.copy(here = readings.toList().bestAt(gps.bootMs())?.fix) }
        if (first) now.value.here?.let { here -> look { it.copy(middle = here.position) } }
        locate()
    }

    private suspend fun locate() {
        val fixes = readings.map { it.fix }.filterNot { it.mock }
        val here = now.value.here
        val told = core.ask { told(fixes, here, now.value) }.orElse(::fail) ?: return
        now.update { it.copy(side = told.first, near = told.second) }
    }

    private fun FieldCore.told(fixes: List<Fix>, here: Fix?, seen: MapState): Pair<SideLine, List<Near>> {
        val licences = locate(LICENCES, fixes)
        val villages = if (fixes.isEmpty()) null else locate(VILLAGES, fixes)
        val photos = seen.photos.mapNotNull { photo ->
            val metres = here?.let { tools.location.coordinates.metres(it.position, photo.fix.position).toLong() }
            metres?.let { Near.PhotoPoint(photo.record, photo.madeMs, photo.fix.position, it) }
        }
        val near = licences?.boundaries.orEmpty().map { Near.Licence(it, it.fromHere()) } +
            villages?.boundaries.orEmpty().map { Near.Village(it, it.fromHere()) } + photos
        return sideLine(licences, fixes) to near.sortedBy { it.metres }.take(MOST_NEAR)
    }

    private suspend fun use(pick: Route.PickPoint) {
        val at = now.value.window.middle
        // No accuracy: that is how the core knows a point that was set by hand.
        val point = Answer.Point(GeoPoint(at.latE7.toLong(), at.lonE7.toLong(), null, null))
        core.ask { answer(pick.draft, pick.place, point) }.orElse(::fail) ?: return
        routes.back(pick)
    }

    private fun fail(failure: Failure) = now.update { it.copy(failure = failure, ready = true) }

    private fun nothingYet() = MapState(
        ready = false, picking = pick != null, asList = false, window = MapWindow(PROVINCE, FIRST_ZOOM),
        permit = tools.location.permits.of(Need.LOCATION), here = null, areas = Areas(emptyList(), emptyList()),
        photos = emptyList(), side = SideLine.NoPosition, near = emptyList(), middle = null, attribution = null, mapRefused = false, failure = null,
    )

    private class Seen(val areas: Areas, val photos: List<org.saksi.core.PlacedRecord>) {
        /** Where to look before there is a position: at what there is. */
        fun middle(): LatLon? = photos.firstOrNull()?.fix?.position ?: areas.licences.firstOrNull()?.middle()
    }

    private companion object {
        const val LICENCES = "licences"
        const val VILLAGES = "villages"
        const val STEP = 160.0
        const val TILE = 256.0
        const val FIRST_ZOOM = 12.0
        const val MOST_NEAR = 30

        /** Lasolo; only until there is anything to look at. */
        val PROVINCE = LatLon(-34_500_000, 1_223_500_000)
    }
}

/** What the core's answer comes to in one line: the nearest licence, or that there is none to tell of. */
fun sideLine(located: Located?, fixes: List<Fix>): SideLine = when {
    located == null -> SideLine.NoLicences
    fixes.isEmpty() -> SideLine.NoPosition
    located.boundaries.isNotEmpty() -> SideLine.Told(located.boundaries.first())
    located.overall is Side.Outside -> SideLine.FarOutside
    else -> SideLine.CannotTell
}

/** The middle of an area's box. */
fun org.saksi.core.DrawnArea.middle(): LatLon? {
    val all = rings.flatten().ifEmpty { return null }
    return LatLon(
        ((all.minOf { it.latE7 }.toLong() + all.maxOf { it.latE7 }) / 2).toInt(),
        ((all.minOf { it.lonE7 }.toLong() + all.maxOf { it.lonE7 }) / 2).toInt(),
    )
}

/** Metres to walk to it: none, inside. */
private fun Boundary.fromHere(): Long = if (drawnInside) 0 else distanceMm / 1_000
