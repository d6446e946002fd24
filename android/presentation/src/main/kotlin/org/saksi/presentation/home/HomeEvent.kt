package org.saksi.presentation.home

sealed interface HomeEvent {
    /** The screen came to the front: something may have changed meanwhile. */
    data object Shown : HomeEvent

    data class Continue(val draft: String) : HomeEvent

    data class Start(val form: String) : HomeEvent

    data object SendNow : HomeEvent

    /** A report that came back, or that there is news about. */
    data class Open(val record: String) : HomeEvent

    /** The news were read: they need not stand here any more. */
    data object NewsRead : HomeEvent

    /** To the photos of other apps that wait. */
    data object Shared : HomeEvent

    /** The card about phones that do not wake the app is not wanted any more. */
    data object WakeCardAway : HomeEvent

    data object Departure : HomeEvent

    data object Map : HomeEvent

    data object Records : HomeEvent

    data object Settings : HomeEvent

    /** The sentence about a failure was read. */
    data object Dismiss : HomeEvent
}
