package org.saksi.app.form

import android.app.Activity.RESULT_OK
import android.content.ContentProvider
import android.content.ContentValues
import android.content.Intent
import android.net.Uri
import androidx.compose.ui.test.assertIsEnabled
import androidx.compose.ui.test.onNodeWithText
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.saksi.core.Answer
import org.saksi.presentation.core.FieldCore

/** Fields that hide, point, draw, bring a file or stand in a table. */
class FormFieldsTest : WidgetsTest() {
    @Test
    fun `what is hidden is stored, not shown, and can be written anew`() = from("h_text", 1, {
        robot.type("Kode rahasia", "garam")
        robot.next()
        app.await("Titik dengan peta")
        app.tap("Kembali")
        app.await("Sudah tersimpan dan tidak ditampilkan.")
        assertFalse(robot.reads("garam"))
        app.tap("Hapus jawaban")
        robot.type("Kode rahasia", "gula")
        robot.next()
        robot.pick("Titik dengan peta", "Tunjuk di peta", "Pakai titik tengah ini")
        app.await("Ukur lagi")
        robot.next()
        app.await("Titik rahasia")
        app.tap("Ukur titik")
        app.core.phone.gps.measures(4_000)
        app.tap("Pakai titik ini")
        app.await("Sudah tersimpan dan tidak ditampilkan.")
        assertFalse(robot.reads("122"))
    }) { draft ->
        holds(draft, "h_text" to Answer.Text("gula"))
        assertEquals(null, (stored(draft, "p_maps") as Answer.Point).v1.accMm)
        assertEquals(4_000L, (stored(draft, "p_hide") as Answer.Point).v1.accMm)
    }

    @Test
    fun `a drawing stays through a turn of the phone, and is kept as a picture`() = from("a_draw", 2, {
        robot.pick("Denah", "Gambar di layar")
        robot.draw()
        app.turn()
        app.await("Simpan gambar")
        app.compose.onNodeWithText("Simpan gambar").assertIsEnabled()
        app.assertAccessible()
        app.turn()
        robot.draw()
        app.tap("Simpan gambar")
        app.await("Gambar lagi")
        app.tap("Gambar lagi")
        app.await("Simpan gambar")
        assertFalse("a new page is empty", app.isEnabled("Simpan gambar"))
        app.tap("Batal")
        app.await("Gambar lagi")
    }) { draft -> assertTrue(answerPreview(draft, findQuestion(draft, "a_draw"))!!.size > 500) }

    @Test
    fun `a film and a file come from the phone's own list, byte for byte`() = from("f_film", 3, {
        Robolectric.setupContentProvider(Types::class.java, "berkas")
        app.await("Film")
        bring("Pilih video dari HP", "video/*", "content://berkas/video/mp4", FILM)
        app.await("Berkas tersimpan")
        robot.next()
        app.await("Surat")
        bring("Pilih berkas dari HP", "*/*", "content://berkas/application/pdf", LETTER)
        app.await("Berkas tersimpan")
    }) { draft ->
        keeps(draft, "f_film", "video/mp4", FILM)
        keeps(draft, "f_file", "application/pdf", LETTER)
    }

    private fun bring(button: String, wanted: String, address: String, bytes: ByteArray) {
        val uri = Uri.parse(address)
        shadowOf(app.activity.contentResolver).registerInputStreamSupplier(uri) { bytes.inputStream() }
        app.tap(button)
        val asked = shadowOf(app.activity).nextStartedActivityForResult.intent
        assertEquals(listOf(wanted), asked.getStringArrayExtra(Intent.EXTRA_MIME_TYPES)?.toList())
        app.compose.runOnUiThread { shadowOf(app.activity).receiveResult(asked, RESULT_OK, Intent().setData(uri)) }
        app.compose.waitForIdle()
    }

    private fun FieldCore.keeps(draft: String, name: String, type: String, bytes: ByteArray) {
        val place = findQuestion(draft, name)
        assertTrue(stored(draft, name) is Answer.Media)
        assertEquals(type to bytes.size.toULong(), answerFile(draft, place)?.let { it.mediaType to it.size })
        var read = ByteArray(0)
        do {
            val piece = readAnswer(draft, place, read.size.toULong())
            read += piece
        } while (piece.isNotEmpty())
        assertArrayEquals(bytes, read)
    }

    @Test
    fun `several from a list that closes, a fraction by the slider, and a table`() = from("m_min", 4, {
        robot.pick("Beberapa dari daftar", "Pilih dari daftar", "Pilihan 2", "Pilihan 4", "Tutup daftar")
        app.await("Pilihan 2, Pilihan 4")
        robot.next()
        robot.slide("Geser pecahan", 4)
        robot.key("Tambah")
        robot.next()
        app.await("Jalan baik")
        assertTrue(robot.reads("Tabel panjang"))
        robot.keyAt(0, "Ya")
        robot.keyAt(1, "Bukan")
    }) { draft ->
        holds(
            draft, "m_min" to Answer.Many(listOf("c2", "c4")), "g_dec" to Answer.Decimal("2.5"),
            "y_one" to Answer.One("yes"), "y_two" to Answer.One("no"),
        )
    }

    @Test
    fun `yes or no, and a number of 64 bits, of an XForm`() = from("y_fence", 1, {
        robot.pick("Ada pagar?", "Ya", "Tidak", "Lanjut")
        robot.type("Bilangan panjang", "9007199254740993")
    }) { draft -> holds(draft, "y_fence" to Answer.Boolean(false), "l_long" to Answer.Int(9_007_199_254_740_993)) }

    private companion object {
        val FILM = ByteArray(70_000) { (it % 251).toByte() }
        val LETTER = "%PDF-1.4 a letter".toByteArray()
    }
}

/** Another app's files: an address tells its type. */
class Types : ContentProvider() {
    override fun onCreate() = true
    override fun getType(uri: Uri) = uri.path?.drop(1)
    override fun query(uri: Uri, columns: Array<String>?, where: String?, with: Array<String>?, order: String?) = null
    override fun insert(uri: Uri, values: ContentValues?) = null
    override fun update(uri: Uri, values: ContentValues?, where: String?, with: Array<String>?) = 0
    override fun delete(uri: Uri, where: String?, with: Array<String>?) = 0
}
