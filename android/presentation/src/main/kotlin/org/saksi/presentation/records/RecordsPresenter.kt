package org.saksi.presentation.records

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.drop
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import org.saksi.core.OwnReport
import org.saksi.core.ReportFilter
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
    /** Changes after every sync. */
    syncs: Flow<Int>,
    private val scope: CoroutineScope,
) : Presenter<RecordsState, RecordsEvent> {
    private var shown = PAGE
    private val now = MutableStateFlow(
        RecordsState(
            ready = false,
            filter = ReportFilter.entries.firstOrNull { it.name == notes[FILTER] } ?: ReportFilter.ALL,
            cards = emptyList(), more = false, conflicts = 0, failure = null,
        ),
    )
    override val state = now.asStateFlow()

    init {
        scope.launch { syncs.drop(1).collect { look() } }
    }

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

    private fun filter(filter: ReportFilter) {
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

    private fun FieldCore.seen(filter: ReportFilter, most: UInt): RecordsState {
        val titles = forms().associate { it.id to it.title }
        val page = ownReports(filter, most)
        return RecordsState(
            ready = true,
            filter = filter,
            cards = page.newest.map { it.card(titles) },
            more = page.more,
            conflicts = conflicts().count { it.mine },
            failure = null,
        )
    }

    private fun fail(failure: Failure) = now.update { it.copy(failure = failure) }

    private companion object {
        const val PAGE = 30u
        const val FILTER = "filter"
    }
}

private fun OwnReport.card(titles: Map<String, String>): ReportCard =
    putAway?.let { ReportCard.PutAway(record, it) } ?: ReportCard.Plain(record, titles[form], madeMs, standing)
