package org.saksi.presentation.fake

import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.flow.MutableSharedFlow
import kotlinx.coroutines.flow.MutableStateFlow
import org.saksi.core.Fix
import org.saksi.core.LatLon
import org.saksi.core.Provider
import org.saksi.core.Quality
import org.saksi.presentation.Language
import org.saksi.presentation.SendWhen
import org.saksi.presentation.camera.Camera
import org.saksi.presentation.camera.CameraTrouble
import org.saksi.presentation.camera.Frame
import org.saksi.presentation.camera.PhotoSink
import org.saksi.presentation.camera.PhotoSize
import org.saksi.presentation.camera.Shooting
import org.saksi.presentation.camera.ViewfinderSurface
import org.saksi.presentation.form.Compass
import org.saksi.presentation.form.Recorder
import org.saksi.presentation.location.Coordinates
import org.saksi.presentation.location.Gps
import org.saksi.presentation.location.Reading
import org.saksi.presentation.permit.Need
import org.saksi.presentation.permit.Permit
import org.saksi.presentation.permit.Permits
import org.saksi.presentation.phone.Battery
import org.saksi.presentation.phone.Charge
import org.saksi.presentation.phone.Disguise
import org.saksi.presentation.phone.Line
import org.saksi.presentation.phone.Playable
import org.saksi.presentation.phone.Player
import org.saksi.presentation.phone.Schedule
import org.saksi.presentation.phone.Space
import org.saksi.presentation.phone.Transfer
import org.saksi.presentation.phone.Voice

/** A phone with room and Wi-Fi, unless a test says otherwise. */
class FakePhone : Space, Line, Schedule, Transfer, Disguise, Battery {
    var charge: Charge? = Charge(80, charging = false)
    var free = 1_000_000_000L
    var there = true
    var wifi = true
    val done = mutableListOf<String>()

    /** Does the phone know just now that something is sent? */
    var transfers = false

    override fun charge() = charge
    override fun freeBytes() = free
    override fun usedBytes() = 82_000_000L
    override fun isThere() = there
    override fun isFree() = wifi

    override fun follow(chosen: SendWhen) {
        done += "follow $chosen"
    }

    override fun begin() {
        transfers = true
    }

    override fun end() {
        transfers = false
    }

    override fun wear(on: Boolean) {
        done += "wear $on"
    }
}

/** A receiver whose readings come when the test says so. */
class FakeGps : Gps {
    val coming = MutableSharedFlow<Reading>(extraBufferCapacity = 16)
    var nowMs = 1_000_000L
    var switchedOn = true
    var offsetMs: Long? = 0L
    override val readings = coming
    override fun isOn() = switchedOn
    override fun bootMs() = nowMs
    override fun clockOffsetMs(): Long? = offsetMs

    /** Does anybody listen? Then the receiver runs. */
    val running: Boolean get() = coming.subscriptionCount.value > 0

    fun measures(accuracyMm: Int, agoMs: Long = 0, mock: Boolean = false, latE7: Int = -34_500_000) {
        check(coming.tryEmit(reading(accuracyMm, nowMs - agoMs, mock, latE7))) { "the buffer is full" }
    }
}

fun reading(accuracyMm: Int, atMs: Long, mock: Boolean = false, latE7: Int = -34_500_000, provider: Provider = Provider.GNSS) =
    Reading(Fix(LatLon(latE7, 1_223_500_000), accuracyMm.toUInt(), provider, mock, 0u), atMs)

class FakePermits(var camera: Permit = Permit.GRANTED, var location: Permit = Permit.GRANTED) : Permits {
    val asked = mutableListOf<Need>()
    override fun of(need: Need) = if (need == Need.CAMERA) camera else location
    override fun asked(need: Need) {
        asked += need
    }
}

/** Points where the test says. */
class FakeCompass : Compass {
    override val isThere = true
    override val degrees = MutableStateFlow(10)
}

/** Hears [heard] between start and stop. */
class FakeRecorder(var heard: ByteArray? = byteArrayOf(1, 2, 3)) : Recorder {
    var running = false
    var begins = true
    override val mediaType = "audio/aac"

    override fun start(quality: Quality?): Boolean {
        running = begins
        return begins
    }

    override fun stop(): ByteArray? = heard.also { running = false }
}

/** Speaks Indonesian and says nothing. */
class FakeVoice : Voice {
    val said = mutableListOf<String>()

    override suspend fun speaks(language: Language) = language == Language.INDONESIAN

    override fun say(text: String, language: Language) {
        said += text
    }

    override fun stop() = said.clear()

    var ended = false

    override fun end() {
        ended = true
    }
}

/** Plays in silence until the test ends it; knows that everything lasts 80 seconds. */
class FakePlayer(var plays: Boolean = true) : Player {
    /** What is heard just now: all its bytes. */
    var heard: ByteArray? = null
    private var ended = {}

    override fun play(sound: Playable, ended: () -> Unit): Boolean {
        if (!plays) return false
        var all = ByteArray(0)
        do {
            val piece = sound.read(all.size.toLong())
            all += piece
        } while (piece.isNotEmpty())
        heard = all
        this.ended = ended
        return true
    }

    override fun stop() {
        heard = null
    }

    /** Tells the end of what plays, when the test says so. */
    fun ending(): () -> Unit = ended

    fun toItsEnd() {
        heard = null
        ended()
    }

    override fun lengthMs(of: Playable): Long? = 80_000
}

/** A bright viewfinder. */
object FakeSurface : ViewfinderSurface {
    override fun luma() = IntArray(4) { 120 }
}

/** A camera that gives [photo] in pieces of 100,000 bytes. */
class FakeCamera : Camera {
    var photo = ByteArray(250_000) { it.toByte() }
    var trouble: CameraTrouble? = null
    var black = false
    var openedAt: PhotoSize? = null
    var frames = emptyList<Frame>()

    override fun sizes() = listOf(PhotoSize(4000, 3000), PhotoSize(3264, 2448), PhotoSize(2560, 1920))
    override val hasTorch = true

    override suspend fun open(size: PhotoSize, surface: ViewfinderSurface): CameraTrouble? {
        openedAt = size
        return trouble
    }

    override fun torch(on: Boolean) = Unit

    override suspend fun watch(surface: ViewfinderSurface, see: (Frame) -> Boolean): CameraTrouble? {
        trouble?.let { return it }
        if (frames.none(see)) awaitCancellation()
        return null
    }

    override suspend fun shoot(into: PhotoSink): Shooting {
        trouble?.let { return Shooting.Failed(it) }
        into.begin(orientation = 6)
        for (from in photo.indices step 100_000) into.piece(photo.copyOfRange(from, minOf(from + 100_000, photo.size)))
        return Shooting.Done(small = byteArrayOf(1), black = black)
    }

    override fun close() {
        openedAt = null
    }
}

/** Text for positions that a test can read; the core's own is tested with the core. */
object FakeCoordinates : Coordinates {
    override fun read(text: String): LatLon? {
        val parts = text.split(",").map { it.trim().toDoubleOrNull() ?: return null }
        return if (parts.size == 2) LatLon((parts[0] * 1e7).toInt(), (parts[1] * 1e7).toInt()) else null
    }

    override fun dms(at: LatLon) = "dms ${at.latE7} ${at.lonE7}"

    override fun decimal(at: LatLon) = "${at.latE7} ${at.lonE7}"

    override fun metres(from: LatLon, to: LatLon) = kotlin.math.abs(from.latE7 - to.latE7) / 90.0
}
