package org.saksi.app.form

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.lazy.itemsIndexed
import androidx.compose.foundation.lazy.rememberLazyListState
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.pluralStringResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import org.saksi.app.R
import org.saksi.app.parts.FailureCard
import org.saksi.app.parts.FieldName
import org.saksi.app.parts.Heading
import org.saksi.app.parts.LazyPage
import org.saksi.app.parts.MainButton
import org.saksi.app.parts.Page
import org.saksi.app.parts.SideButton
import org.saksi.app.parts.SidePair
import org.saksi.app.parts.TapCard
import org.saksi.app.parts.TellCard
import org.saksi.app.parts.WarnCard
import org.saksi.app.parts.largeLetters
import org.saksi.app.theme.LocalSizes
import org.saksi.app.words.titleInWords
import org.saksi.core.DraftView
import org.saksi.core.FailingQuestion
import org.saksi.core.StepKind
import org.saksi.core.StepView
import org.saksi.core.Why
import org.saksi.presentation.form.Asking
import org.saksi.presentation.form.FormEvent
import org.saksi.presentation.form.FormState

/** The end: what is still missing, each a tap away; or that it is done. */
@Composable
fun EndView(state: FormState, view: DraftView, on: (FormEvent) -> Unit) {
    val stop = view.stop
    val ready = view.failing.isEmpty() && stop == null
    Page(
        title = stringResource(R.string.form_end),
        onBack = null,
        bottom = {
            if (ready) MainButton(stringResource(R.string.form_submit), { on(FormEvent.Submit) }, enabled = !state.busy)
            SidePair(
                stringResource(R.string.form_previous), { on(FormEvent.Previous) },
                stringResource(R.string.form_leave), { on(FormEvent.Leave) },
            )
        },
    ) {
        // In large letters there is room for what is missing, or for this.
        if (!largeLetters()) Text(titleInWords(view.title), style = MaterialTheme.typography.titleMedium)
        state.failure?.let { FailureCard(it) }
        if (stop != null) StopCard(stop)
        if (ready) TellCard(stringResource(R.string.form_end_ready), stringResource(R.string.form_end_ready_text))
        if (view.failing.isNotEmpty()) {
            val many = view.failing.size
            val text = if (many > MOST_MISSING) R.string.form_end_missing_first else R.string.form_end_missing_text
            WarnCard(pluralStringResource(R.plurals.form_end_missing, many, many), stringResource(text))
            view.failing.take(MOST_MISSING).forEach { failing -> TapCard(labelOf(failing), said(failing), { on(FormEvent.Jump(failing.place)) }) }
        }
        SideButton(stringResource(R.string.form_overview), { on(FormEvent.Overview(true)) })
        SideButton(stringResource(R.string.form_discard), { on(FormEvent.AskDiscard) })
    }
}

/** So many of what is missing are shown: a cheap phone draws all of them. */
private const val MOST_MISSING = 30

private fun labelOf(failing: FailingQuestion) = failing.label.ifEmpty { failing.place }

/** The form's own words, else ours. */
@Composable
internal fun said(failing: FailingQuestion): String = failing.message ?: stringResource(
    when (failing.why) {
        Why.MISSING -> R.string.form_missing
        Why.NOT_A_CHOICE -> R.string.form_not_offered
        else -> R.string.form_refused
    },
)

/** Every step, each a tap away; it opens at the one where she stands. */
@Composable
fun OverviewView(steps: List<StepView>, here: StepView, on: (FormEvent) -> Unit) {
    val places = steps.filter { it.place != null }
    val list = rememberLazyListState(places.indexOfFirst { it.isAt(here) }.coerceAtLeast(0))
    LazyPage(
        title = stringResource(R.string.form_overview),
        onBack = { on(FormEvent.Overview(false)) },
        list = list,
        bottom = {
            SidePair(
                stringResource(R.string.form_to_end), { on(FormEvent.Jump(null)) },
                stringResource(R.string.form_leave), { on(FormEvent.Leave) },
            )
        },
    ) {
        itemsIndexed(places) { index, step ->
            val heading = headingOf(step)
            val over = places.getOrNull(index - 1)?.let { headingOf(it) }
            Column(verticalArrangement = Arrangement.spacedBy(12.dp)) {
                if (heading != null && heading != over) Heading(heading)
                val name = step.label.ifEmpty { heading ?: step.place.orEmpty() }
                TapCard(name, standing(step, step.isAt(here)), { on(FormEvent.Jump(step.place)) })
            }
        }
        item { SideButton(stringResource(R.string.form_discard), { on(FormEvent.AskDiscard) }) }
    }
}

private fun StepView.isAt(other: StepView) = place == other.place && kind == other.kind

@Composable
private fun headingOf(step: StepView): String? = step.headings.lastOrNull()?.inWords()

/** The name of a group; of a row, which one it is. */
@Composable
internal fun org.saksi.core.Heading.inWords(): String? {
    val row = row ?: return label.ifEmpty { null }
    val number = stringResource(R.string.form_row, row.number.toInt(), row.of.toInt())
    return if (label.isEmpty()) number else stringResource(R.string.form_heading_row, label, number)
}

/** How it stands with a step. */
@Composable
private fun standing(step: StepView, here: Boolean): String? {
    val words = when {
        step.kind == StepKind.ADD_ROW -> R.string.form_add_row
        step.failing -> R.string.form_step_failing
        step.answered == true -> R.string.form_step_answered
        step.answered == false -> R.string.form_step_open
        else -> null
    }
    return listOfNotNull(if (here) stringResource(R.string.form_step_here) else null, words?.let { stringResource(it) })
        .joinToString(" · ").ifEmpty { null }
}

/** What cannot be taken back is asked first. */
@Composable
fun AskingView(asking: Asking, on: (FormEvent) -> Unit) {
    val (title, text, yes) = when (asking) {
        is Asking.Reason -> return ReasonView(asking.text, on)
        Asking.Discard -> Triple(R.string.form_discard_title, stringResource(R.string.form_discard_text), R.string.form_discard_yes)
        is Asking.RemoveRow -> Triple(
            R.string.form_remove_title, stringResource(R.string.form_remove_text, asking.label, asking.row.number.toInt()), R.string.form_remove_row,
        )
    }
    Page(
        title = stringResource(title),
        onBack = { on(FormEvent.NotNow) },
        bottom = {
            SideButton(stringResource(yes), { on(FormEvent.Confirm) })
            MainButton(stringResource(R.string.form_keep), { on(FormEvent.NotNow) })
        },
    ) { WarnCard(text, null) }
}

/** Why a submitted form was changed, which some forms ask before they are signed again. */
@Composable
private fun ReasonView(text: String, on: (FormEvent) -> Unit) {
    val title = stringResource(R.string.form_reason_title)
    Page(
        title = title,
        onBack = { on(FormEvent.NotNow) },
        bottom = {
            MainButton(stringResource(R.string.form_reason_yes), { on(FormEvent.Confirm) }, enabled = text.isNotBlank())
            SideButton(stringResource(R.string.form_reason_later), { on(FormEvent.NotNow) })
        },
    ) {
        Text(stringResource(R.string.form_reason_text), style = MaterialTheme.typography.bodyLarge)
        OutlinedTextField(
            value = text,
            onValueChange = { on(FormEvent.Reasoned(it)) },
            minLines = 2,
            textStyle = MaterialTheme.typography.bodyLarge,
            suffix = { FieldName(title) },
            modifier = Modifier.fillMaxWidth().heightIn(min = LocalSizes.current.target),
        )
    }
}
