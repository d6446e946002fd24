package org.saksi.app.form

import android.text.format.Formatter
import androidx.compose.runtime.Composable
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import org.saksi.app.R
import org.saksi.app.parts.MainButton
import org.saksi.app.parts.PermitCard
import org.saksi.app.parts.SideButton
import org.saksi.app.parts.TellCard
import org.saksi.core.Appearance
import org.saksi.core.CaptureKind
import org.saksi.core.QuestionType
import org.saksi.core.QuestionView
import org.saksi.presentation.form.FileTold
import org.saksi.presentation.form.FormEvent
import org.saksi.presentation.form.FormState
import org.saksi.presentation.form.Heard
import org.saksi.presentation.permit.Need
import org.saksi.presentation.permit.Permit

/** A photo, drawing, sound, film or file. */
@Composable
fun MediaPart(question: QuestionView, state: FormState, on: (FormEvent) -> Unit, doors: FormDoors) {
    val kept = question.value != null
    when (question.kind) {
        is QuestionType.Image -> {
            Picture(question, state, on, kept)
            Shared(question, state, on)
        }
        is QuestionType.Audio -> Sound(question, state, on, doors, kept)
        is QuestionType.Video -> Picked(question, CaptureKind.VIDEO, state, doors, kept)
        else -> Picked(question, CaptureKind.FILE, state, doors, kept)
    }
}

@Composable
private fun Picture(question: QuestionView, state: FormState, on: (FormEvent) -> Unit, kept: Boolean) {
    val signature = question.has<Appearance.Signature>()
    val drawn = signature || question.has<Appearance.Draw>()
    if (kept) Reserved(question.place, state.pictures, question.label)
    if (kept && question.place in state.pictures && state.pictures[question.place] == null) {
        TellCard(stringResource(R.string.form_photo_kept), stringResource(R.string.form_photo_no_preview))
    }
    val words = when {
        signature -> if (kept) R.string.form_sign_again else R.string.form_sign
        drawn -> if (kept) R.string.form_draw_again else R.string.form_draw
        else -> if (kept) R.string.form_photo_again else R.string.form_photo
    }
    val act = { on(if (drawn) FormEvent.Draw(question.place) else FormEvent.TakePhoto(question.place)) }
    if (kept) SideButton(stringResource(words), act) else MainButton(stringResource(words), act)
}

/** What another app handed over; not for what is drawn, nor where the form's author takes only what is photographed for it. */
@Composable
private fun Shared(question: QuestionView, state: FormState, on: (FormEvent) -> Unit) {
    val drawn = question.has<Appearance.Draw>() || question.has<Appearance.Signature>()
    val onlyNew = question.has<Appearance.New>() || question.has<Appearance.NewFront>()
    if (state.shared > 0 && !drawn && !onlyNew) SideButton(stringResource(R.string.form_use_shared), { on(FormEvent.UseShared(question.place)) })
}

@Composable
private fun Sound(question: QuestionView, state: FormState, on: (FormEvent) -> Unit, doors: FormDoors, kept: Boolean) {
    if (state.recording == question.place) {
        TellCard(stringResource(R.string.form_recording), stringResource(R.string.form_recording_text))
        MainButton(stringResource(R.string.form_stop_recording), { on(FormEvent.StopRecording) })
        return
    }
    if (kept) {
        TellCard(stringResource(R.string.form_sound_kept), state.files[question.place]?.inWords())
        PlayButton(Heard.Captured(question.place), question.label, state, on)
    }
    if (state.microphone == Permit.GRANTED) {
        val words = stringResource(if (kept) R.string.form_record_again else R.string.form_record)
        if (kept) SideButton(words, { on(FormEvent.Record(question.place)) }) else MainButton(words, { on(FormEvent.Record(question.place)) })
    } else {
        PermitCard(Need.MICROPHONE, state.microphone, doors.asker)
    }
    SideButton(stringResource(R.string.form_pick_sound), { doors.onPick(question.place, CaptureKind.AUDIO) })
}

@Composable
private fun Picked(question: QuestionView, kind: CaptureKind, state: FormState, doors: FormDoors, kept: Boolean) {
    val film = kind == CaptureKind.VIDEO
    if (kept) TellCard(stringResource(R.string.form_file_kept), state.files[question.place]?.inWords())
    val words = stringResource(if (film) R.string.form_pick_film else R.string.form_pick_file)
    if (kept) SideButton(words, { doors.onPick(question.place, kind) }) else MainButton(words, { doors.onPick(question.place, kind) })
}

/** How long, how large. */
@Composable
private fun FileTold.inWords(): String {
    val size = Formatter.formatShortFileSize(LocalContext.current, size)
    val seconds = lengthMs?.let { (it + HALF_S) / SECOND } ?: return size
    return stringResource(R.string.form_length_and_size, (seconds / MINUTE).toInt(), (seconds % MINUTE).toInt(), size)
}

private const val SECOND = 1_000L
private const val HALF_S = 500L
private const val MINUTE = 60L
