package org.saksi.presentation.departure

import org.saksi.presentation.permit.Permit
import org.saksi.presentation.phone.Charge
import org.saksi.presentation.phone.SpaceLeft

/** Is the phone fit to be taken out? Each line is good, or has one button. */
data class DepartureState(
    /** Null where the phone does not tell. */
    val charge: Charge?,
    val space: SpaceLeft,
    val clockWrong: Boolean,
    val camera: Permit,
    val location: Permit,
    val gps: Warmth,
)

/** How far the receiver has come. Warmed up, a photo gets its position within seconds. */
sealed interface Warmth {
    /** Location is switched off for the whole phone. */
    data object Off : Warmth

    /** Nothing can be heard without the permission, which has a line of its own. */
    data object Forbidden : Warmth

    data object Searching : Warmth

    /** Satellites were not found in the time that even an old receiver needs. */
    data object NotFound : Warmth

    data class Ready(val accuracyMm: Long) : Warmth
}

/** Below this an outing may end before the day does. */
const val LOW_PERCENT = 40

val Charge.isLow get() = percent < LOW_PERCENT && !charging

/** Everything but the receiver is good. */
val DepartureState.isPhoneGood
    get() = charge?.isLow != true && space == SpaceLeft.ENOUGH && !clockWrong && camera == Permit.GRANTED && location == Permit.GRANTED
