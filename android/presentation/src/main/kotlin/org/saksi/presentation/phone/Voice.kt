package org.saksi.presentation.phone

import org.saksi.presentation.Language

/** Reads a text aloud by the phone's own voice; nothing is sent anywhere for it. */
interface Voice {
    /** Is there a voice for this language on the phone itself? It may take seconds to find out. */
    suspend fun speaks(language: Language): Boolean

    /** Instead of what is being said just now. */
    fun say(text: String, language: Language)

    fun stop()

    /** Nobody listens any more: what it holds of the phone is given back. It begins anew when it is asked again. */
    fun end()
}
