package org.saksi.presentation.camera

import org.saksi.core.Faces
import org.saksi.presentation.permit.Need

sealed interface CameraEvent {
    /** The screen is in front. */
    data object Shown : CameraEvent

    /** It is not: camera and receiver are given back. */
    data object Hidden : CameraEvent

    /** The system's question was answered, or she is sent to Settings for it. */
    data class Asking(val need: Need) : CameraEvent

    /** It was answered, somehow. */
    data object Answered : CameraEvent

    /** There is a place to draw the viewfinder, or no longer. */
    data class Surface(val surface: ViewfinderSurface?) : CameraEvent

    data class Torch(val on: Boolean) : CameraEvent

    /** The earlier photo of this place over the viewfinder, or not. */
    data class Ghost(val show: Boolean) : CameraEvent

    data class OnWater(val yes: Boolean) : CameraEvent

    /** The button or a volume key. */
    data object Shutter : CameraEvent

    data class HasFaces(val faces: Faces) : CameraEvent

    /** Nothing of the photo is kept. */
    data object Retake : CameraEvent

    /** She keeps it although there are faces in it. */
    data object KeepAnyway : CameraEvent

    /**
     * The phone's own camera took a photo: its bytes, its EXIF orientation, and the word on its origin. Whoever holds the
     * bytes may let them go once [sealed] was called, and not before: the core may be full, or locked meanwhile.
     */
    class Brought(val jpeg: ByteArray, val orientation: Int, val origin: String, val sealed: () -> Unit) : CameraEvent

    /** It took one, and that did not come. */
    data class NotBrought(val why: org.saksi.presentation.camera.NotBrought) : CameraEvent

    data object Back : CameraEvent
}
