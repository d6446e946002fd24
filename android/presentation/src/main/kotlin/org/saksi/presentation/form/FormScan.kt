package org.saksi.presentation.form

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.update
import org.saksi.presentation.camera.CodeScan
import org.saksi.presentation.camera.Scan
import org.saksi.presentation.camera.ScanTools
import org.saksi.presentation.camera.ViewfinderSurface
import org.saksi.presentation.camera.barcodeIn

/** Reads the code of a barcode question by the camera; what is in it is told to [found], and the camera is given back. */
internal class FormScan(
    tools: ScanTools,
    private val now: MutableStateFlow<FormState>,
    scope: CoroutineScope,
    private val found: (place: String, text: String) -> Unit,
) {
    private val scan = CodeScan(tools, scope, ::barcodeIn, { true }, ::told, ::read)

    init {
        scope.coroutineContext[Job]?.invokeOnCompletion { if (now.value.scanning != null) scan.end() }
    }

    fun begin(place: String) {
        now.update { it.copy(scanning = Scanning(place, scan.before())) }
        scan.look()
    }

    /** The viewfinder came or went, or the permission may have changed. */
    fun look() {
        if (now.value.scanning != null) scan.look()
    }

    fun look(on: ViewfinderSurface?) {
        if (now.value.scanning != null) scan.look(on)
    }

    fun rest() {
        if (now.value.scanning != null) scan.rest()
    }

    fun end() {
        if (now.value.scanning == null) return
        now.update { it.copy(scanning = null) }
        scan.end()
    }

    private fun told(scan: Scan) = now.update { it.copy(scanning = it.scanning?.copy(scan = scan)) }

    private fun read(text: String) {
        val place = now.value.scanning?.place ?: return
        end()
        found(place, text)
    }
}
