package org.saksi.presentation.join

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import org.saksi.presentation.camera.Camera
import org.saksi.presentation.camera.Frame
import org.saksi.presentation.camera.ViewfinderSurface
import org.saksi.presentation.permit.Need
import org.saksi.presentation.permit.Permit
import org.saksi.presentation.permit.Permits

/** What reading a card by the camera needs of the phone. */
class ScanTools(val camera: Camera, val permits: Permits, val buzz: () -> Unit)

/** Looks for a card's code while there is a viewfinder. [told] hears how it stands, [found] the card's text. */
internal class CardScan(
    private val tools: ScanTools,
    private val scope: CoroutineScope,
    private val told: (Scan) -> Unit,
    private val found: (String) -> Unit,
) {
    private var surface: ViewfinderSurface? = null
    private var watching: Job? = null

    /** The viewfinder came, went, or the permission may have changed. */
    fun look(on: ViewfinderSurface? = surface) {
        surface = on
        val permit = tools.permits.of(Need.CAMERA)
        told(Scan(permit, trouble = null, foreign = false))
        watching?.cancel()
        watching = if (on != null && permit == Permit.GRANTED) scope.launch { watch(on, permit) } else null
    }

    fun asking() = tools.permits.asked(Need.CAMERA)

    fun end() {
        surface = null
        watching?.cancel()
        watching = null
        tools.camera.close()
    }

    private suspend fun watch(on: ViewfinderSurface, permit: Permit) {
        var card: String? = null
        fun isCardIn(frame: Frame): Boolean {
            val text = codeIn(frame) ?: return false
            if (isCard(text)) card = text else told(Scan(permit, trouble = null, foreign = true))
            return card != null
        }
        val trouble = tools.camera.watch(on, ::isCardIn)
        val text = card
        if (text == null) return told(Scan(permit, trouble, foreign = false))
        tools.buzz()
        found(text)
    }
}
