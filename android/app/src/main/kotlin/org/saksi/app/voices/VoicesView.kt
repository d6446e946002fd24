package org.saksi.app.voices

import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import org.saksi.app.R
import org.saksi.app.parts.FailureCard
import org.saksi.app.parts.MainButton
import org.saksi.app.parts.Page
import org.saksi.app.parts.PermitAsker
import org.saksi.app.parts.PermitButton
import org.saksi.app.parts.PermitWords
import org.saksi.app.parts.SideButton
import org.saksi.app.parts.SidePair
import org.saksi.app.parts.TellCard
import org.saksi.app.parts.Waiting
import org.saksi.app.parts.WarnCard
import org.saksi.app.words.spoken
import org.saksi.presentation.permit.Need
import org.saksi.presentation.permit.Permit
import org.saksi.presentation.voices.VoiceLine
import org.saksi.presentation.voices.VoicesEvent
import org.saksi.presentation.voices.VoicesExport
import org.saksi.presentation.voices.VoicesState

/** "Rekam suara petunjuk": who will hear it, then one sentence a page. */
@Composable
fun VoicesView(state: VoicesState, on: (VoicesEvent) -> Unit, asker: PermitAsker, onExport: () -> Unit) {
    val line = state.at?.let(state.lines::get)
    when {
        state.deleting -> DeleteAll(on)
        line == null -> First(state, on, onExport)
        else -> Line(line, state, on, asker)
    }
}

@Composable
private fun First(state: VoicesState, on: (VoicesEvent) -> Unit, onExport: () -> Unit) {
    val begun = state.recorded > 0
    Page(
        stringResource(R.string.voices_title),
        { on(VoicesEvent.Back) },
        bottom = {
            if (begun) SideButton(stringResource(R.string.voices_export), onExport)
            val agree = if (begun) R.string.voices_agree_on else R.string.voices_agree
            MainButton(stringResource(agree), { on(VoicesEvent.Agree) }, enabled = state.ready)
        },
    ) {
        state.failure?.let { FailureCard(it) }
        if (!state.ready) return@Page Waiting()
        when (state.export) {
            VoicesExport.NOTHING -> Unit
            VoicesExport.SAVED -> TellCard(stringResource(R.string.voices_saved), stringResource(R.string.voices_saved_line))
            VoicesExport.FAILED -> WarnCard(stringResource(R.string.voices_not_saved), null)
        }
        if (begun) TellCard(stringResource(R.string.voices_count, state.recorded, state.lines.size), stringResource(R.string.voices_sealed))
        // First: in large letters only this much is in sight beside the button that agrees to it.
        WarnCard(stringResource(R.string.voices_who), stringResource(R.string.voices_who_line))
        Text(stringResource(R.string.voices_what), style = MaterialTheme.typography.bodyLarge)
        if (begun) SideButton(stringResource(R.string.voices_delete_all), { on(VoicesEvent.AskDeleteAll) })
    }
}

@Composable
private fun Line(line: VoiceLine, state: VoicesState, on: (VoicesEvent) -> Unit, asker: PermitAsker) {
    val words = line.prompt.words
    Page(
        stringResource(R.string.voices_title),
        { on(VoicesEvent.Back) },
        bottom = { Ways(line, state, on, asker) },
    ) {
        state.failure?.let { FailureCard(it) }
        if (state.deaf) WarnCard(stringResource(R.string.voices_deaf), stringResource(R.string.voices_deaf_line))
        Text(
            stringResource(R.string.voices_progress, (state.at ?: 0) + 1, state.lines.size),
            style = MaterialTheme.typography.bodyMedium,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
            modifier = Modifier.semantics { liveRegion = LiveRegionMode.Polite },
        )
        Text(spoken(words.id, words.en), style = MaterialTheme.typography.headlineSmall)
        when {
            state.keeping -> Waiting()
            state.unkept -> WarnCard(stringResource(R.string.voices_unkept), stringResource(R.string.voices_unkept_line))
            state.recording -> TellCard(stringResource(R.string.form_recording), stringResource(R.string.voices_recording_line))
            state.microphone != Permit.GRANTED -> PermitWords(Need.MICROPHONE, state.microphone, R.string.voices_microphone)
            line.recorded -> Recorded(line, state, on)
            else -> Text(stringResource(R.string.voices_how), style = MaterialTheme.typography.bodyLarge)
        }
    }
}

@Composable
private fun Recorded(line: VoiceLine, state: VoicesState, on: (VoicesEvent) -> Unit) {
    TellCard(stringResource(R.string.voices_recorded), null)
    val listen = if (state.playing == line.prompt.key) R.string.form_stop_playing else R.string.form_play
    SideButton(stringResource(listen), { on(VoicesEvent.Listen) })
    SidePair(
        stringResource(R.string.form_record_again), { on(VoicesEvent.Record) },
        stringResource(R.string.voices_delete), { on(VoicesEvent.Delete) },
    )
}

/** Once more; or without it. */
@Composable
private fun ColumnScope.Unkept(on: (VoicesEvent) -> Unit) {
    MainButton(stringResource(R.string.voices_keep_again), { on(VoicesEvent.KeepAgain) })
    SidePair(
        stringResource(R.string.form_record_again), { on(VoicesEvent.Record) },
        stringResource(R.string.voices_delete), { on(VoicesEvent.Delete) },
    )
}

/** The one thing to do, and the ways on and back. */
@Composable
private fun ColumnScope.Ways(line: VoiceLine, state: VoicesState, on: (VoicesEvent) -> Unit, asker: PermitAsker) {
    when {
        state.keeping -> return
        state.unkept -> return Unkept(on)
        state.recording -> return MainButton(stringResource(R.string.form_stop_recording), { on(VoicesEvent.StopRecording) })
        state.microphone != Permit.GRANTED -> PermitButton(Need.MICROPHONE, state.microphone, asker)
        line.recorded -> MainButton(stringResource(R.string.voices_next), { on(VoicesEvent.Next) })
        else -> MainButton(stringResource(R.string.voices_record), { on(VoicesEvent.Record) })
    }
    val previous = stringResource(R.string.voices_previous)
    if (line.recorded) {
        SideButton(previous, { on(VoicesEvent.Previous) })
    } else {
        SidePair(previous, { on(VoicesEvent.Previous) }, stringResource(R.string.voices_skip), { on(VoicesEvent.Next) })
    }
}

@Composable
private fun DeleteAll(on: (VoicesEvent) -> Unit) {
    Page(
        stringResource(R.string.voices_delete_title),
        { on(VoicesEvent.KeepAll) },
        bottom = {
            SideButton(stringResource(R.string.voices_delete_all), { on(VoicesEvent.DeleteAll) })
            MainButton(stringResource(R.string.voices_keep_all), { on(VoicesEvent.KeepAll) })
        },
    ) {
        WarnCard(stringResource(R.string.voices_delete_text), stringResource(R.string.voices_delete_line))
    }
}
