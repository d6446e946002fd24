package org.saksi.app.trial

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxScope
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import org.saksi.app.R
import org.saksi.app.parts.CheckLine
import org.saksi.app.parts.MainButton
import org.saksi.app.parts.Mark
import org.saksi.app.parts.Page
import org.saksi.app.parts.SideButton
import org.saksi.app.parts.SidePair
import org.saksi.app.parts.TellCard
import org.saksi.app.parts.WarnCard
import org.saksi.presentation.trial.TrialEvent
import org.saksi.presentation.trial.TrialExport
import org.saksi.presentation.trial.TrialLine
import org.saksi.presentation.trial.TrialResult
import org.saksi.presentation.trial.TrialState

/** "Uji HP ini": what will be measured and what the file holds, in words before; then a line for each part. */
@Composable
fun TrialView(state: TrialState, on: (TrialEvent) -> Unit, onExport: () -> Unit, viewfinder: @Composable BoxScope.() -> Unit) {
    Page(stringResource(R.string.trial_title), { on(TrialEvent.Back) }, bottom = { Bottom(state, on, onExport) }) {
        when (state.export) {
            TrialExport.NOTHING -> Unit
            TrialExport.SAVED -> TellCard(stringResource(R.string.trial_saved), stringResource(R.string.trial_saved_line))
            TrialExport.FAILED -> WarnCard(stringResource(R.string.trial_not_saved), null)
        }
        when {
            state.running -> {
                // What is measured now stands first: nobody scrolls while she holds the phone still.
                val (now, others) = state.lines.partition { it.result == TrialResult.Running }
                now.forEach { PartLine(it, state) }
                if (state.viewfinder) Box(Modifier.fillMaxWidth().height(160.dp), content = viewfinder)
                others.forEach { PartLine(it, state) }
            }
            state.measured -> {
                state.lines.forEach { PartLine(it, state) }
                TellCard(stringResource(R.string.trial_file), stringResource(R.string.trial_file_line))
            }
            else -> {
                TellCard(stringResource(R.string.trial_what), stringResource(R.string.trial_what_line))
                TellCard(stringResource(R.string.trial_file), stringResource(R.string.trial_file_line))
            }
        }
    }
}

@Composable
private fun ColumnScope.Bottom(state: TrialState, on: (TrialEvent) -> Unit, onExport: () -> Unit) {
    when {
        state.running -> SidePair(
            stringResource(R.string.trial_skip), { on(TrialEvent.Skip) },
            stringResource(R.string.trial_stop), { on(TrialEvent.Stop) },
        )
        state.measured -> {
            MainButton(stringResource(R.string.trial_export), onExport)
            SideButton(stringResource(R.string.trial_again), { on(TrialEvent.Start) })
        }
        else -> MainButton(stringResource(R.string.trial_start), { on(TrialEvent.Start) })
    }
}

@Composable
private fun PartLine(line: TrialLine, state: TrialState) {
    val words = when (val result = line.result) {
        is TrialResult.Measured -> measuredWords(line.part, result, state.facts)
        is TrialResult.Untested -> untestedWords(result)
        TrialResult.Running -> stringResource(runningWords(line.part))
        TrialResult.Waiting -> stringResource(R.string.trial_waiting)
    }
    val mark = when (line.result) {
        is TrialResult.Measured -> Mark.TICK
        TrialResult.Running -> Mark.WAITING
        else -> Mark.NONE
    }
    CheckLine(stringResource(titleWords(line.part)), words, mark = mark)
}
