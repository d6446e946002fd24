package org.saksi.app.practice

import android.view.WindowManager.LayoutParams.FLAG_SECURE
import androidx.compose.ui.test.onNodeWithText
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.saksi.app.home.HomeSamples
import org.saksi.app.home.HomeView
import org.saksi.app.rig.AppRig
import org.saksi.app.rig.ScreenRig
import org.saksi.app.rig.ScreenTest
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.core.Outcome
import org.saksi.presentation.route.Route
import org.saksi.presentation.shell.Stage
import java.io.File

/** Practice over the real core: another store, under a yellow band, never sent. */
class PracticeTest : ScreenTest() {
    @get:Rule
    val app = AppRig()

    private val isSecure get() = app.activity.window.attributes.flags and FLAG_SECURE != 0
    private val folder get() = File(app.core.home, "practice")

    private fun <T> practised(call: FieldCore.() -> T): T {
        val stage = app.model.shell.stage.value as Stage.Open
        check(stage.practice) { "this is no practice" }
        return runBlocking { (stage.core.ask(call) as Outcome.Done).value }
    }

    @Test
    fun `somebody without a card tries it first, and nothing is left of it`() {
        app.start()
        app.await("Ikut proyek")
        assertTrue(isSecure)
        app.tap("Coba dulu: mode latihan")
        app.await("LATIHAN")
        app.await("Latihan melapor")
        assertFalse("a training photographs the screen", isSecure)
        app.shot("practice-home")
        app.await("Ini latihan. Tidak ada yang dikirim.")
        app.compose.onNodeWithText("Kirim sekarang").assertDoesNotExist()
        app.tap("Pengaturan")
        app.await("LATIHAN")
        app.tap("Selesai")
        app.await("Ikut proyek")
        assertTrue(isSecure)
        assertFalse(folder.exists())
        assertFalse(app.core.gate().isJoined())
    }

    @Test
    fun `a monitor practises with her project's forms beside her own store, which needs the PIN again`() {
        app.core.joined(2)
        app.start()
        app.pin()
        app.tap("Buka")
        app.await("Isi laporan baru")
        app.model.shell.backStack.go(Route.Settings)
        app.tap("Mode latihan")
        app.await("LATIHAN")
        val forms = practised { forms().map { it.id }.sorted() }
        assertEquals(listOf("F01", "F02", "F03"), forms)
        practised { start("F02") }
        app.model.lock()
        app.await("Masukkan PIN")
        assertTrue(isSecure)
        assertTrue("a locked practice is kept", folder.exists())
        app.pin()
        app.tap("Buka")
        app.await("Mode latihan")
        app.tap("Mode latihan")
        app.await("LATIHAN")
        app.await("Belum selesai")
        app.tap("Selesai")
        app.await("Masukkan PIN")
        app.end()
        assertEquals(0, app.core.inCore { drafts() }.size)
    }
}

class PracticeScreenTest : ScreenTest() {
    @get:Rule
    val screen = ScreenRig()

    @Test
    fun `Home in practice`() = screen.shoot("practice-home") { PracticeFrame({}) { HomeView(HomeSamples.practice, {}) } }
}
