package org.saksi.presentation.safety

import org.saksi.presentation.shell.LockAfter

sealed interface SafetyEvent {
    data class LockAfterChosen(val after: LockAfter) : SafetyEvent

    data class Discreet(val on: Boolean) : SafetyEvent

    data object LockNow : SafetyEvent

    data object ChangePin : SafetyEvent

    data class Digit(val digit: Char) : SafetyEvent

    data object Erase : SafetyEvent

    data object NextPin : SafetyEvent

    /** Where she wants it written; blocks. */
    data class Export(val write: (ByteArray) -> Unit) : SafetyEvent

    data object AskWipe : SafetyEvent

    /** The button was held to the end. */
    data object Wipe : SafetyEvent

    /** One step back: out of a question, or out of the screen. */
    data object Back : SafetyEvent
}
