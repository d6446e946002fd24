package org.saksi.app

import android.content.Intent
import android.view.WindowManager
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.longClick
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performTextInput
import androidx.compose.ui.test.performTouchInput
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.saksi.app.form.FormRobot
import org.saksi.app.parts.HOLD_MS
import org.saksi.app.rig.AppRig
import org.saksi.app.rig.CoreRig
import org.saksi.app.rig.ScreenTest
import org.saksi.app.rig.go
import org.saksi.app.rig.photograph
import org.saksi.app.rig.send
import org.saksi.app.rig.unlock
import org.saksi.core.FieldException
import org.saksi.core.FieldValue
import org.saksi.core.PathState
import org.saksi.core.Progress
import org.saksi.core.RecordFilter
import org.saksi.core.RecordKind
import org.saksi.core.SyncStep
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.route.Route
import java.io.File

/** What is one's own, over the real core and a real hub: sending, the answer, conflicts, lock, PIN, wipe. */
class OwnStoryTest : ScreenTest() {
    @get:Rule
    val app = AppRig()

    private object Unheard : Progress {
        override fun on(step: SyncStep, done: ULong, of: ULong) = true
    }

    private val form = (
        "type,name,label,required\ntext,site,Tempat?,yes\ninteger,trucks,Berapa truk?,\nimage,photo,Foto,\n" +
            "\u0000\u0000form_title,form_id,version\nTruk lewat,T1,1\n"
    ).encodeToByteArray()

    private fun FieldCore.report(): String {
        val draft = start("T1")
        answerText(draft, "site", "Lasolo")
        answerText(draft, "trucks", "3")
        photograph(draft)
        return checkNotNull(submit(draft)) { "a new report is a record" }
    }

    private fun FieldCore.correct(record: String, trucks: String) {
        val draft = edit(record)
        answerText(draft, "trucks", trucks)
        submit(draft)
    }

    private fun open(pin: String = CoreRig.PIN) {
        app.unlock(pin)
        app.await("Isi laporan baru")
    }

    @Test
    fun `a report is sent, received with a receipt, comes back with a reason and is corrected`() {
        val record = app.core.joined(1).inCore { installForm(form); report() }
        app.core.startHub()
        app.start()
        open()
        app.tap("Catatan saya")
        app.await("Masih di HP ini saja")
        app.tap("Truk lewat")
        app.await("Bukti kuat")
        app.shot("own-1-report")
        app.send()
        app.await("1 laporan sudah diterima pusat")
        app.shot("own-2-received")
        app.end()
        app.core.supervise("review", "return", record, "reason=blur", "note=Yang dekat dermaga")
        app.start()
        open()
        app.send()
        app.await("1 laporan sudah diterima pusat")
        app.go(Route.Records)
        app.tap("Dikembalikan")
        app.tap("Truk lewat")
        app.await("Foto kabur. Ambil lagi dari tempat yang sama.")
        app.shot("own-3-returned")
        app.tap("Betulkan")
        val robot = FormRobot(app)
        app.await("Tempat? (wajib)")
        robot.next()
        robot.type("Berapa truk?", "4")
        robot.toEnd()
        app.tap("Selesai, siap kirim")
        app.await("Belum terkirim")
        app.end()
        app.start()
        open()
        app.send()
        app.await("Tidak ada yang menunggu")
        app.go(Route.Report(record))
        app.await("Sudah diterima pusat. Sedang diperiksa.")
    }

    @Test
    fun `two edits of hers on two phones wait for her, and a third answer ends it`() {
        app.core.joined(2)
        app.core.startHub()
        val (record, member) = app.core.inCore { sync(Unheard); installForm(form); report().also { sync(Unheard) } to standing().member }
        val card = app.core.cardIn(app.core.saksi("invite", "MON", "74", "--member", member))
        app.core.saksi("sync")
        val other = app.core.otherPhone(card)
        (other as AutoCloseable).use { other.sync(Unheard); other.installForm(form); other.correct(record, "5"); other.sync(Unheard) }
        app.core.inCore { correct(record, "4"); sync(Unheard) }
        app.start()
        open()
        app.tap("Catatan saya")
        app.tap("1 jawaban berbeda di dua HP")
        app.await("Berapa truk?")
        app.shot("own-4-conflict")
        app.tap("Tulis jawaban lain")
        app.await("Simpan jawaban ini")
        app.restart()
        app.unlock()
        app.await("Simpan jawaban ini")
        app.compose.onNode(hasSetTextAction()).performTextInput("6")
        app.tap("Simpan jawaban ini")
        app.await("Tidak ada yang perlu dipilih")
        app.end()
        val trucks = app.core.inCore { fold(record).fields.map { it.state }.filterIsInstance<PathState.Value>().map { it.v1 } }
        assertTrue("$trucks", FieldValue.Int(6) in trucks)
    }

    @Test
    fun `it shows nothing to others, and locks with the screen, back to the same place`() {
        app.core.joined(3)
        app.start()
        assertTrue(app.activity.window.attributes.flags and WindowManager.LayoutParams.FLAG_SECURE != 0)
        open()
        app.go(Route.Safety)
        app.await("Kunci sekarang")
        app.activity.sendBroadcast(Intent(Intent.ACTION_SCREEN_OFF))
        app.await("Masukkan PIN")
        app.pin()
        app.tap("Buka")
        app.await("Kunci sekarang")
    }

    @Test
    fun `a new PIN opens and the old one does not`() {
        app.core.joined(3)
        app.start()
        open()
        app.go(Route.Safety)
        app.tap("Ganti PIN")
        for ((title, pin, button) in listOf(Triple("PIN yang sekarang", CoreRig.PIN, "Lanjut"), Triple("PIN baru", NEW, "Lanjut"))) {
            app.await(title)
            app.pin(pin)
            app.tap(button)
        }
        app.await("PIN baru sekali lagi")
        app.pin(NEW)
        app.tap("Ganti PIN")
        app.await("Masukkan PIN")
        app.pin(NEW)
        app.tap("Buka")
        app.await("Kunci sekarang")
        app.end()
        assertEquals("vault_passphrase", refusal(CoreRig.PIN))
    }

    private fun refusal(pin: String): String? =
        runCatching { (app.core.gate().open(pin) as AutoCloseable).close() }.exceptionOrNull()?.let { (it as FieldException.Failed).code }

    @Test
    fun `a wipe held to the end leaves nothing that opens, not even a copy of the store`() {
        app.core.joined(4).inCore { installForm(form); report() }
        val copy = app.core.folder("copy")
        File(app.core.home, "profile").copyRecursively(copy)
        app.start()
        open()
        app.go(Route.Safety)
        app.tap("Hapus data di HP ini")
        app.await("Orang masih bisa tahu aplikasi ini pernah dipasang")
        app.compose.onNodeWithText("Tahan 3 detik untuk menghapus").performTouchInput { longClick(durationMillis = HOLD_MS + 500) }
        app.await("Ikut proyek")
        app.shot("own-5-wiped")
        app.end()
        assertEquals("no_project", refusal(CoreRig.PIN))
        copy.copyRecursively(File(app.core.home, "profile"), overwrite = true)
        assertEquals("vault_destroyed", refusal(CoreRig.PIN))
    }

    @Test
    fun `a report that she takes back is gone on this phone and says so`() {
        val record = app.core.joined(1).inCore { installForm(form); report() }
        app.start()
        open()
        app.go(Route.Report(record))
        app.tap("Tarik laporan")
        app.tap("Demi keselamatan")
        app.tap("Tarik laporan")
        app.await("Sudah ditarik")
        app.end()
        assertTrue(app.core.inCore { records(RecordFilter(kind = RecordKind.SUBMISSION)) }.single().erased)
    }

    private companion object {
        const val NEW = "1357"
    }
}
