package org.saksi.app

import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.performTextInput
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.saksi.app.rig.AppRig
import org.saksi.app.rig.RigSurface
import org.saksi.app.rig.ScreenTest
import org.saksi.app.rig.frameOf
import org.saksi.core.RecordFilter
import org.saksi.core.RecordKind
import org.saksi.presentation.camera.Frame
import org.saksi.presentation.join.JoinEvent
import org.saksi.presentation.join.JoinPresenter
import org.saksi.presentation.route.Route
import org.saksi.presentation.shell.Stage

/** The app over the real core, with the end of the process wherever it hurts. */
class StoryTest : ScreenTest() {
    @get:Rule
    val app = AppRig()

    @Test
    fun `a monitor joins offline, through the end of the process, and lands at home`() {
        app.start()
        app.await("Ikut proyek")
        app.compose.onNode(hasSetTextAction()).performTextInput(app.core.card(1))
        app.model.handIn(JoinEvent.FileOpened("lasolo.saksi.zip", app.core.projectFile()))
        app.await("Berkas dibuka: lasolo.saksi.zip")
        app.tap("Baca kartu")
        app.await("Pantau Lasolo")
        app.shot("1-who")
        app.tap("Lanjut")
        app.tap("Ya")
        app.await("Boleh laporan diperlihatkan ke forum?")
        app.restart()
        app.await("Boleh laporan diperlihatkan ke forum?")
        app.tap("Tidak")
        app.tap("Tanya dulu")
        app.tap("Ya")
        app.tap("Penyu Biru")
        app.tap("Lanjut")
        app.pin()
        app.tap("Lanjut")
        app.await("Masukkan PIN lagi")
        app.pin()
        app.tap("Selesai, ikut")
        app.await("Halo, Penyu Biru")
        app.await("Isi laporan baru")
        app.shot("2-home")
        app.end()
        val consents = app.core.inCore { records(RecordFilter(kind = RecordKind.PERSON)).map { fold(it.record) } }
        assertEquals(
            listOf("consent.open", "consent.give", "consent.withdraw", "consent.ask_first", "consent.give"),
            consents.single().acts.map { it.verb },
        )
    }

    @Test
    fun `a card before the camera is as good as a typed one`() {
        app.core.phone.camera.frames = listOf(Frame(64, 64, ByteArray(64 * 64)), frameOf(app.core.card(4)))
        app.start()
        app.model.handIn(JoinEvent.FileOpened("lasolo.saksi.zip", app.core.projectFile()))
        app.await("Berkas dibuka: lasolo.saksi.zip")
        app.tap("Pindai kartu dengan kamera")
        app.await("Arahkan kamera")
        app.model.presenter<JoinPresenter>(Stage.Outside) { error("it is on screen") }.on(JoinEvent.Surface(RigSurface))
        app.await("Pantau Lasolo")
        assertEquals(1, app.core.phone.buzzes)
        app.tap("Lanjut")
        app.tap("Dengarkan")
        assertTrue(app.core.phone.said.single().startsWith("Boleh kami mengumpulkan laporan"))
    }

    @Test
    fun `after the end of the process a PIN leads back to the same place`() {
        app.core.joined(2)
        app.start()
        app.pin()
        app.tap("Buka")
        app.await("Isi laporan baru")
        app.model.shell.backStack.go(Route.Records)
        app.await("Tidak ada laporan di sini")
        app.restart()
        app.await("Masukkan PIN")
        app.shot("3-locked")
        app.pin()
        app.tap("Buka")
        app.await("Tidak ada laporan di sini")
        assertEquals(listOf(Route.Home, Route.Records), app.model.shell.backStack.routes.value)
    }

    @Test
    fun `a report that is begun waits at home, and a hub that answers is told in words`() {
        app.core.joined(3).inCore { start("F02") }
        app.core.startHub()
        app.start()
        app.pin()
        app.tap("Buka")
        app.await("Belum selesai")
        app.await("Belum ada laporan yang harus dikirim")
        app.tap("Hubungi pusat: ambil kabar")
        app.await("Semua laporan sudah diterima pusat")
        app.shot("4-sent")
    }
}
