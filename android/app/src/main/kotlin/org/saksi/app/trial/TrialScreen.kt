package org.saksi.app.trial

import androidx.activity.compose.BackHandler
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.platform.LocalContext
import androidx.lifecycle.compose.LifecycleResumeEffect
import org.saksi.app.camera.Viewfinder
import org.saksi.app.parts.ScreenStaysOn
import org.saksi.app.phone.overwrite
import org.saksi.presentation.trial.TrialEvent
import org.saksi.presentation.trial.TrialPresenter

/** Binds the trial to its phone: lifecycle, viewfinder, the system's own file dialog. */
@Composable
fun TrialScreen(presenter: TrialPresenter) {
    val state by presenter.state.collectAsState()
    LifecycleResumeEffect(presenter) {
        onPauseOrDispose { presenter.on(TrialEvent.Hidden) }
    }
    if (state.running) ScreenStaysOn()
    BackHandler { presenter.on(TrialEvent.Back) }
    val resolver = LocalContext.current.contentResolver
    val create = rememberLauncherForActivityResult(ActivityResultContracts.CreateDocument("application/json")) { uri ->
        if (uri != null) {
            presenter.on(TrialEvent.Export { bytes -> resolver.overwrite(uri, bytes) })
        }
    }
    TrialView(state, presenter::on, { create.launch("uji-hp.saksi.json") }) { Viewfinder { presenter.on(TrialEvent.Surface(it)) } }
}
