package org.saksi.app.unlock

import androidx.compose.runtime.Composable
import androidx.compose.ui.res.stringResource
import org.saksi.app.R
import org.saksi.app.parts.FailureCard
import org.saksi.app.parts.MainButton
import org.saksi.app.parts.Page
import org.saksi.app.parts.PinPad
import org.saksi.app.parts.WarnCard
import org.saksi.presentation.core.Failure
import org.saksi.presentation.unlock.MIN_PIN
import org.saksi.presentation.unlock.UnlockEvent
import org.saksi.presentation.unlock.UnlockState

/** A PIN pad, and no name of anybody. */
@Composable
fun UnlockView(state: UnlockState, on: (UnlockEvent) -> Unit) {
    Page(
        title = stringResource(R.string.unlock_title),
        onBack = null,
        bottom = {
            val words = if (state.busy) R.string.unlock_busy else R.string.unlock_open
            MainButton(stringResource(words), { on(UnlockEvent.Open) }, enabled = !state.busy && state.entered >= MIN_PIN)
        },
    ) {
        state.failure?.let { PinFailure(it) }
        PinPad(state.entered, !state.busy, { on(UnlockEvent.Digit(it)) }, { on(UnlockEvent.Erase) })
    }
}

/** What went wrong at a PIN. Nobody else can help with a wrong one: "ask somebody" would invite to tell it. */
@Composable
fun PinFailure(failure: Failure) = when (failure.code) {
    WRONG_PIN -> WarnCard(stringResource(R.string.error_vault_passphrase), stringResource(R.string.unlock_wrong))
    else -> FailureCard(failure)
}

private const val WRONG_PIN = "vault_passphrase"
