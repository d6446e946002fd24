package org.saksi.presentation.spoken

/** Which words of the app can be heard. Nothing plays by itself. */
data class PromptsState(
    /** Keys of the core's prompts (`home/unsent`) that somebody recorded in the language on screen. */
    val here: Set<String>,
    /** The one that is heard just now. */
    val playing: String?,
)
