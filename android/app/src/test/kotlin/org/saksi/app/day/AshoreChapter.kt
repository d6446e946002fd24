package org.saksi.app.day

import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performSemanticsAction
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.saksi.app.rig.go
import org.saksi.app.rig.send
import org.saksi.app.rig.unlock
import org.saksi.core.Answer
import org.saksi.core.Progress
import org.saksi.core.RecordFilter
import org.saksi.core.RecordKind
import org.saksi.core.SyncStep
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.route.Route

/** She finishes, sends, chooses between two answers of hers, and corrects what came back. */
class AshoreChapter : Chapter() {
    private object Unheard : Progress {
        override fun on(step: SyncStep, done: ULong, of: ULong) = true
    }

    @Test
    fun `a report is finished, sent, found in conflict, returned, corrected and received`() {
        app.start()
        app.unlock()
        continues()
        finishes()
        app.go(Route.Home)
        app.tap("Kirim sekarang")
        app.await("Semua laporan sudah diterima pusat")
        app.shot("day-10-received")
        correctsOnTwoPhones()
        choosesOne()
        app.core.supervise("review", "return", record.readText(), "reason=blur", "note=Yang dekat dermaga")
        correctsWhatCameBack()
        app.core.supervise("review", "accept", record.readText())
        app.send()
        app.go(Route.Home)
        app.await("Cukup, tidak perlu diulang. Terima kasih.")
        app.shot("day-17-good-news")
        app.end()
        app.core.inCore { endsWell() }
    }

    /** After an empty battery nothing is saved of the screen: the draft waits at home. */
    private fun continues() {
        app.await("Belum selesai")
        app.shot("day-08-draft-waits")
        val draft = app.compose.onNode(hasText("Terakhir diisi", substring = true) and hasClickAction())
        draft.performScrollTo().performSemanticsAction(SemanticsActions.OnClick)
        app.await("Air pasang atau surut?")
        awaitPicked("Surut")
    }

    private fun finishes() {
        robot.fromEnd("Kalau orang tahu Ibu/Bapak yang melapor, apa berbahaya?", "Aman")
        robot.toEnd()
        app.await("Semua yang wajib sudah terisi")
        golden("day-09-finished", "Semua yang wajib sudah terisi", "All that is required is filled in")
        app.tap("Selesai, siap kirim")
        app.await("Belum terkirim")
    }

    /** The same answer, corrected on a second phone of hers and on this one before either heard of the other. */
    private fun correctsOnTwoPhones() {
        app.end()
        val member = app.core.inCore {
            record.writeText(records(RecordFilter(kind = RecordKind.SUBMISSION)).single().record)
            standing().member
        }
        val card = app.core.cardIn(app.core.saksi("invite", "MON", "74", "--member", member))
        app.core.saksi("sync")
        val other = app.core.otherPhone(card)
        (other as AutoCloseable).use { other.corrects("same") }
        app.start()
        app.unlock()
        app.go(Route.Report(record.readText()))
        app.tap("Ubah")
        app.await("Anda memotret dari mana?")
        robot.jump("Hasil ikan sekarang bagaimana?")
        picks("Hasil ikan sekarang bagaimana? (wajib)", "Bertambah")
        robot.toEnd()
        app.tap("Selesai, siap kirim")
        app.await("Belum terkirim")
        app.send()
    }

    private fun FieldCore.corrects(fish: String) {
        sync(Unheard)
        val draft = edit(record.readText())
        answer(draft, findQuestion(draft, "fish_drop"), Answer.One(fish))
        submit(draft)
        sync(Unheard)
    }

    private fun choosesOne() {
        app.go(Route.Records)
        app.await("1 jawaban berbeda di dua HP")
        app.shot("day-11-records")
        app.tap("1 jawaban berbeda di dua HP")
        app.await("Hasil ikan sekarang bagaimana?")
        app.await("Bertambah")
        app.shot("day-12-conflict")
        app.tap("Sama")
        app.await("Tidak ada yang perlu dipilih")
        app.send()
    }

    private fun correctsWhatCameBack() {
        app.send()
        app.go(Route.Home)
        app.await("Dikembalikan: betulkan dulu")
        app.shot("day-13-home-returned")
        app.go(Route.Report(record.readText()))
        app.await("Foto kabur. Ambil lagi dari tempat yang sama.")
        app.shot("day-14-returned")
        app.tap("Betulkan")
        app.await("Anda memotret dari mana?")
        robot.jump("Foto air keruh")
        photographs("Foto air keruh (wajib)", scene = 3, button = "Ambil foto lagi")
        app.shot("day-15-photo-again")
        robot.toEnd()
        app.tap("Selesai, siap kirim")
        app.await("Belum terkirim")
        app.send()
        app.await("Tidak ada yang menunggu")
        app.go(Route.Report(record.readText()))
        app.await("Sudah diterima pusat. Sedang diperiksa.")
        app.shot("day-16-sent-again")
    }

    private fun FieldCore.endsWell() {
        val report = fold(record.readText())
        assertEquals(listOf("submission.return", "submission.accept"), report.acts.map { it.verb }.filter { it.startsWith("submission.") })
        assertTrue(drafts().isEmpty())
        // The photo that was blurred stays on record beside the one that took its place.
        assertEquals(PHOTOS, records(RecordFilter(kind = RecordKind.EVIDENCE)).size)
    }

    private companion object {
        const val PHOTOS = 3
    }
}
