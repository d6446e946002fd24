package org.saksi.presentation.map

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.isActive
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import org.saksi.core.Answer
import org.saksi.core.Boundary
import org.saksi.core.Fix
import org.saksi.core.GeoPoint
import org.saksi.core.LatLon
import org.saksi.core.Located
import org.saksi.core.PlacedAnswer
import org.saksi.core.PlacedRecord
import org.saksi.core.Progress
import org.saksi.core.Provider
import org.saksi.core.Side
import org.saksi.core.SyncStep
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
import java.util.concurrent.atomic.AtomicBoolean

/** What the map needs beside the core. */
class MapTools(val location: LocationTools, val maps: BaseMaps, val background: CoroutineDispatcher)

/**
 * The map. [pick] is the question that a point is wanted for; null: to look at. The core's boundary
 * test is of where the phone is, and says so; while pointing it is of what she points at, because from
 * a boat those are two places (field.md A10).
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
    private var pointing: Job? = null
    private val stop = AtomicBoolean(false)

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
            MapEvent.FetchMap -> if (now.value.offered?.done == null) scope.launch { fetch() }
            MapEvent.StopFetching -> stop.set(true)
            MapEvent.MapRefused -> now.update { it.copy(mapRefused = true) }
            MapEvent.Back -> routes.back(pick ?: Route.Map)
        }
    }

    private fun look(change: (MapWindow) -> MapWindow) = now.update {
        val window = change(it.window)
        it.copy(window = window, middle = if (pick == null) null else tools.location.coordinates.dms(window.middle))
    }.also { if (pick != null) point() }

    /** A moment after she stopped moving the map. */
    private fun point() {
        pointing?.cancel()
        pointing = scope.launch {
            delay(STILL_MS)
            locate()
        }
    }

    private suspend fun load() {
        takeDelivered()
        openMap()
        val seen = core.ask { Seen(Areas(areas(LICENCES), areas(VILLAGES)), placed(), placedAnswers()) }.orElse(::fail) ?: return
        now.update { it.copy(ready = true, areas = seen.areas, photos = seen.photos, answers = seen.answers) }
        if (now.value.here == null) seen.middle()?.let { middle -> look { it.copy(middle = middle) } }
        locate()
    }

    /** The project's own map: what came in the project file is put in its place, what is at the hub is offered. */
    private suspend fun takeDelivered() {
        val told = core.ask { baseMap()?.takeIf { it.sha256 != tools.maps.digest() } }.orElse(::fail)
        if (told?.here == true) core.ask { tools.maps.take(told.sha256, ::writeBaseMap) }.orElse(::fail)
        now.update { it.copy(offered = told?.takeUnless { map -> map.here }?.let { map -> OfferedMap(map.size.toLong(), done = null) }) }
    }

    private suspend fun fetch() {
        stop.set(false)
        came(0)
        core.ask { fetchBaseMap(Came()) }.orElse { if (!stop.get()) fail(it) }
        takeDelivered()
        openMap()
    }

    private fun came(bytes: Long) = now.update { it.copy(offered = it.offered?.copy(done = bytes), failure = null) }

    /** Comes on the core's thread. */
    private inner class Came : Progress {
        override fun on(step: SyncStep, done: ULong, of: ULong): Boolean {
            came(done.toLong())
            return !stop.get() && scope.isActive
        }
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
        val measured = readings.map { it.fix }.filterNot { it.mock }
        val fixes = if (pick == null) measured else listOf(now.value.window.middle.byHand())
        val here = now.value.here
        val told = core.ask { told(fixes, here, now.value) }.orElse(::fail) ?: return
        now.update { it.copy(side = told.first, near = told.second) }
    }

    private fun FieldCore.told(fixes: List<Fix>, here: Fix?, seen: MapState): Pair<SideLine, List<Near>> {
        val licences = locate(LICENCES, fixes)
        val villages = if (fixes.isEmpty()) null else locate(VILLAGES, fixes)
        val photos = seen.photos.mapNotNull { photo ->
            val metres = here?.let { tools.location.coordinates.metres(it.position, photo.fix.position).toLong() }
            metres?.let { Near.PhotoPoint(photo.record, photo.madeMs, photo.fix.position, photo.mine, it) }
        }
        val answers = seen.answers.mapNotNull { answer ->
            val metres = here?.let { tools.location.coordinates.metres(it.position, answer.point.place()).toLong() }
            metres?.let { Near.ReportPoint(answer.record, answer.madeMs, it) }
        }
        val near = licences?.boundaries.orEmpty().map { Near.Licence(it, it.fromHere()) } +
            villages?.boundaries.orEmpty().map { Near.Village(it, it.fromHere()) } + photos + answers
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
        photos = emptyList(), answers = emptyList(), side = SideLine.NoPosition, near = emptyList(), middle = null, attribution = null,
        offered = null, mapRefused = false, failure = null,
    )

    private class Seen(val areas: Areas, val photos: List<PlacedRecord>, val answers: List<PlacedAnswer>) {
        /** Where to look before there is a position: at what there is. */
        fun middle(): LatLon? =
            photos.firstOrNull()?.fix?.position ?: answers.firstOrNull()?.point?.place() ?: areas.licences.firstOrNull()?.middle()
    }

    private companion object {
        const val LICENCES = "licences"
        const val VILLAGES = "villages"
        const val STEP = 160.0
        const val TILE = 256.0
        const val FIRST_ZOOM = 12.0
        const val MOST_NEAR = 30
        const val STILL_MS = 300L

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

/** Where an answer points to. */
fun GeoPoint.place() = LatLon(latE7.toInt(), lonE7.toInt())

/** A place that a finger points at, measured by nothing. */
private fun LatLon.byHand() = Fix(this, accuracyMm = 0u, Provider.MAP, mock = false, ageMs = 0u)

/** Metres to walk to it: none, inside. */
private fun Boundary.fromHere(): Long = if (drawnInside) 0 else distanceMm / 1_000
