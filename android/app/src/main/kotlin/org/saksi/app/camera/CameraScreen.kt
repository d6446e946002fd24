package org.saksi.app.camera

import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import androidx.lifecycle.compose.LifecycleResumeEffect
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import org.saksi.app.R
import org.saksi.app.parts.permitAsker
import org.saksi.app.phone.Came
import org.saksi.app.phone.PhotoPipe
import org.saksi.app.phone.activity
import org.saksi.app.phone.exifOf
import org.saksi.presentation.Look
import org.saksi.presentation.camera.CameraEvent
import org.saksi.presentation.camera.CameraPresenter
import org.saksi.presentation.route.Route

/** Binds the camera to its phone: lifecycle, permissions, viewfinder, brightness, the system's camera. */
@Composable
fun CameraScreen(presenter: CameraPresenter, route: Route.Camera, look: Look, background: CoroutineDispatcher) {
    val state by presenter.state.collectAsState()
    LifecycleResumeEffect(presenter) {
        presenter.on(CameraEvent.Shown)
        onPauseOrDispose { presenter.on(CameraEvent.Hidden) }
    }
    if (look == Look.SUN) FullBrightness()
    val asker = permitAsker({ presenter.on(CameraEvent.Asking(it)) }, { presenter.on(CameraEvent.Answered) })
    val phoneCamera = systemCamera(presenter, PhotoPipe.nameFor(route), background)
    CameraView(state, presenter::on, CameraDoors(asker, phoneCamera) { Viewfinder { presenter.on(CameraEvent.Surface(it)) } })
}

/** The phone's own camera app writes into a pipe of ours, as the photo called [name]. */
@Composable
private fun systemCamera(presenter: CameraPresenter, name: String, background: CoroutineDispatcher): () -> Unit {
    val context = LocalContext.current
    val scope = rememberCoroutineScope()
    val origin = stringResource(R.string.camera_system_origin)
    // The app was locked meanwhile, or ended, or the core was full: what came then is still there.
    LaunchedEffect(presenter, name) { if (PhotoPipe.holds(name)) presenter.bring(name, origin, background) }
    val launcher = rememberLauncherForActivityResult(ActivityResultContracts.TakePicture()) { taken ->
        if (taken) scope.launch { presenter.bring(name, origin, background) } else PhotoPipe.forget(name)
    }
    return {
        PhotoPipe.expect(name)
        try {
            launcher.launch(PhotoPipe.uri(context, name))
        } catch (_: android.content.ActivityNotFoundException) {
            PhotoPipe.forget(name)
        }
    }
}

private suspend fun CameraPresenter.bring(name: String, origin: String, background: CoroutineDispatcher) {
    val event = withContext(background) {
        when (val came = PhotoPipe.photo(name)) {
            is Came.Photo -> CameraEvent.Brought(came.jpeg, exifOf(came.jpeg), origin) { PhotoPipe.forget(name) }
            is Came.Not -> CameraEvent.NotBrought(came.why).also { PhotoPipe.forget(name) }
        }
    }
    on(event)
}

/** In full sun a dim viewfinder is none. */
@Composable
private fun FullBrightness() {
    val window = LocalContext.current.activity()?.window ?: return
    DisposableEffect(window) {
        fun set(brightness: Float) {
            window.attributes = window.attributes.apply { screenBrightness = brightness }
        }
        set(1f)
        onDispose { set(android.view.WindowManager.LayoutParams.BRIGHTNESS_OVERRIDE_NONE) }
    }
}
