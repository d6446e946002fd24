package org.saksi.app.form

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.widthIn
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import org.saksi.app.R
import org.saksi.app.parts.PICTURE_HEIGHT
import org.saksi.app.parts.SideButton
import org.saksi.app.parts.SmallPicture
import org.saksi.app.parts.largeLetters
import org.saksi.app.theme.LocalSizes
import org.saksi.core.QuestionView
import org.saksi.presentation.form.FormEvent
import org.saksi.presentation.form.FormState
import org.saksi.presentation.form.Heard
import org.saksi.presentation.form.picture
import org.saksi.presentation.report.Preview

/** The picture and the voice that go with a question's words; a file that is not on this phone is left out. */
@Composable
internal fun LabelMedia(question: QuestionView, state: FormState, on: (FormEvent) -> Unit) {
    // Where letters take the page, a picture leaves room for the choices below it.
    val height = if (largeLetters()) LARGE_LETTERS_HEIGHT else PICTURE_HEIGHT
    question.picture()?.let { name -> Reserved(name, state.labels, question.label, height) }
    question.audio?.let { name -> PlayButton(Heard.Label(name), question.label, state, on) }
}

/** A picture; as long as it is being opened, the room that it will take, so that the page does not jump. */
@Composable
internal fun Reserved(key: String, pictures: Map<String, Preview?>, spoken: String, height: Dp = PICTURE_HEIGHT) {
    val picture = pictures[key]
    when {
        picture != null -> SmallPicture(picture, spoken, height)
        key !in pictures -> Box(Modifier.fillMaxWidth().height(height))
    }
}

/** The same for a choice: smaller, and its words tell what it shows. */
@Composable
internal fun ReservedSmall(key: String, pictures: Map<String, Preview?>, alignment: Alignment) {
    val picture = pictures[key]
    if (picture == null && key in pictures) return
    Box(Modifier.fillMaxWidth().height(CHOICE_HEIGHT)) {
        if (picture != null) SmallPicture(picture, spoken = null, CHOICE_HEIGHT, alignment)
    }
}

private val CHOICE_HEIGHT = 96.dp
private val LARGE_LETTERS_HEIGHT = 120.dp

/** The same key without words, beside a choice. */
@Composable
internal fun PlayKey(heard: Heard, of: String, state: FormState, on: (FormEvent) -> Unit) {
    val plays = state.playing == heard
    val spoken = stringResource(if (plays) R.string.form_stop_playing_of else R.string.form_play_of, of)
    val key = Modifier.widthIn(max = LocalSizes.current.target + 16.dp).semantics { contentDescription = spoken }
    SideButton(if (plays) "■" else "▶", { on(FormEvent.Play(heard)) }, key)
}

/** Plays a sound, or stops it. Several on a page are told apart by what TalkBack reads. */
@Composable
internal fun PlayButton(heard: Heard, of: String, state: FormState, on: (FormEvent) -> Unit, modifier: Modifier = Modifier) {
    val plays = state.playing == heard
    val words = stringResource(if (plays) R.string.form_stop_playing else R.string.form_play)
    val spoken = stringResource(if (plays) R.string.form_stop_playing_of else R.string.form_play_of, of)
    SideButton(words, { on(FormEvent.Play(heard)) }, modifier.semantics { contentDescription = spoken })
}
