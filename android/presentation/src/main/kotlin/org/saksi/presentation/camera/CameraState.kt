package org.saksi.presentation.camera

import org.saksi.core.Faces
import org.saksi.core.Fix
import org.saksi.core.GradeTold
import org.saksi.presentation.core.Failure
import org.saksi.presentation.permit.Need
import org.saksi.presentation.permit.Permit

/** The camera for one question of a form. */
data class CameraState(
    val step: CameraStep,
    /** The viewfinder runs. */
    val open: Boolean,
    /** And shows nothing but black. */
    val dark: Boolean,
    /** The size of the next photo; null: there is no camera. */
    val size: PhotoSize?,
    /** Is the light on? Null: the phone has none. */
    val torch: Boolean?,
    /** She said that she is on the water. */
    val onWater: Boolean,
    val position: PositionLine,
    /** What a photo taken now would get, or what the one at hand has got. */
    val graded: GradeTold?,
    /** The record of an earlier photo of this place; null: none is known. */
    val earlier: String?,
    /** That photo, to lay over the viewfinder. */
    val ghost: Photo?,
    val trouble: CameraTrouble?,
    /** Why there is no photo of the phone's own camera app although it took one; null: none is missing. */
    val notBrought: NotBrought?,
    val failure: Failure?,
)

/** A photo that the phone's own camera app took and that did not come. */
enum class NotBrought {
    /** More bytes than are held in memory. */
    TOO_LARGE,

    /** Nothing came, or it broke off. */
    NOTHING,
}

/** What the position indicator says. */
sealed interface PositionLine {
    /** May the location be asked for? */
    data class NotAllowed(val permit: Permit) : PositionLine

    data object SwitchedOff : PositionLine

    /** Only "approximate" location is allowed: hundreds of metres, whatever the receiver says of itself. */
    data object Coarse : PositionLine

    /** Photos may be taken; the position follows. */
    data object Searching : PositionLine

    data class Found(
        val fix: Fix,
        /** How long ago it was measured. */
        val ageSeconds: Long,
    ) : PositionLine
}

/** Bytes of a small JPEG, compared by what they are and not by where. */
class Photo(val jpeg: ByteArray) {
    override fun equals(other: Any?) = other is Photo && other.jpeg.contentEquals(jpeg)

    override fun hashCode() = jpeg.contentHashCode()
}

sealed interface CameraStep {
    /** The card before the system's question. */
    data class Permission(val need: Need, val permit: Permit) : CameraStep

    data object Viewfinder : CameraStep

    /** The shutter was pressed; the bytes are being sealed. */
    data object Taking : CameraStep

    /** "Ada wajah orang?" */
    data class AskFaces(val shot: Shot) : CameraStep

    /** Somebody did not agree, or a child is in it: taking it again comes first. */
    data class Advise(val shot: Shot, val faces: Faces) : CameraStep

    /** Being kept. */
    data class Keeping(val shot: Shot) : CameraStep
}

/** A photo that is sealed and nobody's yet. */
data class Shot(
    val capture: String,
    /** Null after the end of the process, or if none could be made. */
    val small: Photo?,
    val black: Boolean,
    /** On the boot clock; null once the process ended: then no late fix is counted. */
    val shutterMs: Long?,
)

/** A picture can be taken now: one is in flight at most. */
val CameraState.ready: Boolean get() = open && step == CameraStep.Viewfinder

/** Neither is a photo being made nor is one asked about. */
internal val CameraStep.isIdle: Boolean get() = this is CameraStep.Permission || this == CameraStep.Viewfinder

/** The photo that may still be taken again: not the one that is being kept, for the core would drop it behind the answer. */
internal val CameraStep.open: Shot? get() = if (this is CameraStep.Keeping) null else shot

/** The photo that waits for an answer. */
val CameraStep.shot: Shot?
    get() = when (this) {
        is CameraStep.AskFaces -> shot
        is CameraStep.Advise -> shot
        is CameraStep.Keeping -> shot
        is CameraStep.Permission, CameraStep.Viewfinder, CameraStep.Taking -> null
    }
