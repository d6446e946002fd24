package org.saksi.app.voices

import androidx.activity.compose.BackHandler
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.platform.LocalContext
import androidx.lifecycle.compose.LifecycleResumeEffect
import org.saksi.app.parts.ScreenStaysOn
import org.saksi.app.parts.permitAsker
import org.saksi.app.phone.overwrite
import org.saksi.presentation.voices.VoicesEvent
import org.saksi.presentation.voices.VoicesPresenter

/** Binds the recording of prompts to its phone: lifecycle, permission, the system's own file dialog. */
@Composable
fun VoicesScreen(presenter: VoicesPresenter) {
    val state by presenter.state.collectAsState()
    LifecycleResumeEffect(presenter) {
        presenter.on(VoicesEvent.Shown)
        onPauseOrDispose { presenter.on(VoicesEvent.Hidden) }
    }
    if (state.recording) ScreenStaysOn()
    BackHandler { presenter.on(VoicesEvent.Back) }
    val resolver = LocalContext.current.contentResolver
    val create = rememberLauncherForActivityResult(ActivityResultContracts.CreateDocument("application/zip")) { uri ->
        if (uri != null) {
            presenter.on(VoicesEvent.Export { bytes -> resolver.overwrite(uri, bytes) })
        }
    }
    val asker = permitAsker({ presenter.on(VoicesEvent.AskingPermit) }, { presenter.on(VoicesEvent.Shown) })
    VoicesView(state, presenter::on, asker) { create.launch("suara.saksi.zip") }
}
