package org.saksi.presentation.camera

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import org.saksi.presentation.permit.Need
import org.saksi.presentation.permit.Permit
import org.saksi.presentation.permit.Permits

/** What reading a code by the camera needs of the phone. */
class ScanTools(val camera: Camera, val permits: Permits, val buzz: () -> Unit)

/** The camera looks for a code. */
data class Scan(
    val permit: Permit,
    val trouble: CameraTrouble?,
    /** A code was read, and it was none of those looked for. */
    val foreign: Boolean,
)

/** Looks for a code while there is a viewfinder. [told] hears how it stands, [found] the text of one that is [wanted]. */
@Suppress("LongParameterList")
internal class CodeScan(
    private val tools: ScanTools,
    private val scope: CoroutineScope,
    private val read: (Frame) -> String?,
    private val wanted: (String) -> Boolean,
    private val told: (Scan) -> Unit,
    private val found: (String) -> Unit,
) {
    private var surface: ViewfinderSurface? = null
    private var watching: Job? = null

    /** Why nothing is seen, until it is tried anew. */
    private var trouble: CameraTrouble? = null

    /** How it stands before anything was seen. */
    fun before() = Scan(tools.permits.of(Need.CAMERA), trouble = null, foreign = false)

    /** The permission may have changed, or the screen came to the front: what was in the way is forgotten. */
    fun look() {
        trouble = null
        look(surface)
    }

    /** The viewfinder came or went. A page that tells of trouble shows none: that it went is no reason to try again. */
    fun look(on: ViewfinderSurface?) {
        surface = on
        if (on != null) trouble = null
        val begun = before().copy(trouble = trouble)
        told(begun)
        watching?.cancel()
        watching = if (on != null && begun.permit == Permit.GRANTED) scope.launch { watch(on, begun) } else null
    }

    fun asking() = tools.permits.asked(Need.CAMERA)

    fun end() {
        surface = null
        trouble = null
        rest()
    }

    /** Another app is in front: the camera is given back, and taken again by [look]. */
    fun rest() {
        watching?.cancel()
        watching = null
        tools.camera.close()
    }

    private suspend fun watch(on: ViewfinderSurface, begun: Scan) {
        var code: String? = null
        fun isIn(frame: Frame): Boolean {
            val text = read(frame) ?: return false
            if (wanted(text)) code = text else told(begun.copy(foreign = true))
            return code != null
        }
        trouble = tools.camera.watch(on, ::isIn)
        val text = code
        if (text == null) return told(begun.copy(trouble = trouble))
        tools.buzz()
        found(text)
    }
}
