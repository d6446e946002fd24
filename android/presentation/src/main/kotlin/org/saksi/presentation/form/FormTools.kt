package org.saksi.presentation.form

import kotlinx.coroutines.flow.Flow
import org.saksi.core.CaptureKind
import org.saksi.core.CaptureMeta
import org.saksi.core.Faces
import org.saksi.core.Quality
import org.saksi.core.Source
import org.saksi.presentation.camera.MOST_BYTES
import org.saksi.presentation.camera.Maker
import org.saksi.presentation.camera.ScanTools
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.location.Gps
import org.saksi.presentation.permit.Permits
import org.saksi.presentation.phone.Player
import org.saksi.presentation.share.SharedPhotos
import java.io.InputStream

/** What a form needs of the phone. */
class FormTools(
    val gps: Gps,
    val permits: Permits,
    val recorder: Recorder,
    val compass: Compass,
    val maker: Maker,
    val player: Player,
    val scan: ScanTools,
    /** Photos of other apps that wait for a question. */
    val shared: SharedPhotos,
    /** She is busy without touching the screen: it must not lock itself now. */
    val busy: () -> Unit,
    /** Minutes east of Greenwich, now. */
    val zoneMinutes: () -> Int,
)

/** Where the back of the phone points. The sensor runs only while somebody collects. */
interface Compass {
    val isThere: Boolean

    /** Degrees from magnetic north, clockwise, 0 to 359. */
    val degrees: Flow<Int>
}

/** The phone's microphone. What it hears stays in memory and never touches a file. */
interface Recorder {
    /** False: there is none, or another app holds it. */
    fun start(quality: Quality?): Boolean

    /** What was heard; null: nothing. Blocks until the last piece is there. */
    fun stop(): ByteArray?

    /** The type of what [stop] gives. */
    val mediaType: String
}

/** A file for a question: a drawing, a recording, or one that she picked. */
class BroughtFile(
    val kind: CaptureKind,
    val mediaType: String,
    /** Where it comes from, by the app's word; never "camera" for what the app did not take. */
    val source: Source,
    /** May fail: then nothing is kept. Called off the main thread. */
    val open: () -> InputStream,
)

/** Seals [file] piece by piece as the answer at [place], and keeps it; nothing is left of one that breaks off. */
internal fun FieldCore.keepFile(draft: String, place: String, file: BroughtFile, tools: FormTools) {
    val meta = CaptureMeta(
        file.kind, file.source, file.mediaType, tools.maker.device, tools.maker.app, UPRIGHT, onWater = false,
        Faces.NOT_ASKED, tools.gps.clockOffsetMs(),
    )
    file.open().use { keepFile(draft, place, meta, it) }
}

/** The same of what is told by [meta]. */
internal fun FieldCore.keepFile(draft: String, place: String, meta: CaptureMeta, stream: InputStream) {
    val id = sealBegin(draft, place, meta)
    val kept = runCatching {
        push(id, stream)
        sealFinish(id, null)
        keep(id)
    }
    kept.onFailure { retake(id) }.getOrThrow()
}

private fun FieldCore.push(id: String, stream: InputStream) {
    val piece = ByteArray(MOST_BYTES)
    var read = stream.read(piece)
    while (read >= 0) {
        if (read > 0) sealPush(id, piece.copyOf(read))
        read = stream.read(piece)
    }
}

private const val UPRIGHT: UByte = 1u
