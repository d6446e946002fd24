package org.saksi.app.rig

import kotlinx.coroutines.runBlocking
import org.saksi.presentation.core.orElse
import org.saksi.presentation.route.Route
import org.saksi.presentation.shell.Stage

/** Opens the app by its PIN; home is behind it, or where the person was. */
fun AppRig.unlock(pin: String = CoreRig.PIN) {
    await("Masukkan PIN")
    pin(pin)
    tap("Buka")
}

/** To a screen, with home under it. */
fun AppRig.go(route: Route) {
    model.shell.backStack.home()
    if (route != Route.Home) model.shell.backStack.go(route)
    compose.waitForIdle()
}

/** Sends, and waits for the end of the run. The button reads the same before and after, so the core is asked. */
fun AppRig.send() {
    go(Route.Sync)
    await("Kapan mengirim?")
    val before = lastRun()
    tap("Kirim sekarang")
    until("the end of sending") { lastRun() != before }
    await("Kirim sekarang")
}

private fun AppRig.lastRun(): Long? = runBlocking {
    val core = (model.shell.stage.value as Stage.Open).core
    core.ask { syncState().lastMs }.orElse { error(it.code) }
}

/** A photo question's button, a sharp fix, the shutter, and nobody's face in it. */
fun AppRig.photograph(button: String = "Ambil foto") {
    tap(button)
    await("Kamera")
    viewfinder(model.shell.backStack.routes.value.last() as Route.Camera)
    core.phone.gps.measures(6_500)
    await("Foto sekarang: Bukti kuat")
    tap("Ambil foto")
    await("Dewasa, sudah setuju")
    tap("Tidak")
    await("Ambil foto lagi")
}
