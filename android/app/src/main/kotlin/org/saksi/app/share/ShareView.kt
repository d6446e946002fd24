package org.saksi.app.share

import androidx.activity.compose.BackHandler
import androidx.compose.foundation.Image
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.layout.ContentScale
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.res.pluralStringResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import org.saksi.app.R
import org.saksi.app.camera.decoded
import org.saksi.app.form.inWords
import org.saksi.app.parts.FailureCard
import org.saksi.app.parts.Heading
import org.saksi.app.parts.MainButton
import org.saksi.app.parts.Page
import org.saksi.app.parts.SideButton
import org.saksi.app.parts.SidePair
import org.saksi.app.parts.SpaceCard
import org.saksi.app.parts.TapCard
import org.saksi.app.parts.TellCard
import org.saksi.app.parts.Waiting
import org.saksi.app.parts.WarnCard
import org.saksi.app.parts.largeLetters
import org.saksi.app.words.dayAndHour
import org.saksi.app.words.titleInWords
import org.saksi.core.Faces
import org.saksi.presentation.phone.SpaceLeft
import org.saksi.presentation.share.OpenDraft
import org.saksi.presentation.share.PhotoPlace
import org.saksi.presentation.share.ShareEvent
import org.saksi.presentation.share.ShareState
import org.saksi.presentation.share.ShareStep

/** A photo from another app: for which question, from where, who is in it. */
@Composable
fun ShareView(state: ShareState, on: (ShareEvent) -> Unit) {
    BackHandler { on(ShareEvent.Back) }
    val step = state.step
    Page(stringResource(title(step)), { on(ShareEvent.Back) }, bottom = { Bottom(step, on) }) {
        state.failure?.let { FailureCard(it) }
        if (state.waiting > 1) Plain(pluralStringResource(R.plurals.share_waiting, state.waiting, state.waiting))
        if (step != ShareStep.Gone) Shown(state)
        when (step) {
            ShareStep.Reading, ShareStep.Keeping -> Waiting()
            ShareStep.Gone -> WarnCard(stringResource(R.string.share_gone), stringResource(R.string.share_gone_text))
            is ShareStep.Choose -> Choose(step, state.space, on)
            is ShareStep.AskOrigin -> AskOrigin(on)
            is ShareStep.AskFaces -> {
                Plain(stringResource(R.string.share_faces_text))
                if (largeLetters()) FaceAnswers(on)
            }
        }
    }
}

private fun title(step: ShareStep): Int = when (step) {
    ShareStep.Reading -> R.string.share_reading
    ShareStep.Gone -> R.string.share_title
    is ShareStep.Choose -> R.string.share_for_what
    is ShareStep.AskOrigin -> R.string.share_origin
    is ShareStep.AskFaces -> R.string.camera_faces_title
    ShareStep.Keeping -> R.string.camera_keeping
}

@Composable
private fun Bottom(step: ShareStep, on: (ShareEvent) -> Unit) {
    if (step is ShareStep.AskFaces && !largeLetters()) FaceAnswers(on)
    if (step is ShareStep.Choose) SideButton(stringResource(R.string.share_leave_out), { on(ShareEvent.LeaveOut) })
    if (step == ShareStep.Gone) MainButton(stringResource(R.string.share_put_aside), { on(ShareEvent.LeaveOut) })
}

/** Low, so that what is asked about it stays in sight. */
@Composable
private fun Shown(state: ShareState) {
    val photo = state.photo ?: return
    val picture = remember(photo.small) { photo.small?.decoded() }
    if (picture == null) {
        Plain(stringResource(R.string.share_no_picture))
    } else {
        val height = when {
            state.step is ShareStep.AskFaces -> TALL
            largeLetters() -> LOWEST
            else -> LOW
        }
        Image(picture, stringResource(R.string.share_picture), Modifier.fillMaxWidth().height(height), contentScale = ContentScale.Fit)
    }
}

@Composable
private fun Choose(step: ShareStep.Choose, space: SpaceLeft, on: (ShareEvent) -> Unit) {
    for (draft in step.drafts) Draft(draft, on)
    if (step.forms.isNotEmpty()) Heading(stringResource(R.string.home_forms))
    if (!step.mayBegin) TellCard(stringResource(R.string.home_waits_for_hub), null)
    SpaceCard(space)
    for (form in step.forms) {
        TapCard(titleInWords(form.title), null, { on(ShareEvent.Begin(form.id)) }, enabled = step.mayBegin && space != SpaceLeft.NONE)
    }
    if (step.drafts.isEmpty() && step.forms.isEmpty()) TellCard(stringResource(R.string.share_nowhere), stringResource(R.string.share_nowhere_text))
}

@Composable
private fun Draft(draft: OpenDraft, on: (ShareEvent) -> Unit) {
    val changed = stringResource(R.string.home_draft_changed, dayAndHour(draft.changedMs, LocalConfiguration.current.locales[0]))
    if (draft.questions.isEmpty()) {
        val line = listOf(stringResource(R.string.share_later), changed).joinToString("\n")
        return TapCard(titleInWords(draft.title), line, { on(ShareEvent.OpenDraft(draft.draft)) })
    }
    Heading(titleInWords(draft.title))
    Text(changed, style = MaterialTheme.typography.bodyMedium)
    for (question in draft.questions) {
        val target = PhotoPlace(draft.draft, question.place)
        TapCard(question.label, question.headings.lastOrNull()?.inWords(), { on(ShareEvent.For(target)) })
    }
}

/** Each answer is the sentence that is kept with the photo. */
@Composable
private fun AskOrigin(on: (ShareEvent) -> Unit) {
    Plain(stringResource(R.string.share_origin_text))
    for ((words, kept) in ORIGINS) {
        val origin = stringResource(kept)
        TapCard(stringResource(words), null, { on(ShareEvent.From(origin)) })
    }
}

private val ORIGINS = listOf(
    R.string.share_by_me to R.string.share_by_me_kept,
    R.string.share_by_other to R.string.share_by_other_kept,
    R.string.share_by_group to R.string.share_by_group_kept,
    R.string.share_unknown to R.string.share_unknown_kept,
)

/** There is no taking it again: it is somebody's photo as it is. */
@Composable
private fun FaceAnswers(on: (ShareEvent) -> Unit) {
    SidePair(
        stringResource(R.string.camera_faces_nobody), { on(ShareEvent.HasFaces(Faces.NOBODY)) },
        stringResource(R.string.camera_faces_agreed), { on(ShareEvent.HasFaces(Faces.ADULTS_AGREED)) },
    )
    SidePair(
        stringResource(R.string.camera_faces_not_agreed), { on(ShareEvent.HasFaces(Faces.NOT_AGREED)) },
        stringResource(R.string.camera_faces_children), { on(ShareEvent.HasFaces(Faces.CHILDREN)) },
    )
}

@Composable
private fun Plain(text: String) = Text(text, style = MaterialTheme.typography.bodyLarge)

private val LOW = 120.dp
private val LOWEST = 72.dp
private val TALL = 200.dp
