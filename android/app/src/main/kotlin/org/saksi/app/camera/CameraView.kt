package org.saksi.app.camera

import androidx.activity.compose.BackHandler
import androidx.compose.foundation.Image
import androidx.compose.foundation.focusable
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxScope
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.remember
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.focus.FocusRequester
import androidx.compose.ui.focus.focusRequester
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.asImageBitmap
import androidx.compose.ui.input.key.Key
import androidx.compose.ui.input.key.KeyEventType
import androidx.compose.ui.input.key.key
import androidx.compose.ui.input.key.onPreviewKeyEvent
import androidx.compose.ui.input.key.type
import androidx.compose.ui.layout.ContentScale
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import org.saksi.app.R
import org.saksi.app.parts.FailureCard
import org.saksi.app.parts.MainButton
import org.saksi.app.parts.Page
import org.saksi.app.parts.PermitAsker
import org.saksi.app.parts.PermitButton
import org.saksi.app.parts.PermitWords
import org.saksi.app.parts.SideButton
import org.saksi.app.parts.SidePair
import org.saksi.app.parts.TellCard
import org.saksi.app.parts.WarnCard
import org.saksi.app.parts.largeLetters
import org.saksi.core.Faces
import org.saksi.presentation.camera.CameraEvent
import org.saksi.presentation.camera.CameraState
import org.saksi.presentation.camera.CameraStep
import org.saksi.presentation.camera.CameraTrouble
import org.saksi.presentation.camera.NotBrought
import org.saksi.presentation.camera.Photo
import org.saksi.presentation.camera.PositionLine
import org.saksi.presentation.camera.Shot
import org.saksi.presentation.camera.ready

/** What the view needs of the phone beside events. */
class CameraDoors(
    val asker: PermitAsker,
    /** Asks the phone's own camera app; what it takes comes back as an event. */
    val onSystemCamera: () -> Unit,
    /** Draws the viewfinder. */
    val viewfinder: @Composable BoxScope.() -> Unit,
)

/** The camera: viewfinder and shutter, then the question about faces. */
@Composable
fun CameraView(state: CameraState, on: (CameraEvent) -> Unit, doors: CameraDoors) {
    BackHandler { on(CameraEvent.Back) }
    val focus = remember { FocusRequester() }
    LaunchedEffect(state.step) { focus.requestFocus() }
    Box(Modifier.focusRequester(focus).onPreviewKeyEvent { it.isShutter { on(CameraEvent.Shutter) } }.focusable()) {
        Page(stringResource(title(state.step)), { on(CameraEvent.Back) }, bottom = { Bottom(state, on, doors) }) {
            state.failure?.let { FailureCard(it) }
            state.notBrought?.let { NotBroughtCard(it) }
            when (val step = state.step) {
                is CameraStep.Permission -> PermitWords(step.need, step.permit)
                CameraStep.Viewfinder, CameraStep.Taking -> Viewfinder(state, on, doors)
                is CameraStep.AskFaces -> AskFaces(state, step.shot, on)
                is CameraStep.Advise -> Advise(step)
                is CameraStep.Keeping -> ShotPicture(step.shot)
            }
        }
    }
}

/** A volume key is the shutter: gloves and spray. Its release is taken too, or the phone would beep. */
private fun androidx.compose.ui.input.key.KeyEvent.isShutter(shoot: () -> Unit): Boolean {
    if (key != Key.VolumeUp && key != Key.VolumeDown) return false
    if (type == KeyEventType.KeyDown) shoot()
    return true
}

private fun title(step: CameraStep): Int = when (step) {
    is CameraStep.Permission -> R.string.camera_permission_title
    CameraStep.Viewfinder, CameraStep.Taking -> R.string.camera_title
    is CameraStep.AskFaces -> R.string.camera_faces_title
    is CameraStep.Advise -> R.string.camera_advise_title
    is CameraStep.Keeping -> R.string.camera_keeping
}

@Composable
private fun Bottom(state: CameraState, on: (CameraEvent) -> Unit, doors: CameraDoors) {
    when (val step = state.step) {
        is CameraStep.Permission -> PermitButton(step.need, step.permit, doors.asker)
        CameraStep.Viewfinder, CameraStep.Taking -> {
            val words = if (step == CameraStep.Taking) R.string.camera_taking else R.string.camera_shutter
            // A camera that does not open has no shutter; one that failed at a photo may be tried again.
            if (state.isShut) {
                MainButton(stringResource(R.string.camera_system), doors.onSystemCamera)
            } else {
                if (state.trouble != null) SideButton(stringResource(R.string.camera_system), doors.onSystemCamera)
                MainButton(stringResource(words), { on(CameraEvent.Shutter) }, enabled = state.ready)
            }
        }
        is CameraStep.AskFaces -> {
            if (step.shot.black) MainButton(stringResource(R.string.camera_retake_black), { on(CameraEvent.Retake) })
            if (!largeLetters()) FaceAnswers(step.shot.black, on)
        }
        is CameraStep.Advise -> {
            MainButton(stringResource(R.string.camera_retake_without), { on(CameraEvent.Retake) })
            SideButton(stringResource(R.string.camera_keep_blurred), { on(CameraEvent.KeepAnyway) })
        }
        is CameraStep.Keeping -> Unit
    }
}

/** The viewfinder first, and low enough that the position and the switch that changes it stay in sight. */
@Composable
private fun Viewfinder(state: CameraState, on: (CameraEvent) -> Unit, doors: CameraDoors) {
    val trouble = state.trouble
    if (trouble != null) WarnCard(stringResource(troubleWords(trouble)), stringResource(R.string.camera_trouble_text))
    if (trouble == null && state.dark) WarnCard(stringResource(R.string.camera_dark), stringResource(R.string.camera_dark_text))
    val size = state.size
    if (size != null) {
        Box(Modifier.fillMaxWidth(), contentAlignment = Alignment.Center) {
            Box(Modifier.height(viewfinderHeight(state)).aspectRatio(size.height.toFloat() / size.width)) {
                doors.viewfinder(this)
                state.ghost?.let { Ghost(it) }
            }
        }
    }
    if (state.ghost != null) Text(stringResource(R.string.camera_ghost), style = MaterialTheme.typography.bodyLarge)
    PositionCard(state, doors.asker)
    Switches(state, on)
    size?.let {
        Text(stringResource(R.string.camera_size, Math.round(it.megapixels).toInt()), style = MaterialTheme.typography.bodyMedium)
    }
}

@Composable
private fun NotBroughtCard(why: NotBrought) {
    val (words, line) = when (why) {
        NotBrought.TOO_LARGE -> R.string.camera_too_large to R.string.camera_too_large_text
        NotBrought.NOTHING -> R.string.camera_not_brought to R.string.camera_not_brought_text
    }
    WarnCard(stringResource(words), stringResource(line))
}

internal fun troubleWords(trouble: CameraTrouble): Int = when (trouble) {
    CameraTrouble.NONE -> R.string.camera_trouble_none
    CameraTrouble.IN_USE -> R.string.camera_trouble_in_use
    CameraTrouble.BLOCKED -> R.string.camera_trouble_blocked
    CameraTrouble.BROKEN -> R.string.camera_trouble_broken
}

/** Nothing is to be seen in the viewfinder, and no photo can be taken. */
private val CameraState.isShut get() = trouble != null && !ready

/** Large letters need the room: what the photo would be worth stays in sight. */
@Composable
private fun viewfinderHeight(state: CameraState) = when {
    state.isShut -> SHUT
    state.trouble != null -> FAILED
    largeLetters() || state.dark || state.notBrought != null || state.position == PositionLine.Coarse -> LOWER
    else -> VIEWFINDER
}

/** The earlier picture, faint, over the viewfinder: stand where it fits. */
@Composable
private fun BoxScope.Ghost(photo: Photo) {
    val picture = remember(photo) { photo.decoded() } ?: return
    Image(picture, stringResource(R.string.camera_ghost), Modifier.matchParentSize(), contentScale = ContentScale.Fit, alpha = FAINT)
}

/** Nobody can answer without seeing the picture: in large letters the answers come after it. */
@Composable
private fun AskFaces(state: CameraState, shot: Shot, on: (CameraEvent) -> Unit) {
    if (shot.black) WarnCard(stringResource(R.string.camera_black), stringResource(R.string.camera_black_text))
    ShotPicture(shot)
    if (!shot.black) Text(stringResource(R.string.camera_faces_text), style = MaterialTheme.typography.bodyLarge)
    if (largeLetters()) FaceAnswers(shot.black, on)
    GradeCard(state.graded)
}

/** Four answers that look alike; "take it again" is one more, for a picture that is no good. */
@Composable
private fun FaceAnswers(black: Boolean, on: (CameraEvent) -> Unit) {
    SidePair(
        stringResource(R.string.camera_faces_nobody), { on(CameraEvent.HasFaces(Faces.NOBODY)) },
        stringResource(R.string.camera_faces_agreed), { on(CameraEvent.HasFaces(Faces.ADULTS_AGREED)) },
    )
    SidePair(
        stringResource(R.string.camera_faces_not_agreed), { on(CameraEvent.HasFaces(Faces.NOT_AGREED)) },
        stringResource(R.string.camera_faces_children), { on(CameraEvent.HasFaces(Faces.CHILDREN)) },
    )
    if (!black) SideButton(stringResource(R.string.camera_retake), { on(CameraEvent.Retake) })
}

@Composable
private fun Advise(step: CameraStep.Advise) {
    val words = if (step.faces == Faces.CHILDREN) R.string.camera_advise_children else R.string.camera_advise_not_agreed
    TellCard(stringResource(words), stringResource(R.string.camera_advise_text))
}

@Composable
private fun ShotPicture(shot: Shot) {
    val picture = remember(shot.small) { shot.small?.decoded() }
    if (picture == null) {
        Text(stringResource(R.string.camera_no_picture), style = MaterialTheme.typography.bodyLarge)
    } else {
        val size = Modifier.fillMaxWidth().height(PICTURE)
        Image(picture, stringResource(R.string.camera_your_photo), size, contentScale = ContentScale.Fit)
    }
}

internal fun Photo.decoded(): ImageBitmap? =
    android.graphics.BitmapFactory.decodeByteArray(jpeg, 0, jpeg.size)?.asImageBitmap()

private const val FAINT = 0.4f
private val VIEWFINDER = 300.dp
private val LOWER = 190.dp
private val FAILED = 96.dp

/** There, because its surface opens the camera; and nothing to see. */
private val SHUT = 1.dp
private val PICTURE = 200.dp
