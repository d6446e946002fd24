package org.saksi.app.safety

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.res.stringResource
import org.saksi.app.R
import org.saksi.app.parts.ChoiceRow
import org.saksi.app.parts.FailureCard
import org.saksi.app.parts.Heading
import org.saksi.app.parts.HoldButton
import org.saksi.app.parts.MainButton
import org.saksi.app.parts.Page
import org.saksi.app.parts.PinPad
import org.saksi.app.parts.SideButton
import org.saksi.app.parts.SwitchRow
import org.saksi.app.parts.TellCard
import org.saksi.app.parts.WarnCard
import org.saksi.app.unlock.PinFailure
import org.saksi.presentation.safety.PinChange
import org.saksi.presentation.safety.PinStep
import org.saksi.presentation.safety.SafetyEvent
import org.saksi.presentation.safety.SafetyState
import org.saksi.presentation.shell.LockAfter
import org.saksi.presentation.unlock.MIN_PIN

/** What protects her on this phone, each with what it cannot do. [export] asks where to write. */
@Composable
fun SafetyView(state: SafetyState, on: (SafetyEvent) -> Unit, export: () -> Unit) {
    val pin = state.pin
    when {
        pin != null -> NewPin(pin, state, on)
        state.wiping -> Wipe(state, on)
        else -> Everything(state, on, export)
    }
}

@Composable
private fun Everything(state: SafetyState, on: (SafetyEvent) -> Unit, export: () -> Unit) {
    Page(stringResource(R.string.safety_title), { on(SafetyEvent.Back) }, bottom = {
        // Both in haste: at the thumb. The second asks again and wants to be held.
        SideButton(stringResource(R.string.safety_wipe_ask), { on(SafetyEvent.AskWipe) }, enabled = !state.busy)
        SideButton(stringResource(R.string.safety_lock_now), { on(SafetyEvent.LockNow) }, enabled = !state.busy)
    }) {
        state.failure?.let { FailureCard(it) }
        Heading(stringResource(R.string.safety_lock))
        Plain(R.string.safety_lock_text)
        for (after in LockAfter.entries) {
            ChoiceRow(stringResource(after.words()), after == state.lockAfter, { on(SafetyEvent.LockAfterChosen(after)) })
        }
        SideButton(stringResource(R.string.safety_pin), { on(SafetyEvent.ChangePin) }, enabled = !state.busy)
        Heading(stringResource(R.string.safety_discreet))
        SwitchRow(stringResource(R.string.safety_discreet_switch), state.discreet) { on(SafetyEvent.Discreet(it)) }
        Plain(R.string.safety_discreet_text)
        Heading(stringResource(R.string.safety_screen))
        Plain(R.string.safety_screen_text)
        Heading(stringResource(R.string.safety_name))
        Plain(R.string.safety_name_text)
        Heading(stringResource(R.string.safety_participation))
        Plain(R.string.safety_participation_text)
        if (state.exported) TellCard(stringResource(R.string.safety_exported), null)
        SideButton(stringResource(R.string.safety_export), export, enabled = !state.busy)
        Heading(stringResource(R.string.safety_wipe))
        Plain(R.string.safety_wipe_text)
    }
}

@Composable
private fun Wipe(state: SafetyState, on: (SafetyEvent) -> Unit) {
    Page(stringResource(R.string.safety_wipe_title), { on(SafetyEvent.Back) }, bottom = {
        HoldButton(
            stringResource(R.string.safety_wipe_hold), stringResource(R.string.safety_wipe_holding),
            { on(SafetyEvent.Wipe) }, enabled = !state.busy,
        )
        SideButton(stringResource(R.string.safety_wipe_keep), { on(SafetyEvent.Back) }, enabled = !state.busy)
    }) {
        state.failure?.let { FailureCard(it) }
        WarnCard(stringResource(R.string.safety_wipe_unsent), null)
        Plain(R.string.safety_wipe_text)
    }
}

@Composable
private fun NewPin(pin: PinChange, state: SafetyState, on: (SafetyEvent) -> Unit) {
    val title = when (pin.step) {
        PinStep.OLD -> R.string.safety_pin_old
        PinStep.NEW -> R.string.safety_pin_new
        PinStep.AGAIN -> R.string.safety_pin_again
    }
    Page(stringResource(title), { on(SafetyEvent.Back) }, bottom = {
        val words = when {
            state.busy -> R.string.safety_busy
            pin.step == PinStep.AGAIN -> R.string.safety_pin_save
            else -> R.string.safety_pin_next
        }
        MainButton(stringResource(words), { on(SafetyEvent.NextPin) }, enabled = !state.busy && pin.entered >= MIN_PIN)
    }) {
        state.failure?.let { PinFailure(it) }
        if (pin.differ) WarnCard(stringResource(R.string.safety_pin_differ), null)
        if (pin.step == PinStep.NEW) Plain(R.string.safety_pin_new_text)
        PinPad(pin.entered, !state.busy, { on(SafetyEvent.Digit(it)) }, { on(SafetyEvent.Erase) })
    }
}

@Composable
private fun Plain(text: Int) = Text(stringResource(text), style = MaterialTheme.typography.bodyLarge)

private fun LockAfter.words() = when (this) {
    LockAfter.ONE_MINUTE -> R.string.safety_lock_1
    LockAfter.FIVE_MINUTES -> R.string.safety_lock_5
    LockAfter.FIFTEEN_MINUTES -> R.string.safety_lock_15
}
