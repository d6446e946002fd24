package org.saksi.presentation.conflicts

sealed interface ConflictsEvent {
    data object Shown : ConflictsEvent

    data class Choose(val entry: String) : ConflictsEvent

    /** Neither: she writes a third. */
    data object WriteThird : ConflictsEvent

    /** The text, or the code of a choice, that ODK would store. */
    data class Third(val text: String) : ConflictsEvent

    data object KeepThird : ConflictsEvent

    data object NoThird : ConflictsEvent

    /** "Nanti saja": nothing is decided and nothing waits for it. */
    data object Later : ConflictsEvent

    data object Back : ConflictsEvent
}
