package org.saksi.presentation.departure

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.firstOrNull
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeoutOrNull
import org.saksi.core.Provider
import org.saksi.presentation.Presenter
import org.saksi.presentation.location.Gps
import org.saksi.presentation.location.Reading
import org.saksi.presentation.permit.Need
import org.saksi.presentation.permit.Permit
import org.saksi.presentation.permit.Permits
import org.saksi.presentation.phone.Battery
import org.saksi.presentation.phone.Space
import org.saksi.presentation.phone.SpaceLeft
import org.saksi.presentation.phone.isClockWrong
import org.saksi.presentation.route.BackStack
import org.saksi.presentation.route.Route

/** What is looked at before an outing. */
class DepartureTools(
    val battery: Battery,
    val space: Space,
    val gps: Gps,
    val permits: Permits,
    val wallMs: () -> Long,
    /** Under open sky she waits for minutes without touching the screen: it must not lock itself now. */
    val busy: () -> Unit,
)

/** "Siap berangkat?": looks at the phone and warms up its receiver while the screen is in front. */
class DeparturePresenter(
    private val routes: BackStack,
    private val tools: DepartureTools,
    private val scope: CoroutineScope,
) : Presenter<DepartureState, DepartureEvent> {
    private var receiver: Job? = null
    private val now = MutableStateFlow(seen(Warmth.Searching))
    override val state = now.asStateFlow()

    override fun on(event: DepartureEvent) {
        when (event) {
            DepartureEvent.Shown, DepartureEvent.Answered, DepartureEvent.SearchAgain -> look()
            DepartureEvent.Hidden -> receiver?.cancel()
            is DepartureEvent.Asking -> tools.permits.asked(event.need)
            DepartureEvent.MakeRoom -> routes.go(Route.Settings)
            DepartureEvent.Trial -> routes.go(Route.Trial)
            DepartureEvent.Back -> routes.back()
        }
    }

    private fun look() {
        val gps = when {
            tools.permits.of(Need.LOCATION) != Permit.GRANTED -> Warmth.Forbidden
            !tools.gps.isOn() -> Warmth.Off
            // Once warm it stays so for the hours that its almanac holds.
            else -> now.value.gps as? Warmth.Ready ?: Warmth.Searching
        }
        now.value = seen(gps)
        receiver?.cancel()
        if (gps == Warmth.Searching) receiver = scope.launch { search() }
    }

    private suspend fun search() {
        val awake = scope.launch {
            while (true) {
                tools.busy()
                delay(AWAKE_MS)
            }
        }
        val found = try {
            withTimeoutOrNull(PATIENCE_MS) { tools.gps.readings.filter { it.isWarm() }.firstOrNull() }
        } finally {
            awake.cancel()
        }
        val gps = found?.let { Warmth.Ready(it.fix.accuracyMm.toLong()) } ?: Warmth.NotFound
        // Satellites tell the time too: only now the clock can be held against them.
        now.update { seen(gps) }
    }

    private fun Reading.isWarm() = !fix.mock && fix.provider == Provider.GNSS && fix.accuracyMm <= WARM_MM

    private fun seen(gps: Warmth) = DepartureState(
        charge = tools.battery.charge(),
        space = SpaceLeft.of(tools.space.freeBytes()),
        clockWrong = isClockWrong(tools.wallMs(), tools.gps.clockOffsetMs()),
        camera = tools.permits.of(Need.CAMERA),
        location = tools.permits.of(Need.LOCATION),
        gps = gps,
    )

    private companion object {
        /** Old hardware without a network needs over twelve minutes (field.md A9). */
        const val AWAKE_MS = 20_000L
        const val PATIENCE_MS = 15 * 60_000L
        const val WARM_MM = 20_000u
    }
}
