package org.saksi.presentation.location

import org.saksi.core.Fix
import org.saksi.presentation.core.Failure
import org.saksi.presentation.permit.Permit

/** A position question: measured by the phone, typed, or (by the map) pointed at. */
data class LocationState(
    val permit: Permit,
    /** Location is switched off for the whole phone. */
    val switchedOff: Boolean,
    /** The receiver runs. */
    val measuring: Boolean,
    /** Readings so far, mock ones not counted. */
    val readings: Int,
    /** Their average, and the same as text. */
    val average: Fix?,
    val decimal: String?,
    val dms: String?,
    /** Better than this is what the form asks for, mm; null: it asks for nothing. The receiver stops there. */
    val enoughMm: UInt?,
    /** The form warns of a position that is worse than this, mm. */
    val poorMm: UInt?,
    /** Only mock readings came, and the form takes none. */
    val onlyMock: Boolean,
    val typed: String,
    /** What was typed, as it was understood; null: not (yet) a position. */
    val typedDms: String?,
    val failure: Failure?,
)

/** Is what was measured so far worse than the form wants? It may be used all the same. */
fun LocationState.isPoor(): Boolean = average != null && poorMm != null && average.accuracyMm > poorMm
