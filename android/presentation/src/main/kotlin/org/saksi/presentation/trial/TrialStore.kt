package org.saksi.presentation.trial

import org.saksi.core.Answer
import org.saksi.core.CaptureKind
import org.saksi.core.CaptureMeta
import org.saksi.core.Faces
import org.saksi.core.RecordFilter
import org.saksi.core.RecordKind
import org.saksi.core.Source
import org.saksi.presentation.camera.MOST_BYTES
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.route.Route

/**
 * Works on the store that is thrown away: a practice project with the one form that every practice has. Every call
 * blocks. Nothing here touches her own log.
 */
internal class TrialStore(private val core: FieldCore, private val nanos: () -> Long) {
    private fun begun() = core.start(core.forms().first().id)

    /** A place for one photo of the camera's. */
    fun photoPlace(): Route.Camera = begun().let { Route.Camera(it, core.findQuestion(it, PHOTO), ghost = null) }

    /** Answers, each durable before the next, and as many looks at the draft. */
    fun writeAndRead(): List<Figure> {
        val draft = begun()
        val place = core.findQuestion(draft, "people")
        val written = median(TIMES) { core.answer(draft, place, Answer.Int(it.toLong())) }
        val read = median(TIMES) { core.view(draft) }
        return listOf(Figure(FigureKind.WRITE_US, written / MICRO), Figure(FigureKind.READ_US, read / MICRO))
    }

    /** Eight megabytes through the seal as a camera gives them; then the report is signed, and they are opened and checked again. */
    fun seal(maker: String, app: String): List<Figure> {
        val (draft, place) = photoPlace()
        val piece = ByteArray(MOST_BYTES) { (it * PRIME).toByte() }
        var capture = ""
        val sealing = took {
            capture = core.sealBegin(draft, place, metaOf(maker, app))
            repeat(PIECES) { core.sealPush(capture, piece) }
            core.sealFinish(capture, null)
        }
        core.tellFaces(capture, Faces.NOT_AGREED)
        core.keep(capture)
        core.answer(draft, core.findQuestion(draft, "what"), Answer.One("water"))
        val signing = took { core.submit(draft) }
        val evidence = core.records(RecordFilter(kind = RecordKind.EVIDENCE)).first().record
        val opening = took { core.openBlob(evidence, "original") }
        val kb = PIECES.toLong() * MOST_BYTES / KB
        return listOf(
            Figure(FigureKind.SEAL_KB_PER_S, perSecond(kb, sealing)),
            Figure(FigureKind.UNSEAL_KB_PER_S, perSecond(kb, opening)),
            Figure(FigureKind.SIGN_MS, signing / MILLI),
        )
    }

    private fun metaOf(maker: String, app: String) = CaptureMeta(
        kind = CaptureKind.PHOTO, source = Source.Imported("trial"), mediaType = "image/jpeg", device = maker, app = app,
        orientation = 1u, onWater = false, faces = Faces.NOT_AGREED, clockOffsetMs = null,
    )

    private fun took(work: () -> Unit): Long {
        val from = nanos()
        work()
        return nanos() - from
    }

    private fun median(times: Int, work: (Int) -> Unit) = List(times) { took { work(it) } }.sorted()[times / 2]

    private fun perSecond(amount: Long, ns: Long) = amount * SECOND / ns.coerceAtLeast(1)

    internal companion object {
        const val MICRO = 1_000L
        const val MILLI = 1_000_000L
        private const val PHOTO = "photo"
        private const val SECOND = 1_000_000_000L
        private const val TIMES = 21
        private const val PIECES = 32
        private const val PRIME = 131
        private const val KB = 1_000
    }
}
