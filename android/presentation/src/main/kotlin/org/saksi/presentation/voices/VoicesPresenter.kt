package org.saksi.presentation.voices

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import org.saksi.core.Prompt
import org.saksi.core.Quality
import org.saksi.presentation.Language
import org.saksi.presentation.Presenter
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.Failure
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.core.Outcome
import org.saksi.presentation.core.orElse
import org.saksi.presentation.form.Recorder
import org.saksi.presentation.permit.Need
import org.saksi.presentation.permit.Permits
import org.saksi.presentation.phone.InMemory
import org.saksi.presentation.phone.Player
import org.saksi.presentation.route.BackStack
import org.saksi.presentation.route.Route

/** What "Rekam suara petunjuk" needs of the phone, and the core's list of what can be said. */
class VoicesTools(
    val prompts: () -> List<Prompt>,
    val recorder: Recorder,
    val player: Player,
    val permits: Permits,
    val language: () -> Language,
    /** She is busy without touching the screen: it must not lock itself now. */
    val busy: () -> Unit,
)

/** Records, plays, deletes and exports what somebody of the place says. It stays sealed in the core until then. */
class VoicesPresenter(
    private val core: Core,
    private val routes: BackStack,
    private val tools: VoicesTools,
    private val scope: CoroutineScope,
) : Presenter<VoicesState, VoicesEvent> {
    private val now = MutableStateFlow(
        VoicesState(
            ready = false, lines = emptyList(), at = null, microphone = tools.permits.of(Need.MICROPHONE), recording = false,
            keeping = false, unkept = false, deaf = false, playing = null, deleting = false, export = VoicesExport.NOTHING, failure = null,
        ),
    )
    override val state = now.asStateFlow()
    private var timer: Job? = null

    /** What was recorded and refused, with its name: it is let go once it is kept, deleted or made again. */
    private var unkept: Pair<String, ByteArray>? = null

    init {
        // Nobody is left to keep it, and a microphone must not stay open.
        scope.coroutineContext[Job]?.invokeOnCompletion {
            if (now.value.recording || now.value.keeping) tools.recorder.stop()
            silence()
        }
    }

    override fun on(event: VoicesEvent) {
        when (event) {
            VoicesEvent.Shown -> scope.launch { look() }
            VoicesEvent.Hidden -> settled {}
            VoicesEvent.Agree -> go(now.value.lines.indexOfFirst { !it.recorded }.coerceAtLeast(0))
            VoicesEvent.AskingPermit -> tools.permits.asked(Need.MICROPHONE)
            VoicesEvent.Record -> record()
            VoicesEvent.StopRecording, VoicesEvent.KeepAgain -> settled {}
            VoicesEvent.Listen -> listen()
            VoicesEvent.Delete -> delete()
            VoicesEvent.Next -> settled { go(now.value.at?.let { it + 1 }) }
            VoicesEvent.Previous -> settled { go(now.value.at?.let { it - 1 }) }
            VoicesEvent.AskDeleteAll -> now.update { it.copy(deleting = true) }
            VoicesEvent.KeepAll -> now.update { it.copy(deleting = false) }
            VoicesEvent.DeleteAll -> deleteAll()
            is VoicesEvent.Export -> scope.launch { export(event) }
            VoicesEvent.Back -> back()
        }
    }

    override suspend fun handOver() {
        settled {}
        now.first { !it.keeping }
    }

    /** To a line; beyond the first and the last one lies the first page. */
    private fun go(to: Int?) = now.update {
        it.copy(at = to?.takeIf(it.lines.indices::contains), deaf = false, export = VoicesExport.NOTHING, failure = null)
    }

    private fun back() {
        val state = now.value
        when {
            state.deleting -> now.update { it.copy(deleting = false) }
            state.at != null -> settled { go(null) }
            else -> routes.back(Route.Voices)
        }
    }

    private fun here() = now.value.run { at?.let(lines::get) }

    /** Only on a line: the way to one leads over the agreement. */
    private fun record() {
        if (here() == null || now.value.recording || now.value.keeping) return
        silence()
        if (!tools.recorder.start(Quality.VOICE_ONLY)) return now.update { it.copy(deaf = true) }
        unkept = null
        now.update { it.copy(recording = true, unkept = false, deaf = false, failure = null) }
        timer = scope.launch {
            repeat(LONGEST_S / AWAKE_S) {
                tools.busy()
                delay(AWAKE_S * SECOND_MS)
            }
            settled {}
        }
    }

    /** Goes on once nothing plays and what was recorded is kept; what is refused stays, and she with it. */
    private fun settled(then: suspend () -> Unit) {
        if (now.value.keeping) return
        silence()
        // This recording's own: another may have begun before it is kept.
        timer?.cancel()
        timer = null
        val line = here().takeIf { now.value.recording }
        val name = line?.let { "${it.prompt.key}.${tools.language().code}.${tools.recorder.mediaType.substringAfterLast('/')}" }
        val waits = name != null || unkept != null
        now.update { it.copy(recording = false, keeping = waits) }
        scope.launch { if (!waits || keep(name)) then() }
    }

    /** What was recorded just now under [name], or was refused before. True: nothing is left to keep. */
    private suspend fun keep(name: String?): Boolean {
        now.update { it.copy(failure = null) }
        if (name != null) unkept = core.ask { tools.recorder.stop() }.orElse(::fail)?.let { name to it }
        unkept?.let { (of, sound) -> core.ask { keepSpoken(of, sound) }.orElse(::fail)?.let { unkept = null } }
        look()
        now.update { it.copy(keeping = false, unkept = unkept != null) }
        return unkept == null
    }

    /** What was refused, or else what is kept of this line. */
    private fun delete() {
        val line = here().takeUnless { now.value.keeping } ?: return
        if (unkept == null) return settled { change { deleteSpoken(spoken().of(line.prompt) ?: return@change) } }
        unkept = null
        now.update { it.copy(unkept = false, failure = null) }
    }

    private suspend fun change(work: FieldCore.() -> Unit) {
        core.ask(work).orElse(::fail)
        look()
    }

    private fun listen() {
        val line = here() ?: return
        val key = line.prompt.key
        if (now.value.playing == key) return silence()
        now.update { it.copy(playing = key) }
        scope.launch {
            val plays = core.ask {
                val sound = spoken().of(line.prompt)?.let { openSpoken(it) }
                sound != null && now.value.playing == key && tools.player.play(InMemory(sound)) { ended(key) }
            }
            if (plays != Outcome.Done(true)) ended(key)
        }
    }

    private fun silence() {
        if (now.value.playing == null) return
        now.update { it.copy(playing = null) }
        tools.player.stop()
    }

    private fun ended(key: String) = now.update { if (it.playing == key) it.copy(playing = null) else it }

    private fun deleteAll() {
        now.update { it.copy(deleting = false) }
        scope.launch { change { spoken().forEach { deleteSpoken(it) } } }
    }

    private suspend fun export(to: VoicesEvent.Export) {
        val written = core.ask { to.write(voicesFile(spoken().mapNotNull { name -> openSpoken(name)?.let { name to it } })) }
        now.update { it.copy(export = if (written is Outcome.Done) VoicesExport.SAVED else VoicesExport.FAILED) }
    }

    private suspend fun look() {
        val lines = core.ask { spoken().let { made -> tools.prompts().map { VoiceLine(it, made.of(it) != null) } } }.orElse(::fail) ?: return
        now.update { it.copy(ready = true, lines = lines, microphone = tools.permits.of(Need.MICROPHONE)) }
    }

    /** The name of what was recorded for it in the language on screen. */
    private fun List<String>.of(prompt: Prompt) = firstOrNull { it.startsWith("${prompt.key}.${tools.language().code}.") }

    private fun fail(failure: Failure) = now.update { it.copy(failure = failure) }

    private companion object {
        /** Nobody listens longer to a sentence; and a microphone that was forgotten ends by itself. */
        const val LONGEST_S = 60
        const val AWAKE_S = 20
        const val SECOND_MS = 1_000L
    }
}
