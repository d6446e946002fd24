package org.saksi.app.form

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import org.saksi.app.R
import org.saksi.app.parts.ChoiceRow
import org.saksi.app.parts.SideButton
import org.saksi.app.parts.SidePair
import org.saksi.app.parts.labelledField
import org.saksi.core.Appearance
import org.saksi.core.QuestionType
import org.saksi.core.QuestionView
import org.saksi.presentation.form.FormEvent
import org.saksi.presentation.form.FormState
import org.saksi.presentation.form.Written
import org.saksi.presentation.form.text
import java.text.DateFormatSymbols
import java.util.Calendar

/** Date, time, or both: each part has its own field, and the calendar is one tap away. */
@Composable
fun WhenPart(question: QuestionView, state: FormState, on: (FormEvent) -> Unit) {
    val written = Written.read(state.text(question))
    val write = { now: Written -> on(FormEvent.Typed(question.place, now.text())) }
    val open = state.opened == question.place
    if (question.kind !is QuestionType.Time) {
        if (!open) DateFields(question, written, state, on) { write(it.full(question)) }
        if (question.hasCalendar()) {
            SidePair(
                stringResource(R.string.form_today), { write(today(written)) },
                stringResource(if (open) R.string.form_close_calendar else R.string.form_calendar),
                { on(FormEvent.Open(if (open) null else question.place)) },
            )
            if (open) {
                MonthGrid(written) {
                    write(it)
                    on(FormEvent.Open(null))
                }
            }
        }
    }
    if (question.kind !is QuestionType.Date) {
        Row(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
            Digits(stringResource(R.string.form_hour), written.hour, 2, Modifier.weight(1f)) { write(written.copy(hour = it)) }
            Digits(stringResource(R.string.form_minute), written.minute, 2, Modifier.weight(1f)) { write(written.copy(minute = it)) }
        }
        SideButton(stringResource(R.string.form_now), { write(present(question, written)) })
    }
}

private fun QuestionView.hasCalendar() = !has<Appearance.NoCalendar>() && !has<Appearance.MonthYear>() && !has<Appearance.Year>()

/** What an appearance leaves out is the first of its kind, as ODK stores it. */
private fun Written.full(question: QuestionView): Written = when {
    question.has<Appearance.Year>() -> if (year.isEmpty()) Written.BLANK else copy(month = "1", day = "1")
    question.has<Appearance.MonthYear>() -> if (year.isEmpty() && month.isEmpty()) Written.BLANK else copy(day = "1")
    else -> this
}

@Composable
private fun DateFields(question: QuestionView, written: Written, state: FormState, on: (FormEvent) -> Unit, write: (Written) -> Unit) {
    val months = DateFormatSymbols(LocalConfiguration.current.locales[0]).months.take(MONTHS)
    val name = months.getOrNull((written.month.toIntOrNull() ?: 0) - 1) ?: stringResource(R.string.form_month)
    val list = question.place + "#month"
    Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
        Row(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
            if (!question.has<Appearance.Year>() && !question.has<Appearance.MonthYear>()) {
                Digits(stringResource(R.string.form_day), written.day, 2, Modifier.weight(1f)) { write(written.copy(day = it)) }
            }
            Digits(stringResource(R.string.form_year), written.year, 4, Modifier.weight(1f)) { write(written.copy(year = it)) }
        }
        if (!question.has<Appearance.Year>()) {
            SideButton(name, { on(FormEvent.Open(if (state.opened == list) null else list)) })
            if (state.opened == list) {
                months.forEachIndexed { at, month ->
                    ChoiceRow(month, written.month == (at + 1).toString(), {
                        write(written.copy(month = (at + 1).toString()))
                        on(FormEvent.Open(null))
                    })
                }
            }
        }
    }
}

@Composable
private fun Digits(name: String, text: String, most: Int, modifier: Modifier, onChange: (String) -> Unit) {
    OutlinedTextField(
        value = text,
        onValueChange = { typed -> onChange(typed.filter { it.isDigit() }.take(most)) },
        label = { Text(name) },
        singleLine = true,
        textStyle = MaterialTheme.typography.bodyLarge,
        keyboardOptions = KeyboardOptions(keyboardType = KeyboardType.Number),
        modifier = modifier.fillMaxWidth().labelledField(),
    )
}

private fun today(before: Written): Written = with(Calendar.getInstance()) {
    before.copy(
        year = get(Calendar.YEAR).toString(), month = (get(Calendar.MONTH) + 1).toString(), day = get(Calendar.DAY_OF_MONTH).toString(),
    )
}

private fun present(question: QuestionView, before: Written): Written = with(Calendar.getInstance()) {
    val dated = if (question.kind is QuestionType.DateTime) today(before) else before
    dated.copy(hour = get(Calendar.HOUR_OF_DAY).toString(), minute = get(Calendar.MINUTE).toString())
}

private const val MONTHS = 12
