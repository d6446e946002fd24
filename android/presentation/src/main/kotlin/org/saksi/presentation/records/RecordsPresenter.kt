package org.saksi.presentation.records

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import org.saksi.core.RecordFilter
import org.saksi.core.RecordKind
import org.saksi.core.RecordSummary
import org.saksi.presentation.Notes
import org.saksi.presentation.Presenter
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.Failure
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.core.orElse
import org.saksi.presentation.route.BackStack
import org.saksi.presentation.route.Route

/** "Catatan saya". A page at a time: the list of a year is long, and a cheap phone draws all of it. */
class RecordsPresenter(
    private val core: Core,
    private val routes: BackStack,
    private val notes: Notes,
    private val scope: CoroutineScope,
) : Presenter<RecordsState, RecordsEvent> {
    private var shown = PAGE
    private val now = MutableStateFlow(
        RecordsState(
            ready = false,
            filter = RecordsFilter.entries.firstOrNull { it.name == notes[FILTER] } ?: RecordsFilter.ALL,
            cards = emptyList(), more = false, conflicts = 0, failure = null,
        ),
    )
    override val state = now.asStateFlow()

    override fun on(event: RecordsEvent) {
        when (event) {
            RecordsEvent.Shown -> look()
            is RecordsEvent.Filter -> filter(event.filter)
            RecordsEvent.More -> {
                shown += PAGE
                look()
            }
            is RecordsEvent.Open -> routes.go(Route.Report(event.record))
            RecordsEvent.Conflicts -> routes.go(Route.Conflicts)
            RecordsEvent.Back -> routes.back()
        }
    }

    private fun filter(filter: RecordsFilter) {
        notes[FILTER] = filter.name
        shown = PAGE
        now.update { it.copy(filter = filter) }
        look()
    }

    private fun look() {
        scope.launch {
            val filter = now.value.filter
            core.ask { seen(filter, shown) }.orElse(::fail)?.let { seen ->
                // A tap on another filter meanwhile has its own look under way.
                if (seen.filter == now.value.filter) now.value = seen
            }
        }
    }

    private fun FieldCore.seen(filter: RecordsFilter, most: Int): RecordsState {
        val titles = forms().associate { it.id to it.title }
        val all = records(RecordFilter(kind = RecordKind.SUBMISSION, mine = true)).filter { mayBe(it, filter) }
        // One more than is shown tells whether there are more; the rest is not folded at all.
        val wanted = all.asSequence()
            .map { it to standingOf(it) }
            .filter { (_, standing) -> filter != RecordsFilter.RETURNED || standing == ReportStanding.RETURNED }
            .take(most + 1).toList()
        return RecordsState(
            ready = true,
            filter = filter,
            cards = wanted.take(most).map { (it, standing) -> it.card(titles, standing) },
            more = wanted.size > most,
            conflicts = conflicts().count { it.mine },
            failure = null,
        )
    }

    private fun fail(failure: Failure) = now.update { it.copy(failure = failure) }

    private companion object {
        const val PAGE = 30
        const val FILTER = "filter"
    }
}

private fun RecordSummary.card(titles: Map<String, String>, standing: ReportStanding): ReportCard =
    putAway?.let { ReportCard.PutAway(record, it) } ?: ReportCard.Plain(record, titles[form], madeMs, standing)

private fun mayBe(summary: RecordSummary, filter: RecordsFilter) = when (filter) {
    RecordsFilter.ALL -> true
    RecordsFilter.WAITING -> !summary.erased && !summary.isAtHub
    RecordsFilter.RETURNED, RecordsFilter.RECEIVED -> summary.isAtHub
}
