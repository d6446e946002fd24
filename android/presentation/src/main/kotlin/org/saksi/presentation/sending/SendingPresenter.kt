package org.saksi.presentation.sending

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.consumeEach
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import org.saksi.core.Progress
import org.saksi.core.ReportFilter
import org.saksi.core.SyncStep
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
    private val scope: CoroutineScope,
) : Presenter<SendingState, SendingEvent> {
    private val stop = AtomicBoolean(false)
    private val now = MutableStateFlow(
        SendingState(
            ready = false, reportsWaiting = 0, reportsReceived = 0, photosWaiting = 0, lastMs = null, running = null,
            refused = emptyList(), sendWhen = settings.sendWhen.value, splitView = false, failure = null,
        ),
    )
    override val state = now.asStateFlow()

    override fun on(event: SendingEvent) {
        when (event) {
            SendingEvent.Shown -> scope.launch { look() }
            SendingEvent.SendNow -> if (now.value.running == null) begin()
            SendingEvent.Stop -> {
                stop.set(true)
                now.update { it.copy(running = it.running?.copy(stopping = true)) }
            }
            is SendingEvent.When -> choose(event)
            SendingEvent.Back -> routes.back()
        }
    }

    private fun choose(event: SendingEvent.When) {
        settings.choose(event.chosen)
        schedule.follow(event.chosen)
        now.update { it.copy(sendWhen = event.chosen) }
    }

    private fun begin() {
        stop.set(false)
        // At once, so that a second tap begins nothing; how many there are is asked next.
        now.update { it.copy(running = Running(null, 0, 0, 0, 0, stopping = false), failure = null, refused = emptyList()) }
        scope.launch { send() }
    }

    private suspend fun send() {
        look()
        now.update { it.copy(running = it.running?.copy(reports = it.reportsWaiting, photos = it.photosWaiting)) }
        // A progress call comes on the core's thread and may not call the core: so it only leaves
        // word, and what has a receipt by now is asked from here.
        val steps = Channel<SyncStep>(Channel.CONFLATED)
        val listening = scope.launch { steps.consumeEach { count(it) } }
        val sent = core.ask { sync(Heard(steps, stop)) }
        steps.close()
        listening.join()
        now.update { it.copy(running = null) }
        sent.orElse(::fail)?.let { report -> now.update { it.copy(refused = report.refused + report.void) } }
        look()
    }

    private suspend fun count(step: SyncStep) {
        val (reports, photos) = core.ask { counted().waiting.toInt() to syncState().originalsWaiting.toInt() }.orElse { } ?: return
        now.update { state ->
            val run = state.running ?: return@update state
            val moved = run.copy(
                step = step,
                report = (run.reports - reports).coerceAtLeast(0),
                photo = (run.photos - photos).coerceAtLeast(0),
            )
            state.copy(running = moved, reportsWaiting = reports, photosWaiting = photos)
        }
    }

    private suspend fun look() {
        core.ask { seen(now.value) }.orElse(::fail)?.let { seen ->
            now.update { seen.copy(running = it.running, failure = it.failure, refused = it.refused, sendWhen = it.sendWhen) }
        }
    }

    private fun FieldCore.seen(before: SendingState): SendingState {
        val (reports, waiting) = counted() to syncState()
        return before.copy(
            ready = true,
            reportsWaiting = reports.waiting.toInt(),
            reportsReceived = reports.received.toInt(),
            photosWaiting = waiting.originalsWaiting.toInt(),
            lastMs = waiting.lastMs,
            splitView = waiting.splitView,
        )
    }

    private fun FieldCore.counted() = ownReports(ReportFilter.ALL, most = 0u)

    private fun fail(failure: Failure) = now.update { it.copy(failure = failure) }
}

private class Heard(private val steps: Channel<SyncStep>, private val stop: AtomicBoolean) : Progress {
    override fun on(step: SyncStep, done: ULong, of: ULong): Boolean {
        steps.trySend(step)
        return !stop.get()
    }
}
