package org.saksi.presentation.share

import org.saksi.core.Faces

sealed interface ShareEvent {
    data object Shown : ShareEvent

    data class For(val target: PhotoPlace) : ShareEvent

    /** Into a draft that does not ask for a photo yet: the photo waits until it does. */
    data class OpenDraft(val draft: String) : ShareEvent

    data class Begin(val form: String) : ShareEvent

    /** Her answer, in the words on screen: so it stands in the capture record. */
    data class From(val origin: String) : ShareEvent

    data class HasFaces(val faces: Faces) : ShareEvent

    /** This one is not wanted. It stays where it was, in the other app. */
    data object LeaveOut : ShareEvent

    data object Back : ShareEvent

    data object Dismiss : ShareEvent
}
