package org.saksi.presentation.spoken

sealed interface PromptsEvent {
    /** Plays, or stops what plays. */
    data class Play(val key: String) : PromptsEvent

    /** She went elsewhere. */
    data object Stop : PromptsEvent
}
