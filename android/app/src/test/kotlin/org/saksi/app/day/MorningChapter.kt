package org.saksi.app.day

import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.performTextInput
import org.junit.Test
import org.saksi.app.rig.go
import org.saksi.presentation.join.JoinEvent
import org.saksi.presentation.route.Route

/** She joins, looks whether the phone is ready, and photographs murky water from her boat until the phone ends the app. */
class MorningChapter : Chapter() {
    @Test
    fun `the phone ends the app behind another one, in the middle of the form`() {
        joins()
        looksWhetherAllIsReady()
        app.tap(F02)
        picks("Anda memotret dari mana? (wajib)", "Dari perahu")
        golden("day-04-where-from", "Anda memotret dari mana?", "Where are you standing?")
        robot.next()
        robot.pick("Apa yang Anda lihat? (wajib)", "Air/laut keruh, lumpur")
        robot.next()
        photographs("Foto air keruh (wajib)", scene = 1)
        golden("day-05-photo", "Foto air keruh", "Photo of the murky water")
        robot.next()
        photographs("Foto air jernih di dekatnya", scene = 2)
        robot.next()
        picks("Ada wajah orang? (wajib)", "Tidak ada")
        robot.next()
        app.await("Posisi pemotret")
        robot.next()
        picks("Bagaimana menunjuk tempat yang difoto? (wajib)", "Tunjuk di peta")
        robot.next()
        robot.pick("Posisi yang difoto (wajib)", "Tunjuk di peta", "Pakai titik tengah ini")
        app.await("Ukur lagi")
        robot.next()
        picks("Hasil ikan sekarang bagaimana? (wajib)", "Berkurang")
        app.shot("day-06-before-the-end")
        app.goBehind(saved)
        killed()
    }

    private fun joins() {
        app.start()
        app.await("Ikut proyek")
        app.compose.onNode(hasSetTextAction()).performTextInput(app.core.card(1))
        app.model.handIn(JoinEvent.FileOpened("lasolo.saksi.zip", app.core.projectFile()))
        app.await("Berkas dibuka: lasolo.saksi.zip")
        app.tap("Baca kartu")
        app.await("Pantau Lasolo")
        app.shot("day-01-who")
        app.tap("Lanjut")
        repeat(4) {
            app.await("Boleh ")
            app.tap("Ya")
        }
        app.tap("Penyu Biru")
        app.tap("Lanjut")
        app.pin()
        app.tap("Lanjut")
        app.await("Masukkan PIN lagi")
        app.pin()
        app.tap("Selesai, ikut")
        app.await("Halo, Penyu Biru")
        app.await("Isi laporan baru")
        app.shot("day-02-home")
    }

    private fun looksWhetherAllIsReady() {
        app.tap("Siap berangkat?")
        app.core.phone.gps.measures(6_500)
        app.await("GPS siap. Jangan matikan HP.")
        app.shot("day-03-ready")
        app.go(Route.Home)
        app.await("Isi laporan baru")
    }

    private companion object {
        const val F02 = "Lingkungan dan keselamatan"
    }
}
