package org.saksi.presentation.join

import org.saksi.presentation.camera.ViewfinderSurface

sealed interface JoinEvent {
    data class CardTyped(val text: String) : JoinEvent

    /** Try it first, without a card. */
    data object Practise : JoinEvent

    /** The other of the two languages, from here on. */
    data object OtherLanguage : JoinEvent

    /** Read the card by the camera. */
    data object Scan : JoinEvent

    /** Where the viewfinder is drawn; null: nowhere any more. */
    data class Surface(val surface: ViewfinderSurface?) : JoinEvent

    /** The system's question about the camera was answered, or she is sent to Settings for it. */
    data object Asking : JoinEvent

    /** It was answered, or Settings were left. */
    data object AnsweredPermit : JoinEvent

    /** Read this aloud. */
    data class Say(val text: String) : JoinEvent

    class FileOpened(val name: String, val bytes: ByteArray) : JoinEvent

    /** What she picked cannot be read, or is far too large for a project file. */
    data object FileRefused : JoinEvent

    data class Answered(val answer: ConsentAnswer) : JoinEvent

    data class Chosen(val picture: Picture) : JoinEvent

    data class Digit(val digit: Char) : JoinEvent

    data object Erase : JoinEvent

    /** The one large button of the step. */
    data object Next : JoinEvent

    /** One step back; at the first step nothing happens. */
    data object Back : JoinEvent
}
