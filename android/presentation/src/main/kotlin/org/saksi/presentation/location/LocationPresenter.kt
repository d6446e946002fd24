package org.saksi.presentation.location

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.takeWhile
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeoutOrNull
import org.saksi.core.Answer
import org.saksi.core.GeoPoint
import org.saksi.core.LatLon
import org.saksi.presentation.Notes
import org.saksi.presentation.Presenter
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.Outcome
import org.saksi.presentation.core.orElse
import org.saksi.presentation.permit.Need
import org.saksi.presentation.permit.Permit
import org.saksi.presentation.permit.Permits
import org.saksi.presentation.route.BackStack
import org.saksi.presentation.route.Route

/** What a position needs of the phone. */
class LocationTools(val gps: Gps, val permits: Permits, val coordinates: Coordinates)

/** One position for the question at [at]. What was measured is averaged; what is set by hand says so. */
class LocationPresenter(
    private val core: Core,
    private val routes: BackStack,
    private val at: Route.Location,
    private val tools: LocationTools,
    private val notes: Notes,
    private val scope: CoroutineScope,
) : Presenter<LocationState, LocationEvent> {
    private val now = MutableStateFlow(nothingYet())
    override val state = now.asStateFlow()
    private val readings = mutableListOf<Reading>()
    private var receiver: Job? = null

    /** Does the form take positions that another app made up? */
    private var mockToo = false

    override fun on(event: LocationEvent) {
        when (event) {
            LocationEvent.Shown, LocationEvent.Answered -> begin()
            LocationEvent.Hidden -> stop()
            LocationEvent.Asking -> tools.permits.asked(Need.LOCATION)
            LocationEvent.Again -> again()
            LocationEvent.UseMeasured -> now.value.average?.let { use(it.position, it.accuracyMm.toLong()) }
            is LocationEvent.Typed -> typed(event.text)
            LocationEvent.UseTyped -> tools.coordinates.read(now.value.typed)?.let { use(it, accuracyMm = null) }
            LocationEvent.OnMap -> routes.replace(Route.PickPoint(at.draft, at.place))
            LocationEvent.Back -> routes.back(at)
        }
    }

    private fun again() {
        stop()
        readings.clear()
        begin()
    }

    private fun begin() {
        val permit = tools.permits.of(Need.LOCATION)
        now.update { it.copy(permit = permit, switchedOff = !tools.gps.isOn()) }
        if (receiver?.isActive == true || (permit != Permit.GRANTED && permit != Permit.COARSE)) return
        receiver = scope.launch {
            ask()
            measure()
        }
    }

    /** What the form asks of a position; without an answer, nothing. */
    private suspend fun ask() {
        val wants = (core.ask { questionAt(at.draft, at.place) } as? Outcome.Done)?.value?.parameters ?: return
        mockToo = wants.allowMock == true
        now.update { it.copy(enoughMm = wants.enoughAccuracyMm, poorMm = wants.poorAccuracyMm) }
    }

    private suspend fun measure() {
        val started = tools.gps.bootMs()
        now.update { it.copy(measuring = true) }
        dropOld()
        withTimeoutOrNull(PROMPT_MS) {
            tools.gps.readings.takeWhile { reading ->
                take(reading)
                !gpsIsDone(started, tools.gps.bootMs(), now.value.average, now.value.enoughMm ?: SHARP_ENOUGH_MM)
            }.collect {}
        }
        now.update { it.copy(measuring = false) }
    }

    private fun take(reading: Reading) {
        readings += reading
        dropOld()
    }

    /** She may have walked on behind another app: what was measured a minute ago says where she was. */
    private fun dropOld() {
        readings.removeAll { tools.gps.bootMs() - it.measuredMs > PROMPT_MS }
        val average = average(readings, mockToo)
        now.update {
            it.copy(
                readings = readings.count { r -> mockToo || !r.fix.mock },
                average = average,
                decimal = average?.let { fix -> tools.coordinates.decimal(fix.position) },
                dms = average?.let { fix -> tools.coordinates.dms(fix.position) },
                onlyMock = !mockToo && readings.isNotEmpty() && readings.all { r -> r.fix.mock },
            )
        }
    }

    private fun stop() {
        receiver?.cancel()
        receiver = null
        now.update { it.copy(measuring = false) }
    }

    private fun typed(text: String) {
        notes[TYPED] = text
        now.update { it.copy(typed = text, typedDms = tools.coordinates.read(text)?.let(tools.coordinates::dms)) }
    }

    private fun use(position: LatLon, accuracyMm: Long?) {
        stop()
        val point = GeoPoint(position.latE7.toLong(), position.lonE7.toLong(), null, accuracyMm)
        scope.launch {
            core.ask { answer(at.draft, at.place, Answer.Point(point)) }
                .orElse { failure -> now.update { it.copy(failure = failure) } } ?: return@launch
            notes[TYPED] = null
            routes.back(at)
        }
    }

    private fun nothingYet(): LocationState {
        val typed = notes[TYPED].orEmpty()
        return LocationState(
            permit = tools.permits.of(Need.LOCATION), switchedOff = false, measuring = false, readings = 0,
            average = null, decimal = null, dms = null, enoughMm = null, poorMm = null, onlyMock = false, typed = typed,
            typedDms = tools.coordinates.read(typed)?.let(tools.coordinates::dms), failure = null,
        )
    }

    private companion object {
        const val TYPED = "typed"
    }
}
