package org.saksi.app.form

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.saksi.app.R
import org.saksi.app.theme.LocalSizes
import org.saksi.app.words.answerInWords
import org.saksi.core.Answer
import org.saksi.core.Appearance
import org.saksi.core.QuestionType
import org.saksi.core.QuestionView
import org.saksi.presentation.form.FormEvent
import org.saksi.presentation.form.FormState
import org.saksi.presentation.form.Trouble
import org.saksi.presentation.form.trouble

/** One question: its words, the field that its type and appearance ask for, and what is wrong with it. */
@Composable
fun QuestionPart(question: QuestionView, state: FormState, on: (FormEvent) -> Unit, doors: FormDoors) {
    Column(Modifier.fillMaxWidth(), verticalArrangement = Arrangement.spacedBy(12.dp)) {
        Words(question)
        LabelMedia(question, state, on)
        state.trouble(question.place)?.let { TroubleLine(it, question) }
        when {
            question.kind is QuestionType.Note -> Unit
            question.readonly -> Text(question.answerInWords(), style = MaterialTheme.typography.bodyLarge)
            else -> Field(question, state, on, doors)
        }
    }
}

@Composable
private fun Words(question: QuestionView) {
    val label = if (question.required) stringResource(R.string.form_required, question.label) else question.label
    if (question.label.isNotEmpty()) {
        Text(label, style = MaterialTheme.typography.titleMedium, modifier = Modifier.semantics { heading() })
    }
    for (line in listOfNotNull(question.hint.ifEmpty { null }, question.guidance)) {
        Text(line, style = MaterialTheme.typography.bodyMedium, color = MaterialTheme.colorScheme.onSurfaceVariant)
    }
}

@Composable
private fun TroubleLine(trouble: Trouble, question: QuestionView) {
    val words = when (trouble) {
        is Trouble.Failing -> said(trouble.question)
        Trouble.Unread -> stringResource(if (question.isTyped()) R.string.form_unread_number else R.string.form_unread_date)
    }
    Text(
        words,
        color = MaterialTheme.colorScheme.error,
        style = MaterialTheme.typography.titleMedium,
        modifier = Modifier.semantics { liveRegion = LiveRegionMode.Assertive },
    )
}

/** Which field stands at a question. What an appearance asks for and this app does not have falls back to the plain one. */
@Composable
private fun Field(question: QuestionView, state: FormState, on: (FormEvent) -> Unit, doors: FormDoors) {
    when (question.kind) {
        is QuestionType.SelectOne, is QuestionType.SelectMultiple -> SelectPart(question, state, on)
        is QuestionType.Rank -> RankPart(question, on)
        is QuestionType.Boolean -> YesNo(question, on)
        is QuestionType.Acknowledge -> Acknowledge(question, on)
        is QuestionType.Date, is QuestionType.Time, is QuestionType.DateTime -> WhenPart(question, state, on)
        is QuestionType.Geopoint -> PointPart(question, on)
        is QuestionType.Geotrace, is QuestionType.Geoshape -> LinePart(question, state, on, doors)
        is QuestionType.Image, is QuestionType.Audio, is QuestionType.Video, is QuestionType.File -> MediaPart(question, state, on, doors)
        else -> if (question.range != null) RangePart(question, state, on) else TypedPart(question, state, on, doors)
    }
    if (question.value != null && !question.isTyped() && question.kind !is QuestionType.Acknowledge) {
        QuietButton(stringResource(R.string.form_clear)) { on(FormEvent.Chosen(question.place, null)) }
    }
}

internal fun QuestionView.isTyped() = range == null && kind.let {
    it is QuestionType.Text || it is QuestionType.Integer || it is QuestionType.Long || it is QuestionType.Decimal || it is QuestionType.Barcode
}

internal inline fun <reified A : Appearance> QuestionView.has() = appearance.any { it is A }

/** A way that is seldom wanted: words only, as large a target as any. */
@Composable
internal fun QuietButton(text: String, onClick: () -> Unit) {
    TextButton(onClick, Modifier.heightIn(min = LocalSizes.current.target)) {
        Text(text, style = MaterialTheme.typography.labelLarge)
    }
}

@Composable
private fun YesNo(question: QuestionView, on: (FormEvent) -> Unit) {
    val yes = (question.value as? Answer.Boolean)?.v1
    PlainChoice(stringResource(R.string.form_yes), yes == true, many = false) { on(FormEvent.Chosen(question.place, Answer.Boolean(true))) }
    PlainChoice(stringResource(R.string.form_no), yes == false, many = false) { on(FormEvent.Chosen(question.place, Answer.Boolean(false))) }
}

@Composable
private fun Acknowledge(question: QuestionView, on: (FormEvent) -> Unit) {
    val done = question.value is Answer.Acknowledged
    PlainChoice(stringResource(R.string.form_acknowledge), done, many = true) {
        on(FormEvent.Chosen(question.place, if (done) null else Answer.Acknowledged))
    }
}
