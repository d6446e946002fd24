package org.saksi.app.conflicts

import androidx.activity.compose.BackHandler
import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.IntrinsicSize
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import org.saksi.app.R
import org.saksi.app.parts.ChoiceRow
import org.saksi.app.parts.FailureCard
import org.saksi.app.parts.Heading
import org.saksi.app.parts.MainButton
import org.saksi.app.parts.Page
import org.saksi.app.parts.SideButton
import org.saksi.app.parts.SmallPicture
import org.saksi.app.parts.TellCard
import org.saksi.app.parts.Waiting
import org.saksi.app.parts.labelledField
import org.saksi.app.theme.LocalSizes
import org.saksi.app.words.answerInWords
import org.saksi.app.words.dayAndHour
import org.saksi.app.words.titleInWords
import org.saksi.core.QuestionType
import org.saksi.core.QuestionView
import org.saksi.presentation.conflicts.ConflictCard
import org.saksi.presentation.conflicts.ConflictsEvent
import org.saksi.presentation.conflicts.ConflictsState
import org.saksi.presentation.conflicts.Version

/** Two answers of hers to one question: she chooses, writes a third, or leaves it for later. */
@Composable
fun ConflictsView(state: ConflictsState, on: (ConflictsEvent) -> Unit) {
    BackHandler { on(ConflictsEvent.Back) }
    Page(stringResource(R.string.conflicts_title), { on(ConflictsEvent.Back) }, bottom = { Bottom(state, on) }) {
        state.failure?.let { FailureCard(it) }
        if (!state.ready) return@Page Waiting()
        val card = state.card
        if (card == null) {
            TellCard(stringResource(R.string.conflicts_none), stringResource(R.string.conflicts_others))
            return@Page
        }
        val third = state.third
        if (third == null) WhichOne(state, card)
        Heading(card.question.label)
        if (third == null) {
            Text(stringResource(R.string.conflicts_text), style = MaterialTheme.typography.bodyLarge)
            Versions(card, !state.busy, on)
            if (card.question.takesThird()) {
                SideButton(stringResource(R.string.conflicts_third), { on(ConflictsEvent.WriteThird) }, enabled = !state.busy)
            }
        } else {
            Third(card.question, third, on)
        }
    }
}

@Composable
private fun WhichOne(state: ConflictsState, card: ConflictCard) {
    if (state.of > 1) Text(stringResource(R.string.conflicts_number, state.number, state.of), style = MaterialTheme.typography.bodyMedium)
    card.title?.let { Text(titleInWords(it), style = MaterialTheme.typography.bodyMedium) }
}

@Composable
private fun ColumnScope.Bottom(state: ConflictsState, on: (ConflictsEvent) -> Unit) {
    if (state.card == null) {
        if (state.ready) SideButton(stringResource(R.string.back), { on(ConflictsEvent.Back) })
        return
    }
    if (state.third == null) {
        SideButton(stringResource(R.string.conflicts_later), { on(ConflictsEvent.Later) }, enabled = !state.busy)
    } else {
        MainButton(stringResource(R.string.conflicts_keep_third), { on(ConflictsEvent.KeepThird) }, enabled = !state.busy && state.third != "")
        SideButton(stringResource(R.string.conflicts_no_third), { on(ConflictsEvent.NoThird) }, enabled = !state.busy)
    }
}

/** Side by side where there is room, below each other where the letters are large. */
@Composable
private fun Versions(card: ConflictCard, enabled: Boolean, on: (ConflictsEvent) -> Unit) {
    val choose: (Version) -> Unit = { on(ConflictsEvent.Choose(it.entry)) }
    if (LocalDensity.current.fontScale > LARGE_LETTERS || card.versions.size > 2) {
        card.versions.forEach { OneVersion(it, enabled, choose, Modifier.fillMaxWidth()) }
    } else {
        Row(Modifier.height(IntrinsicSize.Min), horizontalArrangement = Arrangement.spacedBy(8.dp)) {
            card.versions.forEach { OneVersion(it, enabled, choose, Modifier.weight(1f).fillMaxHeight()) }
        }
    }
}

@Composable
private fun OneVersion(version: Version, enabled: Boolean, choose: (Version) -> Unit, modifier: Modifier) {
    val locale = LocalConfiguration.current.locales[0]
    Surface(
        onClick = { choose(version) },
        enabled = enabled,
        color = MaterialTheme.colorScheme.surfaceContainer,
        border = BorderStroke(LocalSizes.current.edge, MaterialTheme.colorScheme.outline),
        shape = MaterialTheme.shapes.medium,
        modifier = modifier,
    ) {
        Column(Modifier.padding(16.dp), verticalArrangement = Arrangement.spacedBy(8.dp)) {
            val written = version.writtenMs?.let { stringResource(R.string.conflicts_written, dayAndHour(it, locale)) }
            when (val preview = version.preview) {
                null -> Text(version.question.answerInWords(), style = MaterialTheme.typography.titleMedium)
                else -> SmallPicture(preview, stringResource(R.string.report_photo, version.question.label))
            }
            Text(
                written ?: stringResource(R.string.conflicts_written_unknown),
                style = MaterialTheme.typography.bodyMedium, color = MaterialTheme.colorScheme.onSurfaceVariant,
            )
            Text(stringResource(R.string.conflicts_use), style = MaterialTheme.typography.labelLarge, color = MaterialTheme.colorScheme.primary)
        }
    }
}

@Composable
private fun Third(question: QuestionView, typed: String, on: (ConflictsEvent) -> Unit) {
    if (question.kind == QuestionType.SelectOne) {
        for (choice in question.choices) {
            ChoiceRow(choice.label, choice.code == typed, { on(ConflictsEvent.Third(choice.code)) })
        }
        return
    }
    val isNumber = question.kind == QuestionType.Integer || question.kind == QuestionType.Decimal
    OutlinedTextField(
        value = typed,
        onValueChange = { on(ConflictsEvent.Third(it)) },
        label = { Text(stringResource(R.string.conflicts_third_label)) },
        textStyle = MaterialTheme.typography.bodyLarge,
        keyboardOptions = KeyboardOptions(keyboardType = if (isNumber) KeyboardType.Decimal else KeyboardType.Text),
        modifier = Modifier.fillMaxWidth().labelledField(),
    )
}

/** A photo, a position or several choices are written in the form itself, by "Ubah". */
private fun QuestionView.takesThird() = when (kind) {
    QuestionType.Text, QuestionType.Integer, QuestionType.Decimal, QuestionType.SelectOne -> true
    else -> false
}

private const val LARGE_LETTERS = 1.3f
