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
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.job
import kotlinx.coroutines.launch
import org.saksi.app.phone.SavedNotes
import org.saksi.presentation.Notes
import org.saksi.presentation.Presenter
import org.saksi.presentation.SendWhen
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.join.JoinEvent
import org.saksi.presentation.join.JoinPresenter
import org.saksi.presentation.location.LateFixes
import org.saksi.presentation.permit.Permits
import org.saksi.presentation.route.Route
import org.saksi.presentation.share.SharedPhotos
import org.saksi.presentation.shell.AutoLock
import org.saksi.presentation.shell.Shell
import org.saksi.presentation.shell.Stage
import java.lang.ref.WeakReference

/**
 * Holds the [Shell] and the presenters over a turn of the phone. A presenter lives as long as its
 * place on the back stack; its scope ends with it.
 */
class ShellModel(val graph: Graph, saved: SavedStateHandle) : ViewModel() {
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

    /** A profile was joined or unlocked. The core's texts follow the language of the screen; what may be sent is. */
    fun opened(core: FieldCore) {
        shell.opened(core)
        graph.openCore.set(core)
        autoLock.touched()
        following = viewModelScope.launch {
            launch(graph.background) { graph.scheduledSend.run() }
            graph.settings.language.collect { core.setLanguage(it.code) }
        }
        graph.schedule.follow(graph.settings.sendWhen.value)
    }

    /** The PIN is asked again. A sync under way ends by itself: the core is closed after it. */
    fun lock() {
        following?.cancel()
        graph.openCore.set(null)
        shell.lockIfOpen()
    }

    /** The real profile is closed before practice opens; no presenter of the one may draw the other. */
    fun practising(core: FieldCore) {
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
        graph.settings.forgetPerson()
        graph.handed.forget()
        shell.backStack.home()
        shared.forget()
        graph.schedule.follow(SendWhen.WHEN_ASKED)
        lock()
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
        graph.openCore.set(null)
        shell.close()
    }

    companion object {
        val factory: ViewModelProvider.Factory = viewModelFactory {
            initializer {
                val app = checkNotNull(get(ViewModelProvider.AndroidViewModelFactory.APPLICATION_KEY)) { "an activity has an application" }
                ShellModel((app as SaksiApplication).graph, createSavedStateHandle())
            }
        }
    }
}
