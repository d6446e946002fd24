package org.saksi.presentation.location

sealed interface LocationEvent {
    /** The screen is in front: the receiver may run. */
    data object Shown : LocationEvent

    /** It is not: the receiver is switched off at once. */
    data object Hidden : LocationEvent

    /** The system's question about location was answered, or she is sent to Settings for it. */
    data object Asking : LocationEvent

    data object Answered : LocationEvent

    /** Measure once more. */
    data object Again : LocationEvent

    /** The measured position is the answer. */
    data object UseMeasured : LocationEvent

    data class Typed(val text: String) : LocationEvent

    /** The typed position is the answer: a point set by hand, which has no accuracy. */
    data object UseTyped : LocationEvent

    /** Point at it on the map. */
    data object OnMap : LocationEvent

    data object Back : LocationEvent
}
