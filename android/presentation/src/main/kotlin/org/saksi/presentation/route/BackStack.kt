package org.saksi.presentation.route

import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import org.saksi.presentation.Notes

/**
 * Where the person is and how she came there. Own code instead of a library: six functions, no
 * second notion of arguments, and it is written down by every step, so that the end of the process
 * at any screen leads back to it.
 */
class BackStack(private val notes: Notes) {
    private val stack = MutableStateFlow(restored())

    /** Never empty; the last one is on screen. */
    val routes: StateFlow<List<Route>> = stack.asStateFlow()

    fun go(route: Route) = set(stack.value + route)

    /** Instead of the screen on top: a form that was submitted cannot be gone back to. */
    fun replace(route: Route) = set(stack.value.dropLast(1) + route)

    /** False at the bottom: the system may close the app. */
    fun back(): Boolean {
        if (stack.value.size == 1) return false
        set(stack.value.dropLast(1))
        return true
    }

    /** The same, if [from] is on screen: a second tap on a button, or an answer that comes late, leaves no other screen. */
    fun back(from: Route): Boolean = stack.value.last() == from && back()

    /** Back to the bottom, in one step. */
    fun home() = set(listOf(Route.Home))

    private fun set(routes: List<Route>) {
        stack.value = routes.ifEmpty { listOf(Route.Home) }
        notes[NAME] = stack.value.joinToString("\n") { it.text }
    }

    private fun restored(): List<Route> =
        notes[NAME].orEmpty().lines().mapNotNull(Route::read).ifEmpty { listOf(Route.Home) }

    private companion object {
        const val NAME = "routes"
    }
}
