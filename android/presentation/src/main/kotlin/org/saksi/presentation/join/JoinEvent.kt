package org.saksi.presentation.join

sealed interface JoinEvent {
    data class CardTyped(val text: String) : JoinEvent

    class FileOpened(val name: String, val bytes: ByteArray) : JoinEvent

    data class Answered(val answer: ConsentAnswer) : JoinEvent

    data class Chosen(val picture: Picture) : JoinEvent

    data class Digit(val digit: Char) : JoinEvent

    data object Erase : JoinEvent

    /** The one large button of the step. */
    data object Next : JoinEvent

    /** One step back; at the first step nothing happens. */
    data object Back : JoinEvent
}
