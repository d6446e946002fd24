package org.saksi.app.form

import androidx.activity.compose.BackHandler
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.BoxScope
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.width
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.saksi.app.R
import org.saksi.app.parts.FailureCard
import org.saksi.app.parts.Heading
import org.saksi.app.parts.MainButton
import org.saksi.app.parts.Page
import org.saksi.app.parts.PermitAsker
import org.saksi.app.parts.SideButton
import org.saksi.app.parts.SidePair
import org.saksi.app.parts.Spoken
import org.saksi.app.parts.Waiting
import org.saksi.app.parts.WarnCard
import org.saksi.app.parts.largeLetters
import org.saksi.app.theme.LocalSizes
import org.saksi.app.words.titleInWords
import org.saksi.core.CaptureKind
import org.saksi.core.DraftView
import org.saksi.core.StepKind
import org.saksi.presentation.form.FormEvent
import org.saksi.presentation.form.FormState
import org.saksi.presentation.form.mayPutOff
import org.saksi.presentation.form.row

/** What the view needs of the phone beside events. */
class FormDoors(
    val asker: PermitAsker,
    /** Lets her pick a file for the question; what she picks comes back as an event. */
    val onPick: (place: String, kind: CaptureKind) -> Unit,
    /** Opens an address in another app. */
    val onOpenAddress: (String) -> Unit,
    /** Draws the viewfinder. */
    val viewfinder: @Composable BoxScope.() -> Unit,
)

/** A form: the screen of one step, or what is asked about the draft as a whole. */
@Composable
fun FormView(state: FormState, on: (FormEvent) -> Unit, doors: FormDoors) {
    val view = state.view
    val asking = state.asking
    val overview = state.overview
    val drawn = view?.questions?.firstOrNull { it.place == state.drawing }
    BackHandler { on(backOf(state)) }
    ListAgain(state, on)
    when {
        view == null -> NotYet(state, on)
        asking != null -> AskingView(asking, on)
        drawn != null -> DrawView(drawn, state.busy, on)
        overview != null -> OverviewView(overview, view.step, on)
        view.step.kind == StepKind.END -> EndView(state, view, on)
        // What is new stands on top: another step, Stop, or that something is missing.
        else -> key(view.step.place, view.step.kind, view.stop, state.mayPutOff()) { StepPage(state, view, on, doors) }
    }
}

/** Where the phone ended the process over the list of questions, it lies over the page again. */
@Composable
private fun ListAgain(state: FormState, on: (FormEvent) -> Unit) {
    var lay by rememberSaveable { mutableStateOf(false) }
    var seen by remember { mutableStateOf(false) }
    val ready = state.view != null
    val lies = state.overview != null
    LaunchedEffect(ready, lies) {
        if (!ready) return@LaunchedEffect
        if (lay && !lies && !seen) on(FormEvent.Overview(true)) else lay = lies
        seen = true
    }
}

/** What the phone's own way back means here. */
private fun backOf(state: FormState): FormEvent = when {
    state.view == null -> FormEvent.Leave
    state.asking != null -> FormEvent.NotNow
    state.drawing != null -> FormEvent.Draw(null)
    state.overview != null -> FormEvent.Overview(false)
    state.scanning != null -> FormEvent.ScanCode(null)
    state.opened != null -> FormEvent.Open(null)
    else -> FormEvent.Previous
}

@Composable
private fun NotYet(state: FormState, on: (FormEvent) -> Unit) {
    Page(stringResource(R.string.form_title), { on(FormEvent.Leave) }, bottom = {}) {
        val failure = state.failure
        if (failure == null) Waiting() else FailureCard(failure)
    }
}

@Composable
private fun StepPage(state: FormState, view: DraftView, on: (FormEvent) -> Unit, doors: FormDoors) {
    Page(titleOf(view), null, bottom = { Bottom(state, view, on) }) {
        Where(view)
        state.failure?.let { FailureCard(it) }
        view.stop?.let { StopCard(it) }
        if (view.step.kind == StepKind.ADD_ROW) AddRow(view, on)
        view.questions.forEachIndexed { index, question ->
            if (index > 0) HorizontalDivider(color = MaterialTheme.colorScheme.outline)
            question.headings.filter { it.label.isNotEmpty() }.forEach { Heading(it.label) }
            QuestionPart(question, state, on, doors)
        }
        Ways(state, view, on)
    }
}

/** The form says Stop: in its own words, and to be heard at once. */
@Composable
internal fun StopCard(words: String) = Spoken(words, "safety/stop") { WarnCard(words, stringResource(R.string.form_stop_text)) }

/** The heading that the question stands under, else the form's title. */
@Composable
private fun titleOf(view: DraftView): String = view.step.headings.lastOrNull { it.label.isNotEmpty() }?.label ?: titleInWords(view.title)

/** How far she is, in words; and which row this is. */
@Composable
private fun Where(view: DraftView) {
    val row = view.step.headings.lastOrNull { it.row != null }?.row
    val words = listOfNotNull(
        stringResource(R.string.form_progress, view.position.toInt(), view.of.toInt()),
        row?.let { stringResource(R.string.form_row, it.number.toInt(), it.of.toInt()) },
    )
    Text(
        words.joinToString(" · "),
        style = MaterialTheme.typography.bodyMedium,
        color = MaterialTheme.colorScheme.onSurfaceVariant,
        modifier = Modifier.semantics { liveRegion = LiveRegionMode.Polite },
    )
}

@Composable
private fun AddRow(view: DraftView, on: (FormEvent) -> Unit) {
    val repeat = view.step.place ?: return
    val label = view.step.label
    val question = if (label.isEmpty()) stringResource(R.string.form_add_row_question) else stringResource(R.string.form_add_row_to, label)
    Text(question, style = MaterialTheme.typography.titleMedium)
    MainButton(stringResource(R.string.form_add_row), { on(FormEvent.AddRow(repeat)) })
}

/** The lesser ways, below the question. */
@Composable
private fun Ways(state: FormState, view: DraftView, on: (FormEvent) -> Unit) {
    val row = state.row()
    if (row != null && row.removable && view.step.kind != StepKind.ADD_ROW) {
        val title = titleOf(view)
        SideButton(stringResource(R.string.form_remove_row), { on(FormEvent.AskRemoveRow(row, title)) })
    }
    SidePair(
        stringResource(R.string.form_overview), { on(FormEvent.Overview(true)) },
        stringResource(R.string.form_leave), { on(FormEvent.Leave) },
    )
}

/** Back and on; a form that says Stop offers only the ways out. */
@Composable
private fun ColumnScope.Bottom(state: FormState, view: DraftView, on: (FormEvent) -> Unit) {
    if (view.stop != null) {
        MainButton(stringResource(R.string.form_leave), { on(FormEvent.Leave) })
        SideButton(stringResource(R.string.form_discard), { on(FormEvent.AskDiscard) })
        return
    }
    if (state.mayPutOff()) SideButton(stringResource(R.string.form_put_off), { on(FormEvent.PutOff) })
    val forward = stringResource(if (view.step.kind == StepKind.ADD_ROW) R.string.form_no_row else R.string.form_next)
    val back = stringResource(R.string.form_previous)
    Row(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
        if (largeLetters()) {
            SideButton("←", { on(FormEvent.Previous) }, Modifier.width(LocalSizes.current.target + 16.dp).semantics { contentDescription = back })
        } else {
            SideButton(back, { on(FormEvent.Previous) }, Modifier.weight(1f))
        }
        MainButton(forward, { on(FormEvent.Next) }, Modifier.weight(1.4f))
    }
}
