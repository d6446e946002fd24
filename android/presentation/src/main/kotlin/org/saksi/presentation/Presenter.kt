package org.saksi.presentation

import kotlinx.coroutines.flow.StateFlow

/**
 * What stands behind one screen: a state to draw and a place to put what the person did.
 *
 * A screen is always the same set of files; `android/README.md` names them. A presenter knows no
 * Android class, never touches a string resource, and ends with the scope that it was made with.
 */
interface Presenter<State, Event> {
    /** What is to be drawn now. A state is a value: it has no defaults and no functions that act. */
    val state: StateFlow<State>

    /** What the person did. Returns at once; what follows shows in [state]. */
    fun on(event: Event)

    /** The core is about to be closed: what it does not have yet, it is given now. */
    suspend fun handOver() = Unit
}
