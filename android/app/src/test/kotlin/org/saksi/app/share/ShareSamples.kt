package org.saksi.app.share

import org.saksi.app.rig.RigJpeg
import org.saksi.core.FormInfo
import org.saksi.core.Heading
import org.saksi.core.QuestionParameters
import org.saksi.core.QuestionType
import org.saksi.core.QuestionView
import org.saksi.presentation.camera.Photo
import org.saksi.presentation.phone.SpaceLeft
import org.saksi.presentation.share.OpenDraft
import org.saksi.presentation.share.PhotoPlace
import org.saksi.presentation.share.ShareState
import org.saksi.presentation.share.ShareStep
import org.saksi.presentation.share.SharedPhoto

/** States of a shared photo that are worth a picture; not shipped. */
object ShareSamples {
    private val photo by lazy { SharedPhoto("image/jpeg", 1, Photo(RigJpeg.scene(seed = 6, width = 640, height = 480))) }
    private val target = PhotoPlace("d1", "foto")

    /** 28 November 2026, 14.05 in Kendari. */
    private const val THEN = 1_795_845_900_000L

    private fun photoOf(label: String, heading: String) = QuestionView(
        place = label, kind = QuestionType.Image, label = label, hint = "", guidance = null, image = null, audio = null, video = null,
        headings = listOf(Heading(heading, null)), appearance = emptyList(), range = null,
        parameters = QuestionParameters(null, null, null, null, null, null), secret = false, value = null,
        required = true, requiredMessage = null, constraintMessage = null, readonly = false,
        choices = emptyList(), choicesInAll = 0u, searched = false,
    )

    private val questions = listOf(photoOf("Foto keadaan umum", "Yang terlihat"), photoOf("Foto rinci", "Yang terlihat"))
    private val forms = listOf(FormInfo("F02", "1", "00".repeat(32), "Lingkungan dan keselamatan", true))

    val choose get() = ShareState(
        waiting = 2, photo = photo, space = SpaceLeft.ENOUGH, failure = null,
        step = ShareStep.Choose(
            listOf(
                OpenDraft("d1", "Lingkungan dan keselamatan", THEN, questions),
                OpenDraft("d2", "Izin dan wilayah tambang", THEN, emptyList()),
            ),
            forms, mayBegin = true,
        ),
    )
    val nowhere get() = choose.copy(waiting = 1, step = ShareStep.Choose(emptyList(), emptyList(), mayBegin = true))
    val origin get() = choose.copy(waiting = 1, step = ShareStep.AskOrigin(target))
    val faces get() = choose.copy(waiting = 1, step = ShareStep.AskFaces(target, "Dari grup WhatsApp."))
    val gone get() = choose.copy(waiting = 1, photo = null, step = ShareStep.Gone)
}
