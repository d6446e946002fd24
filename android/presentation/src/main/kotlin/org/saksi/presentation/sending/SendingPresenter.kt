package org.saksi.presentation.sending

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import org.saksi.core.ReportFilter
import org.saksi.presentation.Presenter
import org.saksi.presentation.Settings
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.Failure
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.core.orElse
import org.saksi.presentation.phone.Schedule
import org.saksi.presentation.route.BackStack
import java.util.concurrent.atomic.AtomicBoolean

/** Sends, tells how far it is, and stops when asked. */
class SendingPresenter(
    private val core: Core,
    private val routes: BackStack,
    private val settings: Settings,
    private val schedule: Schedule,
    private val sends: Sends,
    private val scope: CoroutineScope,
) : Presenter<SendingState, SendingEvent> {
    private val now = MutableStateFlow(
        SendingState(
            ready = false, reportsWaiting = 0, reportsReceived = 0, photosWaiting = 0, lastMs = null, running = null,
            refused = emptyList(), sendWhen = settings.sendWhen.value, splitView = false, failure = null,
        ),
    )
    override val state = now.asStateFlow()

    init {
        scope.launch { sends.running.collect(::show) }
    }

    override fun on(event: SendingEvent) {
        when (event) {
            SendingEvent.Shown -> scope.launch { look() }
            SendingEvent.SendNow -> scope.launch { send() }
            SendingEvent.Stop -> sends.stop()
            is SendingEvent.When -> choose(event)
            SendingEvent.Back -> routes.back()
        }
    }

    private fun choose(event: SendingEvent.When) {
        settings.choose(event.chosen)
        schedule.follow(event.chosen)
        now.update { it.copy(sendWhen = event.chosen) }
    }

    private suspend fun send() {
        now.update { it.copy(failure = null, refused = emptyList()) }
        sends.begin(core).await().orElse(::fail)?.let { report -> now.update { it.copy(refused = report.refused + report.void) } }
    }

    /** What has a receipt by now no longer waits; once it is over all is asked anew. */
    private suspend fun show(run: Running?) {
        val isOver = run == null && now.value.running != null
        now.update { state ->
            if (run == null) return@update state.copy(running = null)
            state.copy(running = run, reportsWaiting = run.reports - run.report, photosWaiting = run.photos - run.photo)
        }
        if (isOver) look()
    }

    private suspend fun look() {
        core.ask { seen(now.value) }.orElse(::fail)?.let { seen ->
            now.update { seen.copy(running = it.running, failure = it.failure, refused = it.refused, sendWhen = it.sendWhen) }
        }
    }

    private fun FieldCore.seen(before: SendingState): SendingState {
        val (reports, waiting) = ownReports(ReportFilter.ALL, most = 0u) to syncState()
        return before.copy(
            ready = true,
            reportsWaiting = reports.waiting.toInt(),
            reportsReceived = reports.received.toInt(),
            photosWaiting = waiting.originalsWaiting.toInt(),
            lastMs = waiting.lastMs,
            splitView = waiting.splitView,
        )
    }

    private fun fail(failure: Failure) = now.update { it.copy(failure = failure) }
}
