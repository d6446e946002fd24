package org.saksi.presentation.voices

sealed interface VoicesEvent {
    data object Shown : VoicesEvent

    /** The screen went behind another one: what was heard so far is kept. */
    data object Hidden : VoicesEvent

    /** She knows who will hear it, and begins. */
    data object Agree : VoicesEvent

    /** The system's question about the microphone was answered, or she is sent to Settings for it. */
    data object AskingPermit : VoicesEvent

    data object Record : VoicesEvent

    data object StopRecording : VoicesEvent

    /** Tries once more to keep what was recorded and refused. */
    data object KeepAgain : VoicesEvent

    /** Plays what was recorded, or stops it. */
    data object Listen : VoicesEvent

    data object Delete : VoicesEvent

    data object Next : VoicesEvent

    data object Previous : VoicesEvent

    /** All recordings: asked first. */
    data object AskDeleteAll : VoicesEvent

    data object DeleteAll : VoicesEvent

    data object KeepAll : VoicesEvent

    /** Writes the file to where she chose. */
    data class Export(val write: (ByteArray) -> Unit) : VoicesEvent

    data object Back : VoicesEvent
}
