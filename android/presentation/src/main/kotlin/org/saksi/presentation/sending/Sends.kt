package org.saksi.presentation.sending

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.async
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.consumeEach
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import org.saksi.core.Progress
import org.saksi.core.ReportFilter
import org.saksi.core.SyncReport
import org.saksi.core.SyncStep
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.core.Outcome
import org.saksi.presentation.core.orElse
import org.saksi.presentation.phone.Transfer
import java.util.concurrent.atomic.AtomicBoolean

/**
 * The one sync under way, whoever asked for it: she, on any screen, or the app when it opened. It goes
 * on when she leaves the screen; [ended] is told when it is over. [scope] outlives the screens.
 */
class Sends(private val scope: CoroutineScope, private val transfer: Transfer, private val ended: () -> Unit) {
    private val now = MutableStateFlow<Running?>(null)
    private val stop = AtomicBoolean(false)
    private var last: Deferred<Outcome<SyncReport>>? = null

    /** Null while nothing is sent. */
    val running: StateFlow<Running?> = now.asStateFlow()

    /** Stops at the next safe place; what was sent stays sent. */
    fun stop() {
        stop.set(true)
        now.update { it?.copy(stopping = true) }
    }

    /** Sends; while something is sent, that is what its caller waits for. */
    @Synchronized
    fun begin(core: Core): Deferred<Outcome<SyncReport>> {
        last?.takeIf { it.isActive }?.let { return it }
        stop.set(false)
        // At once, so that every screen shows it; how many there are is asked next.
        now.value = Running(null, 0, 0, 0, 0, stopping = false)
        return scope.async(start = CoroutineStart.LAZY) { run(core) }.also {
            last = it
            it.start()
        }
    }

    private suspend fun run(core: Core): Outcome<SyncReport> = try {
        transfer.begin()
        sent(core)
    } finally {
        now.value = null
        transfer.end()
        ended()
    }

    private suspend fun sent(core: Core): Outcome<SyncReport> = coroutineScope {
        core.ask { left() }.orElse { }?.let { (reports, photos) -> now.update { it?.copy(reports = reports, photos = photos) } }
        // A progress call comes on the core's thread and may not call the core: so it only leaves
        // word, and what has a receipt by now is asked from here.
        val steps = Channel<SyncStep>(Channel.CONFLATED)
        val listening = launch { steps.consumeEach { count(core, it) } }
        core.ask { sync(Heard(steps, stop)) }.also {
            steps.close()
            listening.join()
        }
    }

    private suspend fun count(core: Core, step: SyncStep) {
        val (reports, photos) = core.ask { left() }.orElse { } ?: return
        now.update { run ->
            run?.copy(step = step, report = (run.reports - reports).coerceAtLeast(0), photo = (run.photos - photos).coerceAtLeast(0))
        }
    }

    /** Reports without a receipt, originals that the hub has not got. */
    private fun FieldCore.left() = ownReports(ReportFilter.ALL, most = 0u).waiting.toInt() to syncState().originalsWaiting.toInt()
}

/** A run under way. [report] of [reports] have a receipt by now, [photo] of [photos] are there whole. */
data class Running(
    /** Null before the first step. */
    val step: SyncStep?,
    val report: Int,
    val reports: Int,
    val photo: Int,
    val photos: Int,
    /** She stopped it; the step under way still ends. */
    val stopping: Boolean,
)

private class Heard(private val steps: Channel<SyncStep>, private val stop: AtomicBoolean) : Progress {
    override fun on(step: SyncStep, done: ULong, of: ULong): Boolean {
        steps.trySend(step)
        return !stop.get()
    }
}
