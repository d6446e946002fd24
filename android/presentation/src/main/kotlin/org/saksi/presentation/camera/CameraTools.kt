package org.saksi.presentation.camera

import org.saksi.presentation.location.Coordinates
import org.saksi.presentation.location.Gps
import org.saksi.presentation.location.Reading
import org.saksi.presentation.permit.Need
import org.saksi.presentation.permit.Permit
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

/** What the position indicator says of the [best] reading at [bootMs]. */
internal fun CameraTools.positionLine(best: Reading?, bootMs: Long): PositionLine {
    val permit = permits.of(Need.LOCATION)
    return when {
        permit != Permit.GRANTED && permit != Permit.COARSE -> PositionLine.NotAllowed(permit)
        !gps.isOn() && best == null -> PositionLine.SwitchedOff
        best?.fix?.mock != true && permit == Permit.COARSE -> PositionLine.Coarse
        best != null -> PositionLine.Found(best.fix, (bootMs - best.measuredMs) / SECOND_MS)
        else -> PositionLine.Searching
    }
}

/** Real before mock, then the sharper one. */
internal fun List<Reading?>.best(): Reading? = filterNotNull().minWithOrNull(compareBy({ it.fix.mock }, { it.fix.accuracyMm }))

private const val SECOND_MS = 1_000L
