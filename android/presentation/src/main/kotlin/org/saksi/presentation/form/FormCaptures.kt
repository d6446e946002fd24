package org.saksi.presentation.form

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.filterNot
import kotlinx.coroutines.flow.firstOrNull
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeoutOrNull
import org.saksi.core.Advice
import org.saksi.core.CaptureKind
import org.saksi.core.Fix
import org.saksi.core.GeoPoint
import org.saksi.core.Quality
import org.saksi.core.Source
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.Failure
import org.saksi.presentation.core.Outcome
import org.saksi.presentation.core.PhoneCodes

/** What a form's page takes in by itself: sounds, files, points of a line. Photos have a screen of their own. */
internal class FormCaptures(
    private val core: Core,
    private val draft: String,
    private val tools: FormTools,
    private val now: MutableStateFlow<FormState>,
    private val scope: CoroutineScope,
) {
    private var following: Job? = null

    /** What was heard and is not kept yet: a full phone may take it the next time. */
    private var heard: Pair<String, ByteArray>? = null

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

    /** Records until somebody calls [keepRecording]; [full] is to, once it is so long that a small phone can hold no more of it. */
    fun record(place: String, quality: Quality?, full: () -> Unit) {
        if (now.value.recording != null) return
        if (!tools.recorder.start(quality)) {
            now.update { it.copy(failure = Failure(PhoneCodes.DEAF, Advice.RETRY)) }
            return
        }
        now.update { it.copy(recording = place, failure = null) }
        scope.launch {
            var left = MOST_MS / AWAKE_MS
            while (now.value.recording == place && left > 0) {
                tools.busy()
                delay(AWAKE_MS)
                left -= 1
            }
            if (now.value.recording != place) return@launch
            full()
            now.update { it.copy(failure = Failure(PhoneCodes.FULL, Advice.RETRY)) }
        }
    }

    /** Ends a recording and keeps it, if there is one. What cannot be kept stays in memory for the next time. */
    suspend fun keepRecording(): Outcome<Unit> {
        val place = now.value.recording
        if (place == null && heard == null) return Outcome.Done(Unit)
        now.update { it.copy(recording = null) }
        return core.ask {
            if (place != null) heard = tools.recorder.stop()?.let { place to it }
            val (at, bytes) = heard ?: return@ask
            keepFile(draft, at, BroughtFile(CaptureKind.AUDIO, tools.recorder.mediaType, Source.Camera) { bytes.inputStream() }, tools)
            heard = null
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
            val fix = measured()
            val position = fix?.position
            if (position != null) then(GeoPoint(position.latE7.toLong(), position.lonE7.toLong(), null, fix.accuracyMm.toLong()))
            now.update { it.copy(measuring = null, failure = if (fix == null) Failure(PhoneCodes.NO_FIX, Advice.RETRY) else it.failure) }
        }
    }

    /** The first sharp reading, else the best of half a minute: what cells know of a place is no corner of a field. */
    private suspend fun measured(): Fix? {
        var best: Fix? = null
        withTimeoutOrNull(MEASURE_MS) {
            tools.gps.readings.map { it.fix }.filterNot { it.mock }.firstOrNull { fix ->
                best = listOfNotNull(best, fix).minBy { it.accuracyMm }
                fix.accuracyMm <= SHARP_MM
            }
        }
        return best
    }

    private companion object {
        const val SHARP_MM = 25_000u
        const val MOST_MS = 30 * 60_000L
        const val AWAKE_MS = 20_000L
        const val MEASURE_MS = 30_000L
    }
}
