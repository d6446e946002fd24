package org.saksi.app.records

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.horizontalScroll
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.sizeIn
import androidx.compose.foundation.rememberScrollState
import androidx.compose.material3.FilterChip
import androidx.compose.material3.FilterChipDefaults
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.res.pluralStringResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import org.saksi.app.R
import org.saksi.app.parts.FailureCard
import org.saksi.app.parts.Page
import org.saksi.app.parts.SideButton
import org.saksi.app.parts.TapCard
import org.saksi.app.parts.Waiting
import org.saksi.app.theme.LocalSizes
import org.saksi.app.words.dayAndHour
import org.saksi.app.words.titleInWords
import org.saksi.app.words.words
import org.saksi.core.ReportFilter
import org.saksi.presentation.records.RecordsEvent
import org.saksi.presentation.records.RecordsState
import org.saksi.presentation.records.ReportCard

/** One's own reports, and what became of each. */
@Composable
fun RecordsView(state: RecordsState, on: (RecordsEvent) -> Unit) {
    Page(stringResource(R.string.records_title), { on(RecordsEvent.Back) }, bottom = {}) {
        state.failure?.let { FailureCard(it) }
        if (!state.ready) return@Page Waiting()
        if (state.conflicts > 0) {
            TapCard(
                pluralStringResource(R.plurals.records_conflicts, state.conflicts, state.conflicts),
                stringResource(R.string.records_conflicts_line),
                { on(RecordsEvent.Conflicts) },
            )
        }
        Filters(state.filter, on)
        if (state.cards.isEmpty()) Text(stringResource(R.string.records_none), style = MaterialTheme.typography.bodyLarge)
        for (card in state.cards) OneCard(card) { on(RecordsEvent.Open(card.record)) }
        if (state.more) SideButton(stringResource(R.string.records_more), { on(RecordsEvent.More) })
    }
}

@Composable
private fun OneCard(card: ReportCard, onClick: () -> Unit) {
    val locale = LocalConfiguration.current.locales[0]
    when (card) {
        is ReportCard.Plain -> TapCard(
            card.title?.let { titleInWords(it) } ?: stringResource(R.string.records_untitled),
            stringResource(R.string.records_made, dayAndHour(card.madeMs, locale), card.standing.words()),
            onClick,
        )
        is ReportCard.PutAway -> TapCard(stringResource(R.string.records_number, card.number), stringResource(R.string.records_put_away), onClick)
    }
}

/** In two rows; in one that is pushed sideways where the letters are large, so that reports stay in sight. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun Filters(chosen: ReportFilter, on: (RecordsEvent) -> Unit) {
    val apart = Arrangement.spacedBy(8.dp)
    if (LocalDensity.current.fontScale > LARGE_LETTERS) {
        // The chosen one first: what lies further right is out of sight.
        val inSight = ReportFilter.entries.sortedBy { it != chosen }
        Row(Modifier.horizontalScroll(rememberScrollState()), horizontalArrangement = apart) { Chips(inSight, chosen, on) }
    } else {
        FlowRow(horizontalArrangement = apart, verticalArrangement = apart) { Chips(ReportFilter.entries, chosen, on) }
    }
}

@Composable
private fun Chips(filters: List<ReportFilter>, chosen: ReportFilter, on: (RecordsEvent) -> Unit) {
    val colours = MaterialTheme.colorScheme
    for (filter in filters) {
        FilterChip(
            selected = filter == chosen,
            onClick = { on(RecordsEvent.Filter(filter)) },
            label = { Text(stringResource(filter.words()), style = MaterialTheme.typography.bodyLarge) },
            colors = FilterChipDefaults.filterChipColors(
                labelColor = colours.onSurface, selectedContainerColor = colours.primary, selectedLabelColor = colours.onPrimary,
            ),
            border = BorderStroke(LocalSizes.current.edge, colours.outline),
            modifier = Modifier.sizeIn(minWidth = LocalSizes.current.target, minHeight = LocalSizes.current.target),
        )
    }
}

private fun ReportFilter.words() = when (this) {
    ReportFilter.ALL -> R.string.records_all
    ReportFilter.WAITING -> R.string.records_waiting
    ReportFilter.RETURNED -> R.string.records_returned
    ReportFilter.RECEIVED -> R.string.records_received
}

private const val LARGE_LETTERS = 1.3f
