package org.saksi.app

import android.app.Activity
import android.os.SystemClock
import androidx.lifecycle.SavedStateHandle
import androidx.lifecycle.ViewModel
import androidx.lifecycle.ViewModelProvider
import androidx.lifecycle.createSavedStateHandle
import androidx.lifecycle.viewModelScope
import androidx.lifecycle.viewmodel.initializer
import androidx.lifecycle.viewmodel.viewModelFactory
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.job
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeoutOrNull
import org.saksi.app.phone.SavedNotes
import org.saksi.presentation.Notes
import org.saksi.presentation.Presenter
import org.saksi.presentation.SendWhen
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.core.Outcome
import org.saksi.presentation.core.attempt
import org.saksi.presentation.core.orElse
import org.saksi.presentation.join.JoinEvent
import org.saksi.presentation.join.JoinPresenter
import org.saksi.presentation.location.LateFixes
import org.saksi.presentation.permit.Permits
import org.saksi.presentation.route.Route
import org.saksi.presentation.share.SharedPhotos
import org.saksi.presentation.shell.AutoLock
import org.saksi.presentation.shell.Entrance
import org.saksi.presentation.shell.Shell
import org.saksi.presentation.shell.Stage
import java.lang.ref.WeakReference

/**
 * Holds the [Shell] and the presenters over a turn of the phone. A presenter lives as long as its
 * place on the back stack; its scope ends with it.
 */
class ShellModel(val graph: Graph, private val saved: SavedStateHandle) : ViewModel() {
    val notes: Notes = SavedNotes(saved)
    val shell = Shell(graph.gate, graph.background, notes)

    /** What other apps handed over. Locked, it waits as an address. */
    val shared = SharedPhotos(notes.of("shared"))

    /** The activity that permissions are asked of. Never held: it may be made anew under this model. */
    var inFront = WeakReference<Activity>(null)
    val permits: Permits = graph.phone.permits { inFront.get() }
    private val alive = mutableMapOf<Any, Living>()

    private class Living(val presenter: Presenter<*, *>, val scope: CoroutineScope)

    /** The presenter of [place], made at the first call. */
    @Suppress("UNCHECKED_CAST")
    fun <P : Presenter<*, *>> presenter(place: Any, make: (CoroutineScope) -> P): P = alive.getOrPut(place) {
        val scope = CoroutineScope(viewModelScope.coroutineContext + SupervisorJob(viewModelScope.coroutineContext.job))
        Living(make(scope), scope)
    }.presenter as P

    /** Ends every presenter that is at none of [places]. */
    fun keepOnly(places: Set<Any>) {
        val gone = alive.keys - places
        gone.forEach { alive.remove(it)?.scope?.cancel() }
    }

    /** Waits for fixes of photos that were kept without one, also after the camera is closed. */
    fun lateFixes(core: Core) = LateFixes(core, graph.phone.gps, viewModelScope)

    val autoLock = AutoLock(SystemClock::elapsedRealtime, { graph.settings.lockAfter.value }, ::lock)
    private var following: Job? = null

    /** What was open is being closed. */
    private var closing: Job? = null

    /** How often it was locked: what was begun before the last time comes too late. */
    private var locks = 0

    /** A profile that is being joined or unlocked comes in here. */
    val entrance = Entrance { open -> enter(open, ::opened) }

    /** And a project to practise in. */
    val practiceEntrance = Entrance { open -> enter(open, ::practising) }

    private suspend fun enter(open: () -> FieldCore, into: (FieldCore) -> Unit): Outcome<Boolean> {
        val before = locks
        closing?.join()
        // To its end in any case: a core that nobody takes would keep the store open.
        val opened = withContext(NonCancellable) { attempt(graph.background, open) }
        val core = opened.orElse { return Outcome.Failed(it) } ?: return Outcome.Done(false)
        if (before == locks) return Outcome.Done(true).also { into(core) }
        core.closed()
        shell.lock()
        return Outcome.Done(false)
    }

    /** A profile was joined or unlocked. The core's texts follow the language of the screen; what may be sent is. */
    fun opened(core: FieldCore) {
        shell.opened(core)
        graph.openCore.set(core)
        autoLock.touched()
        following = viewModelScope.launch {
            launch { graph.scheduledSend.run() }
            launch { graph.sends.running.collectLatest { if (it != null) stayOpen() } }
            graph.settings.language.collect { core.setLanguage(it.code) }
        }
        graph.schedule.follow(graph.settings.sendWhen.value)
    }

    /** While something is sent she waits and touches nothing: it must not lock itself then. */
    private suspend fun stayOpen() {
        while (true) {
            autoLock.touched()
            delay(AWAKE_MS)
        }
    }

    /**
     * The PIN is asked again, at once. What she was writing is handed over to the core behind it before
     * that is closed; a sync under way ends by itself.
     */
    fun lock() {
        locks += 1
        following?.cancel()
        graph.openCore.set(null)
        if (shell.stage.value !is Stage.Open) return
        val (leaving, core) = alive.values.toList() to shell.lock()
        alive.clear()
        closing = viewModelScope.launch {
            withTimeoutOrNull(HAND_OVER_MS) { leaving.forEach { it.presenter.handOver() } }
            leaving.forEach { it.scope.cancel() }
            core?.closed()
        }
    }

    /** The real profile is closed for it; no presenter of the one may draw the other. */
    private fun practising(core: FieldCore) {
        lock()
        keepOnly(emptySet())
        shell.practising(core)
        autoLock.touched()
        following = viewModelScope.launch { graph.settings.language.collect { core.setLanguage(it.code) } }
    }

    fun endPractice() {
        following?.cancel()
        keepOnly(emptySet())
        shell.endPractice()
    }

    /** Nothing is left of the profile: nothing may be left of it in notes and settings either. */
    fun wiped() {
        // Under the same key of the phone, which is gone.
        graph.gate.wipePractice()
        graph.settings.forgetPerson()
        graph.handed.forget()
        shared.forget()
        saved.keys().forEach { saved.remove<Any>(it) }
        shell.backStack.home()
        graph.schedule.follow(SendWhen.WHEN_ASKED)
        lock()
        // Also where it locked itself while the key was being destroyed: there is nothing to lock any more.
        shell.lock()?.closed()
    }

    /** What came from another app is the next thing that she sees, with where she was behind it. */
    fun meetShared() {
        shared.met()
        val open = Route.Shared(draft = null, place = null)
        if (shell.backStack.routes.value.last() !is Route.Shared) shell.backStack.go(open)
    }

    /** A project file was opened, by the picker or from another app. Only joining wants one so far. */
    fun handIn(file: JoinEvent.FileOpened) {
        (alive[Stage.Outside]?.presenter as? JoinPresenter)?.on(file)
    }

    override fun onCleared() {
        locks += 1
        graph.openCore.set(null)
        shell.close()
    }

    companion object {
        /** A core that takes longer to store what was typed is closed all the same. */
        private const val HAND_OVER_MS = 5_000L
        private const val AWAKE_MS = 20_000L

        val factory: ViewModelProvider.Factory = viewModelFactory {
            initializer {
                val app = checkNotNull(get(ViewModelProvider.AndroidViewModelFactory.APPLICATION_KEY)) { "an activity has an application" }
                ShellModel((app as SaksiApplication).graph, createSavedStateHandle())
            }
        }
    }
}

/** Real cores hold a store open; fakes hold nothing. */
private fun FieldCore.closed() = (this as? AutoCloseable)?.close()
