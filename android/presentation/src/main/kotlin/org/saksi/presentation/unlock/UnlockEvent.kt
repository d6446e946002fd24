package org.saksi.presentation.unlock

sealed interface UnlockEvent {
    data class Digit(val digit: Char) : UnlockEvent

    data object Erase : UnlockEvent

    data object Open : UnlockEvent
}
