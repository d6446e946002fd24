package org.saksi.presentation.form

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.firstOrNull
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeoutOrNull
import org.saksi.core.CaptureKind
import org.saksi.core.GeoPoint
import org.saksi.core.Quality
import org.saksi.core.Source
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.Outcome

/** What a form's page takes in by itself: sounds, files, points of a line. Photos have a screen of their own. */
internal class FormCaptures(
    private val core: Core,
    private val draft: String,
    private val tools: FormTools,
    private val now: MutableStateFlow<FormState>,
    private val scope: CoroutineScope,
) {
    private var following: Job? = null

    init {
        // Nobody is left to keep it, and a microphone must not stay open.
        scope.coroutineContext[Job]?.invokeOnCompletion { if (now.value.recording != null) tools.recorder.stop() }
    }

    /** Follows the compass for [place]; null stops. */
    fun aim(place: String?) {
        following?.cancel()
        now.update { it.copy(aiming = place?.let { at -> Aiming(at, degrees = null) }) }
        if (place == null) return
        following = scope.launch {
            tools.compass.degrees.collect { degrees -> now.update { it.copy(aiming = Aiming(place, degrees)) } }
        }
    }

    fun record(place: String, quality: Quality?) {
        if (now.value.recording != null || !tools.recorder.start(quality)) return
        now.update { it.copy(recording = place) }
        scope.launch {
            while (now.value.recording != null) {
                tools.busy()
                delay(AWAKE_MS)
            }
        }
    }

    /** Ends a recording and keeps it; null: there was none. */
    suspend fun keepRecording(): Outcome<Unit>? {
        val place = now.value.recording ?: return null
        now.update { it.copy(recording = null) }
        return core.ask {
            val heard = tools.recorder.stop() ?: return@ask
            keepFile(draft, place, BroughtFile(CaptureKind.AUDIO, tools.recorder.mediaType, Source.Camera) { heard.inputStream() }, tools)
        }
    }

    suspend fun bring(place: String, file: BroughtFile): Outcome<Unit> {
        now.update { it.copy(busy = true, drawing = null) }
        return core.ask { keepFile(draft, place, file, tools) }.also { now.update { it.copy(busy = false) } }
    }

    /** Where the phone is, once the receiver tells it. */
    fun measure(place: String, then: suspend (GeoPoint) -> Unit) {
        if (now.value.measuring != null) return
        now.update { it.copy(measuring = place) }
        scope.launch {
            val reading = withTimeoutOrNull(MEASURE_MS) { tools.gps.readings.firstOrNull { !it.fix.mock } }
            val position = reading?.fix?.position
            if (position != null) then(GeoPoint(position.latE7.toLong(), position.lonE7.toLong(), null, reading.fix.accuracyMm.toLong()))
            now.update { it.copy(measuring = null) }
        }
    }

    private companion object {
        const val AWAKE_MS = 20_000L
        const val MEASURE_MS = 30_000L
    }
}
