package org.saksi.presentation.camera

import org.saksi.presentation.location.Coordinates
import org.saksi.presentation.location.Gps
import org.saksi.presentation.permit.Permits

/** What a camera needs of the phone. */
class CameraTools(
    val camera: Camera,
    val gps: Gps,
    val permits: Permits,
    val maker: Maker,
    val coordinates: Coordinates,
    val freeBytes: () -> Long,
    val wallMs: () -> Long,
    /** A short vibration: the shutter was heard. */
    val buzz: () -> Unit,
)
