package org.saksi.presentation.share

import org.saksi.core.FormInfo
import org.saksi.core.QuestionView
import org.saksi.presentation.core.Failure
import org.saksi.presentation.phone.SpaceLeft

/** A photo from another app on its way into a report, one after the other. */
data class ShareState(
    /** How many wait, this one among them. */
    val waiting: Int,
    /** Null until it was read. */
    val photo: SharedPhoto?,
    val step: ShareStep,
    /** Room on the phone; without any no form may begin. */
    val space: SpaceLeft,
    val failure: Failure?,
)

sealed interface ShareStep {
    /** The other app is asked for it. */
    data object Reading : ShareStep

    /** The other app does not give it any more. */
    data object Gone : ShareStep

    /** For which question? [mayBegin]: no new form before the hub took this phone in. */
    data class Choose(val drafts: List<OpenDraft>, val forms: List<FormInfo>, val mayBegin: Boolean) : ShareStep

    /** "Dari mana foto ini?" */
    data class AskOrigin(val target: PhotoPlace) : ShareStep

    /** "Ada wajah orang?", before it is sealed: so its small picture is never a sharp one. */
    data class AskFaces(val target: PhotoPlace, val origin: String) : ShareStep

    data object Keeping : ShareStep
}

/** A draft that has photo questions; [questions] are those without a photo that are asked just now, perhaps none. */
data class OpenDraft(val draft: String, val title: String, val changedMs: Long, val questions: List<QuestionView>)

/** Where the photo goes. */
data class PhotoPlace(val draft: String, val place: String)
