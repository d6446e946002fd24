package org.saksi.app.form

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.toggleable
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import org.saksi.app.R
import org.saksi.app.parts.CheckRow
import org.saksi.app.parts.ChoiceRow
import org.saksi.app.parts.FieldName
import org.saksi.app.parts.SideButton
import org.saksi.app.parts.TellCard
import org.saksi.app.parts.WarnCard
import org.saksi.app.parts.labelledField
import org.saksi.app.parts.largeLetters
import org.saksi.app.theme.LocalSizes
import org.saksi.core.Answer
import org.saksi.core.Appearance
import org.saksi.core.OfferedChoice
import org.saksi.core.QuestionType
import org.saksi.core.QuestionView
import org.saksi.presentation.form.FormEvent
import org.saksi.presentation.form.FormState
import org.saksi.presentation.form.Heard
import org.saksi.presentation.form.codes
import org.saksi.presentation.form.text

internal val OfferedChoice.words: String get() = label.ifEmpty { code }

/** What a select draws its choices with: which are taken, and what a tap on one does. */
internal class Picks(question: QuestionView, val state: FormState, val on: (FormEvent) -> Unit) {
    val many = question.kind is QuestionType.SelectMultiple
    private val value = question.value
    private val place = question.place

    fun has(choice: OfferedChoice) = choice.code in value.codes()

    fun take(choice: OfferedChoice) =
        on(if (many) FormEvent.Toggled(place, choice.code) else FormEvent.Chosen(place, Answer.One(choice.code)))
}

/** One of a list, or any of it, laid out as the form asks. In large letters every list is a plain one. */
@Composable
fun SelectPart(question: QuestionView, state: FormState, on: (FormEvent) -> Unit) {
    val picks = Picks(question, state, on)
    val columns = question.appearance.firstNotNullOfOrNull { (it as? Appearance.ColumnsOf)?.v1?.toInt() }
    // A sound needs a key of its own beside its choice.
    val wide = !largeLetters() && question.choices.none { it.audio != null }
    val inOneRow = wide && question.choices.size <= MOST_COLUMNS
    when {
        question.missingList != null -> MissingList(question, state, on)
        question.choicesInAll == 0u -> NoList(question, state, on)
        question.has<Appearance.Minimal>() -> Minimal(question, state, picks, on)
        question.searched -> Searched(question, state, picks, on)
        question.has<Appearance.Label>() -> if (inOneRow) InOneRow(question.choices) { Label(it.words, Modifier) }
        question.has<Appearance.ListNoLabel>() && inOneRow -> InOneRow(question.choices) { Cell(it, picks, "") }
        question.has<Appearance.List>() && inOneRow -> InOneRow(question.choices) { Cell(it, picks) }
        question.has<Appearance.Likert>() && inOneRow -> InOneRow(question.choices) { Cell(it, picks) }
        question.has<Appearance.ColumnsPack>() && wide -> Packed(question.choices, picks)
        columns != null && wide -> InColumns(question.choices, columns.coerceAtMost(MOST_COLUMNS), picks)
        question.has<Appearance.Columns>() && wide -> InColumns(question.choices, 2, picks)
        question.has<Appearance.NoButtons>() -> question.choices.forEach { Box(Modifier.fillMaxWidth()) { Cell(it, picks) } }
        else -> question.choices.forEach { Row(it, picks) }
    }
}

@Composable
internal fun PlainChoice(text: String, taken: Boolean, many: Boolean, below: @Composable () -> Unit = {}, onClick: () -> Unit) {
    if (many) CheckRow(text, taken, onClick, below) else ChoiceRow(text, taken, onClick, below = below)
}

/** The list that the form names has not come yet: what to do is said, and a name is written only where the form has its lists elsewhere. */
@Composable
private fun MissingList(question: QuestionView, state: FormState, on: (FormEvent) -> Unit) {
    WarnCard(
        stringResource(R.string.form_missing_list, question.missingList.orEmpty()),
        stringResource(if (question.blocked) R.string.form_missing_list_wait else R.string.form_missing_list_write),
    )
    if (!question.blocked) NameBox(question, state, on)
}

/** Choices come with the project; without them the place can only be named. */
@Composable
private fun NoList(question: QuestionView, state: FormState, on: (FormEvent) -> Unit) {
    TellCard(stringResource(R.string.form_no_list), stringResource(R.string.form_no_list_text))
    NameBox(question, state, on)
}

@Composable
private fun NameBox(question: QuestionView, state: FormState, on: (FormEvent) -> Unit) {
    val spoken = question.label
    OutlinedTextField(
        value = state.text(question),
        onValueChange = { on(FormEvent.Typed(question.place, it)) },
        singleLine = true,
        suffix = { FieldName(spoken) },
        modifier = Modifier.fillMaxWidth().heightIn(min = LocalSizes.current.target),
    )
}

/** The list opens on a tap, and closes once one is taken. */
@Composable
private fun Minimal(question: QuestionView, state: FormState, picks: Picks, on: (FormEvent) -> Unit) {
    val open = state.opened == question.place
    val taken = question.choices.filter { picks.has(it) }.joinToString { it.words }
    SideButton(
        when {
            open -> stringResource(R.string.form_close_list)
            taken.isEmpty() -> stringResource(R.string.form_open_list)
            else -> taken
        },
        { on(FormEvent.Open(if (open) null else question.place)) },
    )
    if (!open) return
    if (question.searched) Searched(question, state, picks, on) else question.choices.forEach { Row(it, picks) }
}

@Composable
private fun Row(choice: OfferedChoice, picks: Picks) {
    val audio = choice.audio
    if (audio == null) return RowAlone(choice, picks, Modifier.fillMaxWidth())
    Row(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalAlignment = Alignment.CenterVertically) {
        RowAlone(choice, picks, Modifier.weight(1f))
        PlayKey(Heard.Label(audio), choice.words, picks.state, picks.on)
    }
}

@Composable
private fun RowAlone(choice: OfferedChoice, picks: Picks, modifier: Modifier) {
    Box(modifier) {
        PlainChoice(choice.words, picks.has(choice), picks.many, { ChoicePicture(choice, picks, Alignment.CenterStart) }) { picks.take(choice) }
    }
}

/** The picture of a choice: its words say what it shows. */
@Composable
private fun ChoicePicture(choice: OfferedChoice, picks: Picks, alignment: Alignment) {
    choice.image?.let { ReservedSmall(it, picks.state.labels, alignment) }
}

/** A field that narrows the list; what is taken stays in sight. */
@Composable
private fun Searched(question: QuestionView, state: FormState, picks: Picks, on: (FormEvent) -> Unit) {
    val found = state.found[question.place]
    val label = stringResource(R.string.form_search)
    OutlinedTextField(
        value = found?.text.orEmpty(),
        onValueChange = { on(FormEvent.Search(question.place, it)) },
        label = { Text(label) },
        singleLine = true,
        modifier = Modifier.fillMaxWidth().labelledField(),
    )
    val offered = if (found == null || found.text.isBlank()) question.choices else found.choices
    if (offered.isEmpty()) Text(stringResource(R.string.form_nothing_found), style = MaterialTheme.typography.bodyLarge)
    val shown = (question.choices.filter { picks.has(it) } + offered).distinctBy { it.code }.take(MOST_SHOWN)
    shown.forEach { Row(it, picks) }
    if (question.choicesInAll.toInt() > shown.size && offered.size >= MOST_SHOWN) {
        Text(stringResource(R.string.form_more_choices, question.choicesInAll.toInt()), style = MaterialTheme.typography.bodyMedium)
    }
}

/** Between keys that share a row of a narrow phone: where each must be larger, less. */
@Composable
private fun narrow(usual: Dp): Dp = if (LocalSizes.current.target > ROOMY) 2.dp else usual

/** All in one row, equally wide; rows of several questions stand below one another. */
@Composable
private fun InOneRow(choices: List<OfferedChoice>, cell: @Composable (OfferedChoice) -> Unit) {
    Row(horizontalArrangement = Arrangement.spacedBy(narrow(4.dp))) {
        choices.forEach { choice -> Box(Modifier.weight(1f), contentAlignment = Alignment.Center) { cell(choice) } }
    }
}

@Composable
private fun InColumns(choices: List<OfferedChoice>, columns: Int, picks: Picks) {
    choices.chunked(columns).forEach { line ->
        Row(horizontalArrangement = Arrangement.spacedBy(if (columns == MOST_COLUMNS) narrow(8.dp) else 8.dp)) {
            line.forEach { Box(Modifier.weight(1f)) { Cell(it, picks) } }
            repeat(columns - line.size) { Box(Modifier.weight(1f)) }
        }
    }
}

@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun Packed(choices: List<OfferedChoice>, picks: Picks) {
    FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(8.dp)) {
        choices.forEach { Box(Modifier.widthIn(min = LocalSizes.current.target)) { Cell(it, picks, wide = false) } }
    }
}

@Composable
private fun Label(text: String, modifier: Modifier) =
    Text(text, style = MaterialTheme.typography.bodyMedium, textAlign = TextAlign.Center, modifier = modifier)

/** A choice as a key: filled when it is taken. Its words may stand elsewhere; TalkBack still reads them here. */
@Composable
private fun Cell(choice: OfferedChoice, picks: Picks, text: String = choice.words, wide: Boolean = true) {
    val taken = picks.has(choice)
    val acts = if (picks.many) {
        Modifier.toggleable(taken, role = Role.Checkbox) { picks.take(choice) }
    } else {
        Modifier.selectable(taken, role = Role.RadioButton) { picks.take(choice) }
    }
    val spoken = if (text.isEmpty()) Modifier.semantics { contentDescription = choice.words } else Modifier
    val width = if (wide) Modifier.fillMaxWidth() else Modifier
    Surface(
        color = if (taken) MaterialTheme.colorScheme.primary else MaterialTheme.colorScheme.surfaceContainer,
        border = BorderStroke(LocalSizes.current.edge, MaterialTheme.colorScheme.outline),
        shape = MaterialTheme.shapes.medium,
        modifier = width,
    ) {
        Box(
            width.then(acts).then(spoken).heightIn(min = LocalSizes.current.target).widthIn(min = LEAST).padding(6.dp),
            contentAlignment = Alignment.Center,
        ) {
            Column(horizontalAlignment = Alignment.CenterHorizontally) {
                ChoicePicture(choice, picks, Alignment.Center)
                Label(text.ifEmpty { if (taken) "✓" else "" }, Modifier)
            }
        }
    }
}

/** So many keys of full width stand side by side on a phone of 360 dp. */
private const val MOST_COLUMNS = 5
private val LEAST = 48.dp
private val ROOMY = 60.dp
private const val MOST_SHOWN = 100
