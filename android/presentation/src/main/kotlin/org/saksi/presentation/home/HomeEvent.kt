package org.saksi.presentation.home

sealed interface HomeEvent {
    /** The screen came to the front: something may have changed meanwhile. */
    data object Shown : HomeEvent

    data class Continue(val draft: String) : HomeEvent

    data class Start(val form: String) : HomeEvent

    data object SendNow : HomeEvent

    data object Records : HomeEvent

    data object Settings : HomeEvent

    /** The sentence about a failure was read. */
    data object Dismiss : HomeEvent
}
