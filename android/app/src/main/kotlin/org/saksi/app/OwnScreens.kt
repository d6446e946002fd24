package org.saksi.app

import androidx.activity.compose.BackHandler
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.platform.LocalContext
import org.saksi.app.about.AboutView
import org.saksi.app.conflicts.ConflictsView
import org.saksi.app.phone.AppZip
import org.saksi.app.phone.overwrite
import org.saksi.app.records.RecordsView
import org.saksi.app.report.ReportView
import org.saksi.app.safety.SafetyView
import org.saksi.app.sending.SendingView
import org.saksi.app.settings.SettingsView
import org.saksi.core.codeWords
import org.saksi.core.coreVersion
import org.saksi.core.schemaVersion
import org.saksi.presentation.about.AboutPresenter
import org.saksi.presentation.about.AboutState
import org.saksi.presentation.conflicts.ConflictsEvent
import org.saksi.presentation.conflicts.ConflictsPresenter
import org.saksi.presentation.core.Core
import org.saksi.presentation.records.RecordsEvent
import org.saksi.presentation.records.RecordsPresenter
import org.saksi.presentation.report.ReportEvent
import org.saksi.presentation.report.ReportPresenter
import org.saksi.presentation.route.Route
import org.saksi.presentation.safety.SafetyDoors
import org.saksi.presentation.safety.SafetyEvent
import org.saksi.presentation.safety.SafetyPresenter
import org.saksi.presentation.sending.SendingEvent
import org.saksi.presentation.sending.SendingPresenter
import org.saksi.presentation.settings.PracticeDoor
import org.saksi.presentation.settings.SettingsEvent
import org.saksi.presentation.settings.SettingsPresenter

// What is one's own: reports, sending, safety, settings. `Screens.kt` says which stands where.

@Composable
internal fun Records(model: ShellModel, core: Core) {
    val presenter = model.presenter(Route.Records) {
        RecordsPresenter(core, model.shell.backStack, model.notes.of("records"), model.graph.openCore.syncs, it)
    }
    Asked(model, presenter) { presenter.on(RecordsEvent.Shown) }
    val state by presenter.state.collectAsState()
    RecordsView(state, presenter::on)
}

@Composable
internal fun Report(model: ShellModel, core: Core, route: Route.Report) {
    val syncs = model.graph.openCore.syncs
    val presenter = model.presenter(route) { scope ->
        ReportPresenter(route.record, core, model.shell.backStack, ::codeWords, syncs, model.notes.of("report"), model.graph.sends, scope)
    }
    Asked(model, presenter) { presenter.on(ReportEvent.Shown) }
    val state by presenter.state.collectAsState()
    BackHandler(enabled = state.withdrawing != null) { presenter.on(ReportEvent.KeepIt) }
    ReportView(state, presenter::on)
}

@Composable
internal fun Conflicts(model: ShellModel, core: Core) {
    val presenter = model.presenter(Route.Conflicts) { ConflictsPresenter(core, model.shell.backStack, model.notes.of("conflicts"), it) }
    Asked(model, presenter) { presenter.on(ConflictsEvent.Shown) }
    val state by presenter.state.collectAsState()
    ConflictsView(state, presenter::on)
}

@Composable
internal fun Sending(model: ShellModel, core: Core) {
    val presenter = model.presenter(Route.Sync) {
        SendingPresenter(core, model.shell.backStack, model.graph.settings, model.graph.schedule, model.graph.sends, it)
    }
    LaunchedEffect(presenter) { presenter.on(SendingEvent.Shown) }
    val state by presenter.state.collectAsState()
    SendingView(state, presenter::on)
}

@Composable
internal fun Settings(model: ShellModel, core: Core) {
    val presenter = model.presenter(Route.Settings) {
        val door = if (model.shell.isPractice) null else PracticeDoor(model.graph.gate, model.practiceEntrance)
        SettingsPresenter(core, model.shell.backStack, model.graph.settings, model.graph.phone.space, door, it)
    }
    LaunchedEffect(presenter) { presenter.on(SettingsEvent.Shown) }
    val state by presenter.state.collectAsState()
    SettingsView(state, presenter::on)
}

@Composable
internal fun Safety(model: ShellModel, core: Core) {
    val presenter = model.presenter(Route.Safety) {
        val doors = with(model.graph) { SafetyDoors(gate, settings, phone.disguise, background, model::lock, model::wiped) }
        SafetyPresenter(core, model.shell.backStack, doors, it)
    }
    val state by presenter.state.collectAsState()
    val resolver = LocalContext.current.contentResolver
    val create = rememberLauncherForActivityResult(ActivityResultContracts.CreateDocument("application/json")) { uri ->
        if (uri != null) {
            presenter.on(SafetyEvent.Export { bytes -> resolver.overwrite(uri, bytes) })
        }
    }
    BackHandler(enabled = state.pin != null || state.wiping) { presenter.on(SafetyEvent.Back) }
    SafetyView(state, presenter::on) { create.launch("catatan.json") }
}

@Composable
internal fun About(model: ShellModel) {
    val context = LocalContext.current
    val presenter = model.presenter(Route.About) {
        val app = context.packageManager.getPackageInfo(context.packageName, 0).versionName.orEmpty()
        AboutPresenter(AboutState(app, coreVersion(), schemaVersion().toInt(), AppZip.bytes(context)), model.shell.backStack)
    }
    val state by presenter.state.collectAsState()
    AboutView(state, presenter::on) { context.startActivity(AppZip.sharing(context)) }
}
