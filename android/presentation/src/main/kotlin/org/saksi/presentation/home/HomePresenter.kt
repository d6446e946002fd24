package org.saksi.presentation.home

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.drop
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import org.saksi.core.ReportFilter
import org.saksi.presentation.Presenter
import org.saksi.presentation.Settings
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.Failure
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.core.orElse
import org.saksi.presentation.phone.Space
import org.saksi.presentation.phone.SpaceLeft
import org.saksi.presentation.report.CodeList
import org.saksi.presentation.route.BackStack
import org.saksi.presentation.route.Route
import org.saksi.presentation.sending.Sends
import org.saksi.presentation.share.SharedPhotos
import org.saksi.presentation.wake.WakeUps

/** Home: asks the core what there is, begins and continues forms, sends now. */
class HomePresenter(
    private val core: Core,
    private val routes: BackStack,
    private val settings: Settings,
    private val space: Space,
    private val codes: CodeList,
    private val shared: SharedPhotos,
    private val wakeUps: WakeUps,
    private val sends: Sends,
    /** Changes after every sync. */
    syncs: Flow<Int>,
    private val practice: Boolean,
    private val scope: CoroutineScope,
) : Presenter<HomeState, HomeEvent> {
    private val now = MutableStateFlow(nothingYet())
    override val state = now.asStateFlow()

    /** What she did here; a look that was begun before is older than that. */
    private var done = 0
    private var starting = false

    init {
        scope.launch { sends.running.collect { run -> now.update { it.copy(sync = it.sync?.copy(running = run)) } } }
        scope.launch { syncs.drop(1).collect { look() } }
    }

    override fun on(event: HomeEvent) {
        when (event) {
            HomeEvent.Shown -> scope.launch { look() }
            is HomeEvent.Continue -> routes.go(Route.Form(event.draft))
            is HomeEvent.Start -> scope.launch { start(event.form) }
            HomeEvent.SendNow -> send()
            is HomeEvent.Open -> routes.go(Route.Report(event.record))
            HomeEvent.NewsRead -> read()
            HomeEvent.Shared -> routes.go(Route.Shared(draft = null, place = null))
            HomeEvent.WakeCardAway -> putAway()
            HomeEvent.Departure -> routes.go(Route.Departure)
            HomeEvent.Map -> routes.go(Route.Map)
            HomeEvent.Records -> routes.go(Route.Records)
            HomeEvent.Settings -> routes.go(Route.Settings)
            HomeEvent.Dismiss -> now.update { it.copy(failure = null) }
        }
    }

    private fun read() {
        done += 1
        settings.newsReadMs = now.value.news.firstOrNull()?.told?.ms ?: return
        now.update { it.copy(news = emptyList()) }
    }

    private fun putAway() {
        done += 1
        wakeUps.putAway()
        now.update { it.copy(wake = null) }
    }

    private suspend fun start(form: String) {
        val left = SpaceLeft.of(space.freeBytes())
        now.update { it.copy(space = left) }
        if (left == SpaceLeft.NONE || starting) return
        starting = true
        core.ask { start(form) }.orElse(::fail)?.let { routes.go(Route.Form(it)) }
        starting = false
    }

    private fun send() {
        now.update { it.copy(failure = null) }
        scope.launch { sends.begin(core).await().orElse(::fail) }
    }

    private suspend fun look() {
        do {
            val before = done
            val seen = core.ask { seen(now.value) }.orElse(::fail) ?: return
            val isOld = before != done
            if (!isOld) now.update { seen.copy(sync = seen.sync?.copy(running = sends.running.value), failure = it.failure) }
        } while (isOld)
    }

    private fun FieldCore.seen(before: HomeState): HomeState {
        val forms = forms().associateBy { it.id }.values.toList()
        val titles = forms.associate { it.id to it.title }
        val waiting = syncState()
        val reports = ownReports(ReportFilter.RECEIVED, LOOKED_AT)
        val heard = heard(reports.newest, titles, codes, settings.newsReadMs)
        val open = drafts()
        val sync = SyncWords(
            reportsWaiting = reports.waiting.toInt(),
            photosWaiting = waiting.originalsWaiting.toInt(),
            lastMs = waiting.lastMs,
            running = before.sync?.running,
        ).takeUnless { practice }
        return before.copy(
            ready = true,
            projectName = project().name,
            returned = heard.returned,
            news = heard.news,
            drafts = open.map { DraftCard(it.id, titles[it.form] ?: it.form, it.changedMs) },
            forms = forms,
            isNew = forms.isNotEmpty() && open.isEmpty() && reports.inAll == 0uL,
            waitsForHub = !standing().mayCollect,
            space = SpaceLeft.of(space.freeBytes()),
            sync = sync,
            shared = shared.waiting.value.size,
            wake = sync?.let { wakeUps.card(it.waits) },
        )
    }

    private fun fail(failure: Failure) = now.update { it.copy(failure = failure) }

    private fun nothingYet() = HomeState(
        ready = false, projectName = null, picture = settings.picture, returned = emptyList(), news = emptyList(),
        drafts = emptyList(), forms = emptyList(), isNew = false, waitsForHub = false, space = SpaceLeft.ENOUGH, sync = null,
        shared = 0, wake = null, practice = practice, failure = null,
    )

    private companion object {
        /** The newest reports that the hub has: an older one about which something new is said waits in "Catatan saya". */
        const val LOOKED_AT = 60u
    }
}
