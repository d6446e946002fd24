package org.saksi.presentation.trial

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.async
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.supervisorScope
import kotlinx.coroutines.withContext
import org.saksi.presentation.Presenter
import org.saksi.presentation.camera.ViewfinderSurface
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.core.Outcome
import org.saksi.presentation.core.attempt
import org.saksi.presentation.core.orElse
import org.saksi.presentation.route.BackStack

/** "Uji HP ini": one part after the other, each by itself; what is left out says why. */
class TrialPresenter(
    private val routes: BackStack,
    private val tools: TrialTools,
    private val scope: CoroutineScope,
) : Presenter<TrialState, TrialEvent> {
    private val now = MutableStateFlow(nothingYet())
    override val state = now.asStateFlow()
    private var running: Job? = null
    private var part: Job? = null
    private var skipped = false
    private var surface = CompletableDeferred<ViewfinderSurface>()

    override fun on(event: TrialEvent) {
        when (event) {
            TrialEvent.Start -> if (running?.isActive != true) running = scope.launch { run() }
            TrialEvent.Skip -> skip()
            TrialEvent.Stop, TrialEvent.Hidden -> running?.cancel()
            is TrialEvent.Surface -> drawOn(event.surface)
            is TrialEvent.Export -> scope.launch { export(event) }
            TrialEvent.Back -> {
                running?.cancel()
                routes.back()
            }
        }
    }

    private fun skip() {
        skipped = true
        part?.cancel()
    }

    private fun drawOn(on: ViewfinderSurface?) {
        if (on == null) {
            tools.phone.camera.close()
            surface = CompletableDeferred()
        } else {
            surface.complete(on)
        }
    }

    private suspend fun run() {
        now.value = nothingYet().copy(running = true)
        val began = tools.phone.nanos()
        val before = tools.phone.battery.charge()
        val awake = scope.launch { stayAwake() }
        var store: FieldCore? = null
        try {
            val opened = attempt(tools.background) { tools.gate.trial() }
            store = (opened as? Outcome.Done)?.value
            val took = tools.phone.nanos() - began
            val measures = TrialMeasures(tools, opened, took, { surface.await() }) { facts -> now.update { it.copy(facts = facts) } }
            for (one in TrialPart.entries.filter { it != TrialPart.BATTERY }) measure(one, measures)
            tell(TrialPart.BATTERY, batteryOf(before, tools.phone.battery.charge(), tools.phone.nanos() - began))
        } finally {
            awake.cancel()
            withContext(NonCancellable) { end(store) }
        }
    }

    private suspend fun stayAwake() {
        while (true) {
            tools.phone.busy()
            delay(BUSY_EVERY_MS)
        }
    }

    private suspend fun measure(one: TrialPart, measures: TrialMeasures) {
        skipped = false
        tell(one, TrialResult.Running)
        now.update { it.copy(viewfinder = one == TrialPart.SHUTTER) }
        val result = supervisorScope {
            val work = async { measures.of(one) }
            part = work
            try {
                work.await()
            } catch (stopped: CancellationException) {
                if (!skipped) throw stopped
                TrialResult.Untested(Why.SKIPPED, null)
            }
        }
        tell(one, result)
    }

    private suspend fun end(store: FieldCore?) {
        tools.phone.camera.close()
        surface = CompletableDeferred()
        attempt(tools.background) {
            (store as? AutoCloseable)?.close()
            tools.gate.wipeTrial()
        }
        now.update { state ->
            val lines = state.lines.map { if (it.result.isOpen) it.copy(result = TrialResult.Untested(Why.STOPPED, null)) else it }
            state.copy(lines = lines, running = false, viewfinder = false, measured = lines.any { it.result is TrialResult.Measured })
        }
    }

    private fun tell(part: TrialPart, result: TrialResult) = now.update { state ->
        state.copy(lines = state.lines.map { if (it.part == part) it.copy(result = result) else it })
    }

    private suspend fun export(to: TrialEvent.Export) {
        val text = trialFile(now.value.facts, now.value.lines)
        val written = attempt(tools.background) { to.write(text.encodeToByteArray()) }
        var failed = false
        written.orElse { failed = true }
        now.update { it.copy(export = if (failed) TrialExport.FAILED else TrialExport.SAVED) }
    }

    private val TrialResult.isOpen get() = this == TrialResult.Waiting || this == TrialResult.Running

    private fun nothingYet() = TrialState(
        facts = null,
        lines = TrialPart.entries.map { TrialLine(it, TrialResult.Waiting) },
        running = false, viewfinder = false, measured = false, export = TrialExport.NOTHING,
    )

    private companion object {
        /** The shortest time after which the app locks itself is a minute. */
        const val BUSY_EVERY_MS = 20_000L
    }
}
