package org.saksi.app.form

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.AnnotatedString
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.text.input.OffsetMapping
import androidx.compose.ui.text.input.PasswordVisualTransformation
import androidx.compose.ui.text.input.TransformedText
import androidx.compose.ui.text.input.VisualTransformation
import androidx.compose.ui.unit.dp
import org.saksi.app.R
import org.saksi.app.parts.FieldName
import org.saksi.app.parts.MainButton
import org.saksi.app.parts.SideButton
import org.saksi.app.parts.TellCard
import org.saksi.app.theme.LocalSizes
import org.saksi.core.Appearance
import org.saksi.core.QuestionType
import org.saksi.core.QuestionView
import org.saksi.presentation.form.FormEvent
import org.saksi.presentation.form.FormState
import org.saksi.presentation.form.text
import org.saksi.presentation.form.trouble

/** Text, numbers, codes: whatever is written on a keyboard. */
@Composable
fun TypedPart(question: QuestionView, state: FormState, on: (FormEvent) -> Unit, doors: FormDoors) {
    val text = state.text(question)
    if (question.kind is QuestionType.Barcode) {
        ScanPart(question, state, on, doors)
        if (question.value == null && state.scanning == null) Text(stringResource(R.string.form_barcode), style = MaterialTheme.typography.bodyLarge)
    }
    if (question.has<Appearance.Bearing>()) Bearing(question, state, on)
    if (question.has<Appearance.HiddenAnswer>() && question.value != null && question.place !in state.typed) {
        Text(stringResource(R.string.form_hidden_answer), style = MaterialTheme.typography.bodyLarge)
        // What cannot be seen cannot be corrected: it is written anew.
        QuietButton(stringResource(R.string.form_clear)) { on(FormEvent.Chosen(question.place, null)) }
        return
    }
    if (question.has<Appearance.Counter>()) {
        Row(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalAlignment = Alignment.CenterVertically) {
            Step(question, text, -1, on)
            TextBox(question, text, state, on, Modifier.weight(1f))
            Step(question, text, 1, on)
        }
    } else {
        TextBox(question, text, state, on, Modifier.fillMaxWidth())
    }
    if (question.has<Appearance.Url>() && text.isNotBlank()) {
        SideButton(stringResource(R.string.form_open_address), { doors.onOpenAddress(text.trim()) })
    }
}

/** A direction: by the phone's compass, or typed. */
@Composable
private fun Bearing(question: QuestionView, state: FormState, on: (FormEvent) -> Unit) {
    val aiming = state.aiming?.takeIf { it.place == question.place }
    if (aiming == null) Text(stringResource(R.string.form_bearing), style = MaterialTheme.typography.bodyLarge)
    if (aiming != null) {
        val degrees = aiming.degrees
        val words = if (degrees == null) stringResource(R.string.form_compass_waits) else stringResource(R.string.form_compass, degrees)
        TellCard(words, stringResource(R.string.form_compass_text))
        MainButton(stringResource(R.string.form_use_direction), { on(FormEvent.UseDirection) }, enabled = degrees != null)
    } else if (state.hasCompass) {
        SideButton(stringResource(R.string.form_use_compass), { on(FormEvent.Aim(question.place)) })
    }
}

@Composable
private fun Step(question: QuestionView, text: String, by: Int, on: (FormEvent) -> Unit) {
    val spoken = stringResource(if (by < 0) R.string.form_one_less else R.string.form_one_more)
    SideButton(
        if (by < 0) "−" else "+",
        { on(FormEvent.Typed(question.place, ((text.toLongOrNull() ?: 0L) + by).toString())) },
        Modifier.widthIn(max = LocalSizes.current.target + 16.dp).semantics { contentDescription = spoken },
    )
}

@Composable
private fun TextBox(question: QuestionView, text: String, state: FormState, on: (FormEvent) -> Unit, modifier: Modifier) {
    val lines = if (question.has<Appearance.Multiline>()) question.parameters.rows?.toInt() ?: LINES else 1
    val spoken = question.label.ifEmpty { stringResource(R.string.form_answer) }
    OutlinedTextField(
        value = text,
        onValueChange = { on(FormEvent.Typed(question.place, question.kind.typable(it))) },
        singleLine = question.kind !is QuestionType.Text || question.has<Appearance.Numbers>(),
        minLines = lines,
        isError = state.trouble(question.place) != null,
        textStyle = MaterialTheme.typography.bodyLarge,
        keyboardOptions = KeyboardOptions(keyboardType = question.keyboard()),
        visualTransformation = look(question),
        suffix = { FieldName(spoken) },
        modifier = modifier.heightIn(min = LocalSizes.current.target),
    )
}

private fun QuestionView.keyboard(): KeyboardType = when {
    kind is QuestionType.Integer || kind is QuestionType.Long || has<Appearance.Counter>() -> KeyboardType.Number
    kind is QuestionType.Decimal -> KeyboardType.Decimal
    secret || has<Appearance.Masked>() -> if (has<Appearance.Numbers>()) KeyboardType.NumberPassword else KeyboardType.Password
    has<Appearance.Numbers>() -> KeyboardType.Number
    has<Appearance.Url>() -> KeyboardType.Uri
    else -> KeyboardType.Text
}

@Composable
private fun look(question: QuestionView): VisualTransformation = when {
    question.secret || question.has<Appearance.Masked>() -> PasswordVisualTransformation()
    question.has<Appearance.ThousandsSeparator>() -> {
        val english = LocalConfiguration.current.locales[0].language == "en"
        Thousands(if (english) ',' else '.', if (english) '.' else ',')
    }
    else -> VisualTransformation.None
}

/** What a question of this type can be typed as: keyboards of digits have more keys than numbers have letters. */
internal fun QuestionType?.typable(text: String): String = when (this) {
    is QuestionType.Integer, is QuestionType.Long -> text.filterIndexed { at, letter -> letter.isDigit() || (letter == '-' && at == 0) }
    is QuestionType.Decimal -> text.filterIndexed { at, letter -> letter.isDigit() || letter == '.' || letter == ',' || (letter == '-' && at == 0) }
    else -> text
}

/** Thousands are parted on screen only: what is stored has no separators. */
internal class Thousands(private val mark: Char, private val point: Char) : VisualTransformation {
    override fun filter(text: AnnotatedString): TransformedText {
        val raw = text.text
        val first = if (raw.startsWith("-")) 1 else 0
        val end = raw.indexOfFirst { it == '.' || it == ',' }.let { if (it < 0) raw.length else it }
        val shown = StringBuilder()
        val after = IntArray(raw.length + 1)
        raw.forEachIndexed { at, letter ->
            after[at] = shown.length
            shown.append(if (at >= end && !letter.isDigit()) point else letter)
            val left = end - at - 1
            if (at in first until end && left > 0 && left % GROUP == 0) shown.append(mark)
        }
        after[raw.length] = shown.length
        val mapping = object : OffsetMapping {
            override fun originalToTransformed(offset: Int) = after[offset]
            override fun transformedToOriginal(offset: Int) = after.indexOfLast { it <= offset }.coerceAtLeast(0)
        }
        return TransformedText(AnnotatedString(shown.toString()), mapping)
    }

    private companion object {
        const val GROUP = 3
    }
}

private const val LINES = 4
