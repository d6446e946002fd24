package org.saksi.presentation.route

/**
 * A place in the app. A route holds ids only, so it can be written down as text when the phone ends
 * the process, and read again: the screen comes back with what the core has stored.
 *
 * A new screen adds a case here, one in [read] and [text], and one in the app's `Screens.kt`.
 */
sealed interface Route {
    /** What to do next; the bottom of every back stack. */
    data object Home : Route

    /** An open draft, at the question where the core says the person stands. */
    data class Form(val draft: String) : Route

    /** The camera, for the question at [place]. [ghost] is an evidence record to photograph again. */
    data class Camera(val draft: String, val place: String, val ghost: String?) : Route

    /** A position, for the question at [place]. */
    data class Location(val draft: String, val place: String) : Route

    /** Photos of other apps that wait; for the question at [place], or for one that is to be chosen. */
    data class Shared(val draft: String?, val place: String?) : Route

    /** Is the phone fit to be taken out? */
    data object Departure : Route

    /** The map, to look at. */
    data object Map : Route

    /** The map, to point at the answer of the question at [place]. */
    data class PickPoint(val draft: String, val place: String) : Route

    /** One's own records. */
    data object Records : Route

    /** One of them. */
    data class Report(val record: String) : Route

    /** Two edits of one answer, both hers. */
    data object Conflicts : Route

    /** What is and is not on the hub. */
    data object Sync : Route

    /** Language, "Mode terik", what leaves the phone. */
    data object Settings : Route

    /** Lock, wipe, disguise, PIN. */
    data object Safety : Route

    /** "Rekam suara petunjuk": what the app says, spoken by somebody of the place. */
    data object Voices : Route

    /** "Uji HP ini": what this phone does, measured. */
    data object Trial : Route

    /** What leaves the phone, licences, versions. */
    data object About : Route

    /** One line; ids are hex, so the separator is safe. */
    val text: String
        get() = when (this) {
            Home -> "home"
            is Form -> "form $draft"
            is Camera -> listOfNotNull("camera", draft, place, ghost).joinToString(" ")
            is Location -> "location $draft $place"
            is Shared -> listOfNotNull("shared", draft, place).joinToString(" ")
            Departure -> "departure"
            Map -> "map"
            is PickPoint -> "pick $draft $place"
            Records -> "records"
            is Report -> "report $record"
            Conflicts -> "conflicts"
            Sync -> "sync"
            Settings -> "settings"
            Safety -> "safety"
            Voices -> "voices"
            Trial -> "trial"
            About -> "about"
        }

    companion object {
        /** Null for what this version does not know: then the back stack goes on without it. */
        fun read(text: String): Route? {
            val words = text.split(' ')
            return when (words.first()) {
                "home" -> Home
                "form" -> words.getOrNull(1)?.let(::Form)
                "camera", "location", "pick" -> readPlaced(words)
                "shared" -> Shared(words.getOrNull(1), words.getOrNull(2))
                "departure" -> Departure
                "map" -> Map
                "records" -> Records
                "report" -> words.getOrNull(1)?.let(::Report)
                "conflicts" -> Conflicts
                "sync" -> Sync
                "settings" -> Settings
                "safety" -> Safety
                "voices" -> Voices
                "trial" -> Trial
                "about" -> About
                else -> null
            }
        }

        /** A place of a form has no spaces in it. */
        private fun readPlaced(words: List<String>): Route? {
            val draft = words.getOrNull(1) ?: return null
            val place = words.getOrNull(2) ?: return null
            return when (words.first()) {
                "camera" -> Camera(draft, place, words.getOrNull(3))
                "location" -> Location(draft, place)
                else -> PickPoint(draft, place)
            }
        }
    }
}
