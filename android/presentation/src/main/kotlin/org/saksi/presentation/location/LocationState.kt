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
    /** Only mock readings came. */
    val onlyMock: Boolean,
    val typed: String,
    /** What was typed, as it was understood; null: not (yet) a position. */
    val typedDms: String?,
    val failure: Failure?,
)
