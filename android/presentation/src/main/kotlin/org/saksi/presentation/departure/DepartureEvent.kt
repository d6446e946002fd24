package org.saksi.presentation.departure

import org.saksi.presentation.permit.Need

sealed interface DepartureEvent {
    /** The screen came to the front; perhaps from Settings, where something was put right. */
    data object Shown : DepartureEvent

    /** It left the front: the receiver stops. */
    data object Hidden : DepartureEvent

    data class Asking(val need: Need) : DepartureEvent

    /** The system's question was answered. */
    data object Answered : DepartureEvent

    /** Look for satellites once more. */
    data object SearchAgain : DepartureEvent

    /** To where room can be made. */
    data object MakeRoom : DepartureEvent

    /** "Uji HP ini": what this phone does, measured. */
    data object Trial : DepartureEvent

    data object Back : DepartureEvent
}
