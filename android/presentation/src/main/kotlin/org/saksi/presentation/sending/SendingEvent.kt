package org.saksi.presentation.sending

import org.saksi.presentation.SendWhen

sealed interface SendingEvent {
    data object Shown : SendingEvent

    data object SendNow : SendingEvent

    /** Stops at the next safe place; what was sent stays sent. */
    data object Stop : SendingEvent

    data class When(val chosen: SendWhen) : SendingEvent

    data object Back : SendingEvent
}
