package org.saksi.app

import androidx.activity.compose.BackHandler
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.SideEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.ui.platform.LocalContext
import androidx.lifecycle.compose.LifecycleResumeEffect
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import org.saksi.app.camera.Viewfinder
import org.saksi.app.home.HomeView
import org.saksi.app.join.JoinView
import org.saksi.app.join.JoinWays
import org.saksi.app.join.readProjectFile
import org.saksi.app.parts.ForgetfulKeyboard
import org.saksi.app.parts.LocalPrompts
import org.saksi.app.parts.Prompts
import org.saksi.app.parts.permitAsker
import org.saksi.app.phone.openMakerPage
import org.saksi.app.practice.PracticeFrame
import org.saksi.app.theme.Framed
import org.saksi.app.unlock.UnlockView
import org.saksi.core.codeWords
import org.saksi.presentation.Presenter
import org.saksi.presentation.core.Core
import org.saksi.presentation.home.HomeEvent
import org.saksi.presentation.home.HomePresenter
import org.saksi.presentation.join.JoinDoors
import org.saksi.presentation.join.JoinEvent
import org.saksi.presentation.join.JoinPresenter
import org.saksi.presentation.route.Route
import org.saksi.presentation.shell.Stage
import org.saksi.presentation.spoken.PromptsEvent
import org.saksi.presentation.spoken.PromptsPresenter
import org.saksi.presentation.unlock.UnlockPresenter

/** The app: framed by language and look, then by what is open. */
@Composable
fun AppView(model: ShellModel) {
    val language by model.graph.settings.language.collectAsState()
    val look by model.graph.settings.look.collectAsState()
    val stage by model.shell.stage.collectAsState()
    Framed(language, look) {
        ForgetfulKeyboard(model.autoLock::touched) {
            when (val now = stage) {
                Stage.Outside -> Joining(model)
                Stage.Locked -> Unlocking(model)
                is Stage.Open -> if (now.practice) PracticeFrame(model::endPractice) { Opened(model, now.core) } else Opened(model, now.core)
            }
        }
    }
}

@Composable
private fun Joining(model: ShellModel) {
    SideEffect { model.keepOnly(setOf(Stage.Outside)) }
    val permits = permits(model)
    val presenter = model.presenter(Stage.Outside) { scope ->
        val doors = with(model.graph) {
            JoinDoors(gate, handed, settings, background, phone.scanTools(permits), phone.voice, phone.player, model.entrance, model.practiceEntrance)
        }
        JoinPresenter(doors, model.notes.of("join"), scope)
    }
    val state by presenter.state.collectAsState()
    val resolver = LocalContext.current.contentResolver
    val scope = rememberCoroutineScope()
    val open = rememberLauncherForActivityResult(ActivityResultContracts.OpenDocument()) { uri ->
        if (uri != null) {
            scope.launch {
                val file = withContext(model.graph.background) { resolver.readProjectFile(uri) }
                if (file == null) presenter.on(JoinEvent.FileRefused) else model.handIn(file)
            }
        }
    }
    // Bluetooth and messengers rename the type: every file may be picked, the core says what it is.
    val asker = permitAsker({ presenter.on(JoinEvent.Asking) }, { presenter.on(JoinEvent.AnsweredPermit) })
    JoinView(state, presenter::on, JoinWays(asker, { open.launch(arrayOf("*/*")) }) { Viewfinder { presenter.on(JoinEvent.Surface(it)) } })
}

@Composable
private fun Unlocking(model: ShellModel) {
    SideEffect { model.keepOnly(setOf(Stage.Locked)) }
    val presenter = model.presenter(Stage.Locked) { scope ->
        UnlockPresenter(model.graph.gate, model.graph.settings, model.entrance, scope)
    }
    val state by presenter.state.collectAsState()
    UnlockView(state, presenter::on)
}

/** Which view stands at which route: one line a screen. */
@Composable
private fun Opened(model: ShellModel, core: Core) {
    val routes by model.shell.backStack.routes.collectAsState()
    SideEffect { model.keepOnly(routes.toSet() + Spoken) }
    val arrived by model.shared.arrived.collectAsState()
    LaunchedEffect(arrived) { if (arrived) model.meetShared() }
    BackHandler(enabled = routes.size > 1) { model.shell.backStack.back() }
    CompositionLocalProvider(LocalPrompts provides promptsAt(model, core, routes.last())) { At(model, core, routes.last()) }
}

/** The core is asked when a screen comes, and again in another language: titles and reasons are its words. */
@Composable
internal fun Asked(model: ShellModel, presenter: Presenter<*, *>, ask: () -> Unit) {
    val language by model.graph.settings.language.collectAsState()
    LaunchedEffect(presenter, language) { ask() }
}

/** Where the presenter of what can be heard stands: beside every route. */
private object Spoken

/** A voice ends when she goes on, or to another app. */
@Composable
private fun promptsAt(model: ShellModel, core: Core, route: Route): Prompts {
    val presenter = model.presenter(Spoken) { scope ->
        PromptsPresenter(core, model.graph.phone.player, model.graph.settings.language, model.graph.openCore.syncs, scope)
    }
    LifecycleResumeEffect(presenter, route) { onPauseOrDispose { presenter.on(PromptsEvent.Stop) } }
    val state by presenter.state.collectAsState()
    return Prompts(state, presenter::on)
}

@Composable
private fun At(model: ShellModel, core: Core, route: Route) {
    when (route) {
        Route.Home -> Home(model, core)
        Route.Records -> Records(model, core)
        is Route.Report -> Report(model, core, route)
        Route.Conflicts -> Conflicts(model, core)
        Route.Sync -> Sending(model, core)
        Route.Settings -> Settings(model, core)
        Route.Safety -> Safety(model, core)
        Route.About -> About(model)
        is Route.Camera -> CameraAt(model, core, route)
        is Route.Location -> LocationAt(model, core, route)
        Route.Departure -> DepartureAt(model)
        Route.Voices -> VoicesAt(model, core)
        Route.Trial -> TrialAt(model, core)
        Route.Map -> MapAt(model, core, route, pick = null)
        is Route.PickPoint -> MapAt(model, core, route, route)
        is Route.Form -> FormAt(model, core, route)
        is Route.Shared -> SharedAt(model, core, route)
    }
}

@Composable
private fun Home(model: ShellModel, core: Core) {
    val presenter = model.presenter(Route.Home) { scope ->
        with(model) {
            HomePresenter(
                core, shell.backStack, graph.settings, graph.phone.space, ::codeWords, shared, graph.wakeUps, graph.sends, graph.openCore.syncs,
                shell.isPractice, scope,
            )
        }
    }
    Asked(model, presenter) { presenter.on(HomeEvent.Shown) }
    val state by presenter.state.collectAsState()
    val context = LocalContext.current
    HomeView(state, presenter::on) { context.openMakerPage(model.graph.wakeUps.targets) }
}
