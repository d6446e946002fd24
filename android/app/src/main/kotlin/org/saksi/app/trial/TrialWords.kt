package org.saksi.app.trial

import androidx.annotation.StringRes
import androidx.compose.runtime.Composable
import androidx.compose.ui.res.stringResource
import org.saksi.app.R
import org.saksi.presentation.trial.Facts
import org.saksi.presentation.trial.FigureKind
import org.saksi.presentation.trial.KeyHome
import org.saksi.presentation.trial.TrialPart
import org.saksi.presentation.trial.TrialResult
import org.saksi.presentation.trial.Why

@StringRes
internal fun titleWords(part: TrialPart): Int = when (part) {
    TrialPart.PHONE -> R.string.trial_phone
    TrialPart.SPACE -> R.string.trial_space
    TrialPart.START -> R.string.trial_start_up
    TrialPart.STORE -> R.string.trial_store
    TrialPart.SEAL -> R.string.trial_seal
    TrialPart.SHUTTER -> R.string.trial_shutter
    TrialPart.GPS -> R.string.trial_gps
    TrialPart.SENDING -> R.string.trial_sending
    TrialPart.BATTERY -> R.string.trial_battery
}

@StringRes
internal fun runningWords(part: TrialPart): Int = when (part) {
    TrialPart.SHUTTER -> R.string.trial_shutter_running
    TrialPart.GPS -> R.string.trial_gps_running
    TrialPart.SENDING -> R.string.trial_sending_running
    else -> R.string.trial_running
}

/** The figures of a part in one sentence, or in two on two lines. */
@Composable
internal fun measuredWords(part: TrialPart, result: TrialResult.Measured, facts: Facts?): String {
    fun number(kind: FigureKind) = result.figures.firstOrNull { it.kind == kind }?.value ?: 0
    fun thousandth(kind: FigureKind) = number(kind) / THOUSAND
    return when (part) {
        TrialPart.PHONE -> facts?.let { phoneWords(it) }.orEmpty()
        TrialPart.SPACE -> stringResource(R.string.trial_space_line, number(FigureKind.FREE_MB))
        TrialPart.START -> stringResource(R.string.trial_start_up_line, thousandth(FigureKind.START_MS))
        TrialPart.STORE -> stringResource(
            R.string.trial_store_line, number(FigureKind.OPEN_MS), thousandth(FigureKind.WRITE_US), thousandth(FigureKind.READ_US),
        )
        TrialPart.SEAL -> stringResource(
            R.string.trial_seal_line,
            thousandth(FigureKind.SEAL_KB_PER_S), thousandth(FigureKind.UNSEAL_KB_PER_S), number(FigureKind.SIGN_MS),
        )
        TrialPart.SHUTTER -> stringResource(
            R.string.trial_shutter_line,
            number(FigureKind.CAMERA_OPEN_MS), number(FigureKind.SHUTTER_MS), thousandth(FigureKind.PHOTO_KB),
        )
        TrialPart.GPS -> stringResource(R.string.trial_gps_line, thousandth(FigureKind.FIX_MS), thousandth(FigureKind.ACCURACY_MM))
        TrialPart.SENDING -> stringResource(R.string.trial_sending_line, thousandth(FigureKind.SENDING_MS), number(FigureKind.SENT))
        TrialPart.BATTERY -> {
            val words = if (number(FigureKind.CHARGING) == 0L) R.string.trial_battery_line else R.string.trial_battery_charging
            stringResource(
                words, number(FigureKind.BATTERY_BEFORE), number(FigureKind.BATTERY_AFTER), thousandth(FigureKind.TOOK_MS) / MINUTE_S,
            )
        }
    }
}

@Composable
private fun phoneWords(facts: Facts): String {
    val key = when (facts.keyHome) {
        KeyHome.STRONGBOX -> R.string.trial_key_strongbox
        KeyHome.TEE -> R.string.trial_key_tee
        KeyHome.SOFTWARE -> R.string.trial_key_software
        KeyHome.UNKNOWN -> R.string.trial_key_unknown
    }
    val phone = with(facts) { stringResource(R.string.trial_phone_line, maker, model, api, memoryMb, memoryClassMb, cores) }
    return phone + "\n" + stringResource(key)
}

@Composable
internal fun untestedWords(result: TrialResult.Untested): String = when (result.why) {
    Why.NOT_TOLD -> stringResource(R.string.trial_not_told)
    Why.STOPPED -> stringResource(R.string.trial_stopped)
    Why.SKIPPED -> stringResource(R.string.trial_skipped)
    Why.FORBIDDEN -> stringResource(R.string.trial_forbidden)
    Why.SWITCHED_OFF -> stringResource(R.string.trial_switched_off)
    Why.NO_CAMERA -> stringResource(R.string.trial_no_camera)
    Why.NOT_IN_TIME -> stringResource(R.string.trial_not_in_time)
    Why.NO_LINE -> stringResource(R.string.trial_no_line)
    Why.LINE_COSTS -> stringResource(R.string.trial_line_costs)
    Why.PRACTICE -> stringResource(R.string.trial_practice)
    Why.NO_ROOM -> stringResource(R.string.trial_no_room)
    Why.REFUSED -> stringResource(R.string.trial_refused, result.code.orEmpty())
}

private const val THOUSAND = 1_000.0
private const val MINUTE_S = 60
