package org.saksi.presentation.map

sealed interface MapEvent {
    data object Shown : MapEvent

    data object Hidden : MapEvent

    data object Asking : MapEvent

    data object Answered : MapEvent

    data class AsList(val yes: Boolean) : MapEvent

    /** The finger moved the map, in tiles of [tilePx]. */
    data class Dragged(val dx: Double, val dy: Double, val tilePx: Double) : MapEvent

    /** Nearer (above 0) or further, in steps of doubling. */
    data class Zoomed(val by: Double) : MapEvent

    /** Back to where the phone is. */
    data object ToHere : MapEvent

    /** A step of the finger that is not needed: a quarter of the screen, by a button. */
    data class Stepped(val east: Int, val south: Int) : MapEvent

    /** The middle of the map is the answer. */
    data object UseMiddle : MapEvent

    /** A base map was put in its place. */
    data object MapChanged : MapEvent

    /** What she picked is no base map, or could not be read. */
    data object MapRefused : MapEvent

    /** Fetches the project's map from the hub. */
    data object FetchMap : MapEvent

    /** Stops; what came stays, and it goes on from there. */
    data object StopFetching : MapEvent

    data object Back : MapEvent
}
