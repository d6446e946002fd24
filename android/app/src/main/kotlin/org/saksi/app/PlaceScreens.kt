package org.saksi.app

import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.SideEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.platform.LocalContext
import org.saksi.app.camera.CameraScreen
import org.saksi.app.departure.DepartureScreen
import org.saksi.app.form.FormScreen
import org.saksi.app.location.LocationScreen
import org.saksi.app.map.MapScreen
import org.saksi.app.phone.activity
import org.saksi.app.share.ShareView
import org.saksi.app.trial.TrialScreen
import org.saksi.app.voices.VoicesScreen
import org.saksi.presentation.camera.CameraPresenter
import org.saksi.presentation.core.Core
import org.saksi.presentation.departure.DeparturePresenter
import org.saksi.presentation.form.FormPresenter
import org.saksi.presentation.location.LocationPresenter
import org.saksi.presentation.location.LocationTools
import org.saksi.presentation.map.MapPresenter
import org.saksi.presentation.map.MapTools
import org.saksi.presentation.permit.Permits
import org.saksi.presentation.route.Route
import org.saksi.presentation.share.ShareEvent
import org.saksi.presentation.share.SharePresenter
import org.saksi.presentation.trial.TrialPresenter
import org.saksi.presentation.trial.TrialTools
import org.saksi.presentation.voices.VoicesPresenter
import java.lang.ref.WeakReference

/** The screens that need the phone's camera, receiver, microphone and map file; called by `Screens.kt`. */
@Composable
internal fun FormAt(model: ShellModel, core: Core, route: Route.Form) {
    val tools = model.graph.phone.formTools(permits(model), model.shared, model.autoLock::touched)
    FormScreen(model.presenter(route) { scope -> FormPresenter(core, model.shell.backStack, route, tools, scope) })
}

@Composable
internal fun CameraAt(model: ShellModel, core: Core, route: Route.Camera) {
    val permits = permits(model)
    val presenter = model.presenter(route) { scope ->
        val tools = model.graph.phone.cameraTools(permits)
        CameraPresenter(core, model.shell.backStack, route, tools, model.lateFixes(core), model.notes.of(route.text), scope)
    }
    val look by model.graph.settings.look.collectAsState()
    CameraScreen(presenter, route, look, model.graph.background)
}

@Composable
internal fun LocationAt(model: ShellModel, core: Core, route: Route.Location) {
    val tools = locationTools(model)
    LocationScreen(
        model.presenter(route) { scope ->
            LocationPresenter(core, model.shell.backStack, route, tools, model.notes.of(route.text), scope)
        },
    )
}

@Composable
internal fun MapAt(model: ShellModel, core: Core, route: Route, pick: Route.PickPoint?) {
    val tools = locationTools(model)
    val phone = model.graph.phone
    val presenter = model.presenter(route) { scope ->
        MapPresenter(core, model.shell.backStack, pick, MapTools(tools, phone.maps, model.graph.background), scope)
    }
    MapScreen(presenter, phone.maps, model.graph.background)
}

@Composable
internal fun SharedAt(model: ShellModel, core: Core, route: Route.Shared) {
    val presenter = model.presenter(route) { SharePresenter(core, model.shell.backStack, route, model.graph.phone.shareTools(model.shared), it) }
    LaunchedEffect(presenter) { presenter.on(ShareEvent.Shown) }
    val state by presenter.state.collectAsState()
    ShareView(state, presenter::on)
}

@Composable
internal fun DepartureAt(model: ShellModel) {
    val permits = permits(model)
    val presenter = model.presenter(Route.Departure) {
        DeparturePresenter(model.shell.backStack, model.graph.phone.departureTools(permits, model.autoLock::touched), it)
    }
    DepartureScreen(presenter)
}

@Composable
internal fun VoicesAt(model: ShellModel, core: Core) {
    val permits = permits(model)
    val presenter = model.presenter(Route.Voices) { scope ->
        val tools = model.graph.phone.voicesTools(permits, model.graph.settings.language::value, model.autoLock::touched)
        VoicesPresenter(core, model.shell.backStack, tools, scope)
    }
    VoicesScreen(presenter)
}

@Composable
internal fun TrialAt(model: ShellModel, core: Core) {
    val permits = permits(model)
    val presenter = model.presenter(Route.Trial) { scope ->
        val phone = model.graph.phone.trialPhone(permits, model.autoLock::touched)
        val own = core.takeUnless { model.shell.isPractice }
        TrialPresenter(model.shell.backStack, TrialTools(phone, model.graph.gate, model.graph.settings, model.graph.background, own), scope)
    }
    TrialScreen(presenter)
}

@Composable
private fun locationTools(model: ShellModel) = LocationTools(model.graph.phone.gps, permits(model), model.graph.phone.coordinates)

/** Permissions are the activity's to ask, and an activity may be made anew under a presenter that lives on. */
@Composable
internal fun permits(model: ShellModel): Permits {
    val activity = LocalContext.current.activity()
    SideEffect { model.inFront = WeakReference(activity) }
    return model.permits
}
