package org.saksi.presentation.camera

import org.saksi.core.CaptureKind
import org.saksi.core.CaptureMeta
import org.saksi.core.Faces
import org.saksi.core.GradeTold
import org.saksi.core.Sealed
import org.saksi.core.ShutterFix
import org.saksi.core.Source
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.Failure
import org.saksi.presentation.core.Outcome
import org.saksi.presentation.location.Reading
import org.saksi.presentation.route.Route

/** A call of the core was refused in the middle of a photo. */
class SealRefused(val failure: Failure) : Exception()

/** One photo on its way into the core: begin, pieces, end. Nothing of it is held here. */
class Sealing(
    private val core: Core,
    private val at: Route.Camera,
    private val meta: (orientation: Int) -> CaptureMeta,
    private val bootMs: () -> Long,
) : PhotoSink {
    /** The capture, once it has begun. */
    var capture: String? = null
        private set

    /** The shutter on the boot clock. */
    var shutterMs = 0L
        private set

    override suspend fun begin(orientation: Int) {
        shutterMs = bootMs()
        capture = core.ask { sealBegin(at.draft, at.place, meta(orientation)) }.orRefused()
    }

    override suspend fun piece(bytes: ByteArray) {
        val id = checkNotNull(capture) { "begin comes first" }
        core.ask { sealPush(id, bytes) }.orRefused()
    }

    /** The last byte has come. */
    suspend fun finish(best: Reading?): Sealed {
        val id = checkNotNull(capture) { "begin comes first" }
        return core.ask { sealFinish(id, best?.let { ShutterFix(it.fix, it.measuredMs - shutterMs) }) }.orRefused()
    }

    /** No entry, no bytes; quietly, for something else has gone wrong already. */
    suspend fun drop() {
        capture?.let { id -> core.ask { retake(id) } }
        capture = null
    }

    private fun <T> Outcome<T>.orRefused(): T = when (this) {
        is Outcome.Done -> value
        is Outcome.Failed -> throw SealRefused(failure)
    }
}

/** What the adapter knows at the shutter. Faces are asked after it: until then the answer is one that gets no preview. */
fun metaOf(maker: Maker, source: Source, orientation: Int, onWater: Boolean, clockOffsetMs: Long?) = CaptureMeta(
    kind = CaptureKind.PHOTO,
    source = source,
    mediaType = "image/jpeg",
    device = maker.device,
    app = maker.app,
    orientation = orientation.toUByte(),
    onWater = onWater,
    faces = Faces.NOT_AGREED,
    clockOffsetMs = clockOffsetMs,
)

/** The reasons in the language of the screen. */
fun GradeTold.reasons(language: String): List<String> = if (language == "en") reasonsEn else reasonsId
