package org.saksi.app.form

import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.saksi.app.rig.AppRig
import org.saksi.app.rig.ScreenTest
import org.saksi.app.rig.viewfinder
import org.saksi.core.Answer
import org.saksi.core.RecordFilter
import org.saksi.core.RecordKind
import org.saksi.presentation.form.FormPresenter
import org.saksi.presentation.route.Route

/** F02 and F03 over the real core: through the end of the process, the camera, the map, and to a signed report. */
class FormStoryTest : ScreenTest() {
    @get:Rule
    val app = AppRig()
    private val robot by lazy { FormRobot(app) }

    private fun draft(form: String, card: Int) = app.core.joined(card).inCore { start(form) }

    @Test
    fun `the end of the process leads back to the same question with the same answer`() {
        val draft = draft("F02", 1)
        robot.open(draft)
        robot.pick("Anda memotret dari mana? (wajib)", "Jalan umum")
        robot.next()
        robot.pick("Apa yang Anda lihat? (wajib)", "Debu atau truk di jalan umum")
        robot.next()
        app.await("Foto keadaan umum (wajib)")
        robot.next()
        app.await("Ini wajib diisi.")
        app.tap("Lengkapi nanti")
        app.await("Foto rinci (wajib)")
        robot.jump("Berapa truk dalam 30 menit?")
        robot.type("Berapa truk dalam 30 menit?", "900")
        app.await("Isi 0 sampai 500.")
        app.shot("form-1-refused")
        robot.type("Berapa truk dalam 30 menit?", "41")
        robot.awaitGone("Isi 0 sampai 500.")
        app.restart()
        robot.unlock()
        app.await("Berapa truk dalam 30 menit?")
        app.await("41")
        app.end()
        app.core.inCore { assertEquals(Answer.Int(41), stored(draft, "trucks_30min")) }
    }

    @Test
    fun `a report goes from the first question to a signed record, with photo and position`() {
        val draft = draft("F02", 2)
        robot.open(draft)
        robot.pick("Anda memotret dari mana? (wajib)", "Jalan umum")
        robot.next()
        robot.pick("Apa yang Anda lihat? (wajib)", "Tidak ditanami kembali")
        robot.next()
        app.await("Foto keadaan umum (wajib)")
        photograph()
        app.shot("form-2-photo")
        app.tap("Daftar pertanyaan")
        app.tap("Ke akhir")
        app.await("yang kurang")
        app.shot("form-3-missing")
        app.tap("Foto rinci")
        app.await("Foto rinci (wajib)")
        photograph()
        robot.fromEnd("Ada wajah orang?", "Tidak ada")
        robot.fromEnd("Bagaimana menunjuk tempat yang difoto?", "Tunjuk di peta")
        robot.fromEnd("Posisi yang difoto", "Tunjuk di peta", "Pakai titik tengah ini")
        app.await("Ukur lagi")
        robot.fromEnd("Ada tanaman penutup?", "Tidak")
        robot.fromEnd("Kalau orang tahu Ibu/Bapak yang melapor, apa berbahaya?", "Aman")
        robot.toEnd()
        app.await("Semua yang wajib sudah terisi")
        app.shot("form-6-ready")
        app.tap("Selesai, siap kirim")
        app.await("Belum terkirim")
        app.end()
        app.core.inCore {
            assertEquals(1, records(RecordFilter(kind = RecordKind.SUBMISSION)).size)
            assertEquals(2, records(RecordFilter(kind = RecordKind.EVIDENCE)).size)
            assertTrue(drafts().isEmpty())
        }
    }

    private fun photograph() {
        app.tap("Ambil foto")
        app.await("Kamera")
        app.viewfinder(app.model.shell.backStack.routes.value.last() as Route.Camera)
        app.core.phone.gps.measures(6_500)
        app.await("Foto sekarang: Bukti kuat")
        app.tap("Ambil foto")
        app.await("Dewasa, sudah setuju")
        app.tap("Tidak")
        app.await("Ambil foto lagi")
    }

    @Test
    fun `the form's Stop records nothing, and the draft stays hers`() {
        val draft = draft("F02", 3)
        robot.open(draft)
        robot.pick("Anda memotret dari mana?", "Di dalam area tertutup")
        app.await("Keluar dulu ke tempat aman. Tidak ada yang dicatat.")
        app.shot("form-4-stop")
        app.tap("Hapus draf")
        app.await("Ya, hapus draf")
        app.assertAccessible()
        app.tap("Ya, hapus draf")
        app.await("Isi laporan baru")
        app.end()
        app.core.inCore {
            assertTrue(drafts().isEmpty())
            assertTrue(records(RecordFilter(kind = RecordKind.SUBMISSION)).isEmpty())
        }
    }

    @Test
    fun `rows are added, counted in words and removed`() {
        val draft = app.core.joined(4).inCore { start("F03").also { answer(it, findQuestion(it, "ptype"), Answer.One("R02")) } }
        robot.open(draft)
        app.await("Apa yang ditelusuri?")
        robot.jump("Nama kegiatan")
        robot.type("Nama kegiatan", "Jalan desa")
        robot.jump("Kegiatan untuk desa lingkar tambang")
        app.await("Tambah satu lagi untuk")
        app.tap("Tambah satu lagi")
        robot.type("Nama kegiatan", "Sumur")
        app.await("yang ke-2 dari 2")
        app.shot("form-5-row")
        app.tap("Hapus yang ini")
        app.await("yang ke-2: semua jawabannya dihapus")
        app.tap("Hapus yang ini")
        app.until("one row") { app.core.inCore { steps(draft).count { it.label == "Nama kegiatan" } == 1 } }
        app.end()
        app.core.inCore {
            val names = steps(draft).filter { it.label == "Nama kegiatan" }
            assertEquals(Answer.Text("Jalan desa"), questionAt(draft, names.single().place!!).value)
            assertNull(view(draft).stop)
        }
    }
}
