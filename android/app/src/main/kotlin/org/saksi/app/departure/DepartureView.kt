package org.saksi.app.departure

import androidx.annotation.StringRes
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import androidx.lifecycle.compose.LifecycleResumeEffect
import org.saksi.app.R
import org.saksi.app.parts.CheckLine
import org.saksi.app.parts.Mark
import org.saksi.app.parts.Page
import org.saksi.app.parts.PermitAsker
import org.saksi.app.parts.ScreenStaysOn
import org.saksi.app.parts.SideButton
import org.saksi.app.parts.TellCard
import org.saksi.app.parts.permitAsker
import org.saksi.app.phone.SystemPage
import org.saksi.app.phone.open
import org.saksi.presentation.departure.DepartureEvent
import org.saksi.presentation.departure.DeparturePresenter
import org.saksi.presentation.departure.DepartureState
import org.saksi.presentation.departure.Warmth
import org.saksi.presentation.departure.isLow
import org.saksi.presentation.departure.isPhoneGood
import org.saksi.presentation.permit.Need
import org.saksi.presentation.permit.Permit
import org.saksi.presentation.phone.SpaceLeft

/** Binds the screen to its phone: lifecycle, permissions, the phone's own settings. */
@Composable
fun DepartureScreen(presenter: DeparturePresenter) {
    val state by presenter.state.collectAsState()
    LifecycleResumeEffect(presenter) {
        presenter.on(DepartureEvent.Shown)
        onPauseOrDispose { presenter.on(DepartureEvent.Hidden) }
    }
    if (state.gps == Warmth.Searching) ScreenStaysOn()
    val context = LocalContext.current
    val asker = permitAsker({ presenter.on(DepartureEvent.Asking(it)) }, { presenter.on(DepartureEvent.Answered) })
    DepartureView(state, presenter::on, asker) { context.open(it) }
}

/** Each line a tick or one button. [open] leads to a page of the phone's own settings. */
@Composable
fun DepartureView(state: DepartureState, on: (DepartureEvent) -> Unit, asker: PermitAsker, open: (SystemPage) -> Unit) {
    Page(stringResource(R.string.departure_title), { on(DepartureEvent.Back) }, bottom = {}) {
        when {
            state.gps is Warmth.Ready && state.isPhoneGood -> TellCard(
                stringResource(R.string.departure_ready), stringResource(R.string.departure_ready_line),
            )
            state.gps == Warmth.Searching && state.isPhoneGood -> TellCard(
                stringResource(R.string.departure_wait), stringResource(R.string.departure_wait_line),
            )
            else -> TellCard(stringResource(R.string.departure_not_yet), stringResource(R.string.departure_not_yet_line))
        }
        // What keeps the search from beginning stands in its place.
        val forbidden = state.gps == Warmth.Forbidden
        if (forbidden) LocationLine(state, asker) else GpsLine(state.gps, on, open)
        if (state.clockWrong) {
            CheckLine(
                stringResource(R.string.departure_clock_wrong), stringResource(R.string.departure_clock_wrong_line),
                stringResource(R.string.departure_clock_set), { open(SystemPage.DATE) },
            )
        } else {
            CheckLine(stringResource(R.string.departure_clock))
        }
        BatteryLine(state, open)
        if (state.space == SpaceLeft.ENOUGH) {
            CheckLine(stringResource(R.string.departure_space))
        } else {
            val words = if (state.space == SpaceLeft.LITTLE) R.string.space_little else R.string.space_none
            CheckLine(stringResource(words), null, stringResource(R.string.departure_space_make), { on(DepartureEvent.MakeRoom) })
        }
        PermitLine(Need.CAMERA, state.camera, R.string.departure_camera, R.string.permit_camera, asker)
        if (!forbidden) LocationLine(state, asker)
        SideButton(stringResource(R.string.settings_trial), { on(DepartureEvent.Trial) })
    }
}

@Composable
private fun LocationLine(state: DepartureState, asker: PermitAsker) =
    PermitLine(Need.LOCATION, state.location, R.string.departure_location, R.string.permit_location, asker)

@Composable
private fun GpsLine(gps: Warmth, on: (DepartureEvent) -> Unit, open: (SystemPage) -> Unit) = when (gps) {
    is Warmth.Ready -> CheckLine(stringResource(R.string.departure_gps, ((gps.accuracyMm + HALF) / MM).toInt()))
    Warmth.Searching -> CheckLine(
        stringResource(R.string.departure_searching), stringResource(R.string.departure_searching_line), mark = Mark.WAITING,
    )
    Warmth.Off -> CheckLine(
        stringResource(R.string.location_off), null,
        stringResource(R.string.departure_location_on), { open(SystemPage.LOCATION) },
    )
    Warmth.Forbidden -> Unit
    Warmth.NotFound -> CheckLine(
        stringResource(R.string.departure_not_found), stringResource(R.string.departure_not_found_line),
        stringResource(R.string.departure_again), { on(DepartureEvent.SearchAgain) },
    )
}

@Composable
private fun BatteryLine(state: DepartureState, open: (SystemPage) -> Unit) {
    val charge = state.charge
    when {
        charge == null -> CheckLine(stringResource(R.string.departure_battery_unknown), null, mark = Mark.NONE)
        charge.isLow -> CheckLine(
            stringResource(R.string.departure_battery, charge.percent), stringResource(R.string.departure_battery_low),
            stringResource(R.string.departure_battery_save), { open(SystemPage.BATTERY) },
        )
        else -> CheckLine(stringResource(R.string.departure_battery, charge.percent))
    }
}

@Composable
private fun PermitLine(need: Need, permit: Permit, @StringRes good: Int, @StringRes lacking: Int, asker: PermitAsker) {
    when (permit) {
        Permit.GRANTED -> CheckLine(stringResource(good))
        Permit.ASK -> CheckLine(stringResource(lacking), null, stringResource(R.string.permit_ask), { asker.ask(need) })
        Permit.COARSE -> CheckLine(stringResource(R.string.permit_coarse), null, stringResource(R.string.permit_exact), { asker.ask(need) })
        Permit.FINAL -> CheckLine(
            stringResource(lacking), stringResource(R.string.permit_final),
            stringResource(R.string.permit_open_settings), asker.settings,
        )
    }
}

private const val MM = 1_000
private const val HALF = MM / 2
