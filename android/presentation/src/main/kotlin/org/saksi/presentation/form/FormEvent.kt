package org.saksi.presentation.form

import org.saksi.core.Answer
import org.saksi.core.RowView
import org.saksi.presentation.camera.ViewfinderSurface
import org.saksi.presentation.permit.Need

sealed interface FormEvent {
    /** The screen is in front, perhaps after the camera or a permission. */
    data object Shown : FormEvent

    /** It is not: what is typed is stored at once. */
    data object Hidden : FormEvent

    data object Next : FormEvent

    data object Previous : FormEvent

    /** "Lengkapi nanti": on, although something is missing here. */
    data object PutOff : FormEvent

    /** To a question, screen or repeat; null: to the end. */
    data class Jump(val place: String?) : FormEvent

    data class Overview(val show: Boolean) : FormEvent

    /** A field holds this text now. It is stored soon, and always before she leaves. */
    data class Typed(val place: String, val text: String) : FormEvent

    /** Answered by a tap; null clears. */
    data class Chosen(val place: String, val answer: Answer?) : FormEvent

    /** One of several was tapped: taken, or given back. Told as a tap, so that quick taps do not overtake each other. */
    data class Toggled(val place: String, val code: String) : FormEvent

    /** One of a ranking is moved by so many places. */
    data class Moved(val place: String, val code: String, val by: Int) : FormEvent

    /** A list that is shown on a tap; null closes it. */
    data class Open(val place: String?) : FormEvent

    data class Search(val place: String, val text: String) : FormEvent

    data class TakePhoto(val place: String) : FormEvent

    /** A photo that another app handed over. */
    data class UseShared(val place: String) : FormEvent

    data class Locate(val place: String) : FormEvent

    data class PointOnMap(val place: String) : FormEvent

    /** Where the phone is becomes the next point of a line. */
    data class AddPoint(val place: String) : FormEvent

    data class RemovePoint(val place: String) : FormEvent

    /** The system's question is about to be shown, or was answered. */
    data class AskingPermit(val need: Need) : FormEvent

    /** The compass for a question; null switches it off. */
    data class Aim(val place: String?) : FormEvent

    /** Where the phone points is the answer. */
    data object UseDirection : FormEvent

    /** A page to draw on; null leaves it without keeping anything. */
    data class Draw(val place: String?) : FormEvent

    data class Record(val place: String) : FormEvent

    /** Ends the recording and keeps it. */
    data object StopRecording : FormEvent

    /** A drawing or a picked file. */
    class Brought(val place: String, val file: BroughtFile) : FormEvent

    /** Plays a sound, or stops it if it plays already. */
    data class Play(val heard: Heard) : FormEvent

    /** The camera reads a code for the question; null: she types after all. */
    data class ScanCode(val place: String?) : FormEvent

    /** Where the viewfinder is drawn; null: nowhere any more. */
    data class Surface(val surface: ViewfinderSurface?) : FormEvent

    data class AddRow(val repeat: String) : FormEvent

    data class AskRemoveRow(val row: RowView, val label: String) : FormEvent

    data object AskDiscard : FormEvent

    /** Why the form was changed, as it is typed. */
    data class Reasoned(val text: String) : FormEvent

    /** The question is answered with yes: what was asked is done. */
    data object Confirm : FormEvent

    data object NotNow : FormEvent

    /** "Selesai, siap kirim". */
    data object Submit : FormEvent

    /** "Simpan dan keluar". */
    data object Leave : FormEvent

    data object Dismiss : FormEvent
}
