package org.saksi.app.join

import androidx.activity.compose.BackHandler
import androidx.compose.foundation.layout.BoxScope
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import org.saksi.app.R
import org.saksi.app.parts.FailureCard
import org.saksi.app.parts.MainButton
import org.saksi.app.parts.Page
import org.saksi.app.parts.PermitAsker
import org.saksi.app.parts.PermitButton
import org.saksi.app.parts.PinPad
import org.saksi.app.parts.SideButton
import org.saksi.app.parts.WarnCard
import org.saksi.presentation.join.JoinEvent
import org.saksi.presentation.join.JoinState
import org.saksi.presentation.join.JoinStep
import org.saksi.presentation.permit.Need
import org.saksi.presentation.unlock.MIN_PIN

/** What the view needs of the phone beside events. */
class JoinWays(
    val asker: PermitAsker,
    /** Asks the phone for a file; it comes back as an event. */
    val onOpenFile: () -> Unit,
    /** Draws the viewfinder. */
    val viewfinder: @Composable BoxScope.() -> Unit,
)

/** Joining, one question a screen. */
@Composable
fun JoinView(state: JoinState, on: (JoinEvent) -> Unit, ways: JoinWays) {
    val back: (() -> Unit)? = if (state.step == JoinStep.Card) null else ({ on(JoinEvent.Back) })
    BackHandler(enabled = back != null) { on(JoinEvent.Back) }
    Page(stringResource(title(state.step)), back, bottom = { Bottom(state, on, ways) }) {
        state.failure?.let { FailureCard(it) }
        when (val step = state.step) {
            JoinStep.Card -> CardStep(state, on, ways.onOpenFile)
            JoinStep.Scan -> state.scan?.let { ScanStep(it, ways) }
            JoinStep.Who -> state.invitation?.let { WhoStep(it) }
            is JoinStep.Consent -> ConsentStep(step.purpose, state.voice, on)
            JoinStep.Declined -> Text(stringResource(R.string.join_declined_text), style = MaterialTheme.typography.bodyLarge)
            JoinStep.ChoosePicture -> PictureStep(state.picture) { on(JoinEvent.Chosen(it)) }
            JoinStep.Pin, JoinStep.PinAgain -> PinStep(state, on)
        }
    }
}

private fun title(step: JoinStep): Int = when (step) {
    JoinStep.Card -> R.string.join_title
    JoinStep.Scan -> R.string.join_scan_title
    JoinStep.Who -> R.string.join_who_title
    is JoinStep.Consent -> R.string.join_consent_title
    JoinStep.Declined -> R.string.join_declined_title
    JoinStep.ChoosePicture -> R.string.join_picture_title
    JoinStep.Pin -> R.string.join_pin_title
    JoinStep.PinAgain -> R.string.join_pin_again_title
}

@Composable
private fun Bottom(state: JoinState, on: (JoinEvent) -> Unit, ways: JoinWays) {
    when (state.step) {
        is JoinStep.Consent -> return Answers(on)
        JoinStep.Declined -> return SideButton(stringResource(R.string.join_declined_back), { on(JoinEvent.Back) })
        JoinStep.Scan -> return state.scan?.let { PermitButton(Need.CAMERA, it.permit, ways.asker) } ?: Unit
        else -> Unit
    }
    val (words, enabled) = when (state.step) {
        JoinStep.Card -> R.string.join_read_card to state.card.isNotBlank()
        JoinStep.Who -> R.string.join_next to true
        is JoinStep.Consent, JoinStep.Declined, JoinStep.Scan -> return
        JoinStep.ChoosePicture -> R.string.join_next to (state.picture != null)
        JoinStep.Pin -> R.string.join_next to (state.entered >= MIN_PIN)
        JoinStep.PinAgain -> R.string.join_finish to (state.entered >= MIN_PIN)
    }
    val text = stringResource(if (state.busy) R.string.join_busy else words)
    MainButton(text, { on(JoinEvent.Next) }, enabled = enabled && !state.busy)
}

@Composable
private fun ColumnScope.CardStep(state: JoinState, on: (JoinEvent) -> Unit, onOpenFile: () -> Unit) {
    if (state.fileRefused) WarnCard(stringResource(R.string.join_file_refused), stringResource(R.string.join_file_refused_text))
    MainButton(stringResource(R.string.join_scan), { on(JoinEvent.Scan) }, enabled = !state.busy)
    Text(stringResource(R.string.join_card_text), style = MaterialTheme.typography.bodyLarge)
    OutlinedTextField(
        value = state.card,
        onValueChange = { on(JoinEvent.CardTyped(it)) },
        label = { Text(stringResource(R.string.join_card_label)) },
        minLines = 2,
        maxLines = 4,
        modifier = Modifier.fillMaxWidth(),
    )
    Text(
        state.fileName?.let { stringResource(R.string.join_file_opened, it) } ?: stringResource(R.string.join_file_text),
        style = MaterialTheme.typography.bodyLarge,
    )
    SideButton(stringResource(R.string.join_file_open), onOpenFile, enabled = !state.busy)
    SideButton(stringResource(R.string.join_practise), { on(JoinEvent.Practise) }, enabled = !state.busy)
    // In the language that it leads to: who needs it cannot read this one.
    SideButton(stringResource(R.string.join_other_language), { on(JoinEvent.OtherLanguage) }, enabled = !state.busy)
}

@Composable
private fun PinStep(state: JoinState, on: (JoinEvent) -> Unit) {
    val words = if (state.step == JoinStep.Pin) R.string.join_pin_text else R.string.join_pin_again_text
    if (state.pinsDiffer) {
        WarnCard(stringResource(R.string.join_pins_differ), null)
    } else {
        Text(stringResource(words), style = MaterialTheme.typography.bodyLarge)
    }
    PinPad(state.entered, !state.busy, { on(JoinEvent.Digit(it)) }, { on(JoinEvent.Erase) })
}
