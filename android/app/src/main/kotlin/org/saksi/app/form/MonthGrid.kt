package org.saksi.app.form

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableIntStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.layout.layout
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.CollectionItemInfo
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.collectionItemInfo
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import org.saksi.app.R
import org.saksi.app.parts.SideButton
import org.saksi.app.parts.largeLetters
import org.saksi.app.theme.LocalSizes
import org.saksi.presentation.form.Written
import java.text.DateFormatSymbols
import java.text.SimpleDateFormat
import java.util.Calendar
import java.util.Locale

/** One month, weeks from Monday. Which one is looked at is forgotten with the page. */
@Composable
fun MonthGrid(written: Written, onDay: (Written) -> Unit) {
    val locale = LocalConfiguration.current.locales[0]
    var shown by remember { mutableIntStateOf(monthOf(written)) }
    val first = Calendar.getInstance().apply { clear(); set(shown / MONTHS, shown % MONTHS, 1) }
    val title = SimpleDateFormat("LLLL yyyy", locale).format(first.time)
    Column(verticalArrangement = Arrangement.spacedBy(4.dp)) {
        Row(verticalAlignment = Alignment.CenterVertically) {
            Turn("‹", stringResource(R.string.form_month_before), Modifier.weight(1f)) { shown-- }
            Text(title, Modifier.weight(3f), textAlign = TextAlign.Center, style = MaterialTheme.typography.titleMedium)
            Turn("›", stringResource(R.string.form_month_after), Modifier.weight(1f)) { shown++ }
        }
        // In large letters seven names do not fit side by side; each day still reads its own aloud.
        if (!largeLetters()) Weekdays(locale)
        val days = List((first.get(Calendar.DAY_OF_WEEK) + SUNDAY_LAST) % WEEK) { null } + (1..first.getActualMaximum(Calendar.DAY_OF_MONTH))
        days.chunked(WEEK).forEachIndexed { row, week ->
            Row(Modifier.wider()) {
                week.forEachIndexed { column, day ->
                    Box(Modifier.weight(1f), contentAlignment = Alignment.Center) {
                        if (day != null) {
                            val date = written.copy(year = (shown / MONTHS).toString(), month = (shown % MONTHS + 1).toString(), day = day.toString())
                            Day(day, locale, first, date == written, CollectionItemInfo(row, 1, column, 1)) { onDay(date) }
                        }
                    }
                }
                repeat(WEEK - week.size) { Box(Modifier.weight(1f)) }
            }
        }
    }
}

/** The names over the columns; a day reads its own name aloud, so these are not read. */
@Composable
private fun Weekdays(locale: Locale) {
    val names = DateFormatSymbols(locale).shortWeekdays
    Row(Modifier.wider().clearAndSetSemantics {}) {
        for (day in 0 until WEEK) {
            Text(
                names[(day + 1) % WEEK + 1].take(LETTERS), Modifier.weight(1f), textAlign = TextAlign.Center, maxLines = 1,
                style = MaterialTheme.typography.bodyMedium, color = MaterialTheme.colorScheme.onSurfaceVariant,
            )
        }
    }
}

@Composable
private fun Turn(mark: String, spoken: String, modifier: Modifier, onClick: () -> Unit) =
    SideButton(mark, onClick, modifier.semantics { contentDescription = spoken })

@Composable
private fun Day(day: Int, locale: Locale, month: Calendar, taken: Boolean, at: CollectionItemInfo, onClick: () -> Unit) {
    val date = (month.clone() as Calendar).apply { set(Calendar.DAY_OF_MONTH, day) }
    val spoken = SimpleDateFormat("EEEE, d MMMM yyyy", locale).format(date.time)
    Surface(color = if (taken) MaterialTheme.colorScheme.primary else MaterialTheme.colorScheme.background, shape = CircleShape) {
        Box(
            Modifier.fillMaxWidth().height(LocalSizes.current.target).selectable(taken, role = Role.RadioButton, onClick = onClick)
                .semantics {
                    contentDescription = spoken
                    collectionItemInfo = at
                },
            contentAlignment = Alignment.Center,
        ) { Text(day.toString(), style = MaterialTheme.typography.bodyLarge) }
    }
}

/** Out to the edge of the page: seven keys of 48 dp need 336 dp. */
private fun Modifier.wider() = layout { measurable, constraints ->
    val edge = 8.dp.roundToPx()
    val width = constraints.maxWidth + 2 * edge
    val placed = measurable.measure(constraints.copy(minWidth = width, maxWidth = width))
    layout(constraints.maxWidth, placed.height) { placed.place(-edge, 0) }
}

private fun monthOf(written: Written): Int {
    val now = Calendar.getInstance()
    val year = written.year.takeIf { it.length == 4 }?.toIntOrNull() ?: now.get(Calendar.YEAR)
    val month = written.month.toIntOrNull()?.takeIf { it in 1..MONTHS } ?: (now.get(Calendar.MONTH) + 1)
    return year * MONTHS + month - 1
}

private const val MONTHS = 12
private const val WEEK = 7
private const val LETTERS = 3
private const val SUNDAY_LAST = 5
