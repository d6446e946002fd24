package org.saksi.app.form

import android.content.ActivityNotFoundException
import android.content.ContentResolver
import android.content.Intent
import android.net.Uri
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.platform.LocalView
import androidx.compose.ui.res.stringResource
import androidx.lifecycle.compose.LifecycleResumeEffect
import org.saksi.app.R
import org.saksi.app.camera.Viewfinder
import org.saksi.app.parts.permitAsker
import org.saksi.core.CaptureKind
import org.saksi.core.Source
import org.saksi.presentation.form.BroughtFile
import org.saksi.presentation.form.FormEvent
import org.saksi.presentation.form.FormPresenter
import java.io.FileNotFoundException

/** Binds a form to its phone: lifecycle, permissions, the system's own file list, other apps. */
@Composable
fun FormScreen(presenter: FormPresenter) {
    val state by presenter.state.collectAsState()
    val context = LocalContext.current
    LifecycleResumeEffect(presenter) {
        presenter.on(FormEvent.Shown)
        onPauseOrDispose { presenter.on(FormEvent.Hidden) }
    }
    val page = LocalView.current
    DisposableEffect(state.recording) {
        page.keepScreenOn = state.recording != null
        onDispose { page.keepScreenOn = false }
    }
    val asker = permitAsker({ presenter.on(FormEvent.AskingPermit(it)) }, { presenter.on(FormEvent.Shown) })
    val openAddress = { address: String ->
        try {
            context.startActivity(Intent(Intent.ACTION_VIEW, Uri.parse(address)))
        } catch (_: ActivityNotFoundException) {
            // No app for it: the address stays to be read.
        }
    }
    val doors = FormDoors(asker, picker(presenter), openAddress) { Viewfinder { presenter.on(FormEvent.Surface(it)) } }
    FormView(state, presenter::on, doors)
}

/** What is being picked outlives the process behind the system's list. */
@Composable
private fun picker(presenter: FormPresenter): (String, CaptureKind) -> Unit {
    var wanted by rememberSaveable { mutableStateOf<Pair<String, CaptureKind>?>(null) }
    val resolver = LocalContext.current.contentResolver
    val origin = stringResource(R.string.form_picked_origin)
    val launcher = rememberLauncherForActivityResult(ActivityResultContracts.OpenDocument()) { uri ->
        val (place, kind) = wanted ?: return@rememberLauncherForActivityResult
        wanted = null
        if (uri != null) presenter.on(FormEvent.Brought(place, resolver.file(uri, kind, origin)))
    }
    return { place, kind ->
        wanted = place to kind
        val types = when (kind) {
            CaptureKind.AUDIO -> "audio/*"
            CaptureKind.VIDEO -> "video/*"
            CaptureKind.PHOTO -> "image/*"
            CaptureKind.FILE -> "*/*"
        }
        launcher.launch(arrayOf(types))
    }
}

private fun ContentResolver.file(uri: Uri, kind: CaptureKind, origin: String) =
    BroughtFile(kind, getType(uri) ?: "application/octet-stream", Source.Imported(origin)) {
        openInputStream(uri) ?: throw FileNotFoundException("nothing is there")
    }
