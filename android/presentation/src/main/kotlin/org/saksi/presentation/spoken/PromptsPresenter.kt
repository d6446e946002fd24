package org.saksi.presentation.spoken

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.combine
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import org.saksi.presentation.Language
import org.saksi.presentation.Presenter
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.Outcome
import org.saksi.presentation.phone.InMemory
import org.saksi.presentation.phone.Player

/** Plays what the project recorded of the app's own words. One for all screens of an open core. */
class PromptsPresenter(
    private val core: Core,
    private val player: Player,
    private val language: StateFlow<Language>,
    syncs: Flow<Int>,
    private val scope: CoroutineScope,
) : Presenter<PromptsState, PromptsEvent> {
    private val now = MutableStateFlow(PromptsState(emptySet(), playing = null))
    override val state = now.asStateFlow()

    /** Key to the name of its recording. */
    private var names = emptyMap<String, String>()

    init {
        // What can be heard changes by a sync alone: no screen waits for it.
        scope.launch { combine(language, syncs) { _, _ -> look() }.collect() }
        scope.coroutineContext[Job]?.invokeOnCompletion { stop() }
    }

    override fun on(event: PromptsEvent) {
        when (event) {
            is PromptsEvent.Play -> play(event.key)
            PromptsEvent.Stop -> stop()
        }
    }

    /** A core that does not answer has nothing to be heard: that is no failure of the screen. */
    private suspend fun look() {
        val found = core.ask { recordings() } as? Outcome.Done ?: return
        val spoken = ".${language.value.code}."
        names = found.value.filter { spoken in it }.associateBy { it.substringBefore('.') }
        now.update { it.copy(here = names.keys) }
    }

    private fun play(key: String) {
        val stops = now.value.playing == key
        stop()
        val name = names[key]
        if (stops || name == null) return
        now.update { it.copy(playing = key) }
        scope.launch {
            val plays = core.ask {
                val sound = openRecording(name)
                // She may have gone on while it was opened.
                sound != null && now.value.playing == key && player.play(InMemory(sound)) { ended(key) }
            }
            if (plays != Outcome.Done(true)) ended(key)
        }
    }

    private fun stop() {
        if (now.value.playing == null) return
        now.update { it.copy(playing = null) }
        player.stop()
    }

    private fun ended(key: String) = now.update { if (it.playing == key) it.copy(playing = null) else it }
}
