package org.saksi.presentation.spoken

sealed interface PromptsEvent {
    /** A screen came to the front: a sync may have brought recordings. */
    data object Look : PromptsEvent

    /** Plays, or stops what plays. */
    data class Play(val key: String) : PromptsEvent

    /** She went elsewhere. */
    data object Stop : PromptsEvent
}
