package org.saksi.app.form

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.saksi.app.rig.RigGps
import org.saksi.core.Answer
import org.saksi.core.GeoPoint
import org.saksi.core.LatLon

class FormWidgetsTest : WidgetsTest() {
    @Test
    fun `whatever is typed`() = from("t_plain", 1, {
        val texts = listOf(
            "Teks biasa" to "Lubang di tepi jalan", "Teks panjang" to "Satu\nDua", "Nomor rumah" to "0017",
            "Alamat web" to "https://contoh.id", "Kata rahasia" to "garam", "Bilangan" to "-12", "Rupiah" to "2500000",
            "Hitungan" to "7",
        )
        texts.forEach { (label, text) ->
            robot.type(label, text)
            if (label == "Alamat web") app.await("Buka alamat")
            if (label == "Rupiah") app.await("2.500.000")
            if (label == "Hitungan") robot.key("Tambah satu")
            robot.next()
        }
        robot.pick("Arah", "Pakai kompas HP")
        app.await("Arah: 275 derajat")
        robot.pick("Arah", "Pakai arah ini", "Lanjut")
        listOf("Pecahan" to "6,50", "Kode batang" to "8991234").forEach { (label, text) ->
            robot.type(label, text)
            robot.next()
        }
        app.await("Catatan saja")
        robot.next()
        robot.pick("Sudah paham?", "Sudah saya baca")
    }) { draft ->
        holds(
            draft,
            "t_plain" to Answer.Text("Lubang di tepi jalan"), "t_multi" to Answer.Text("Satu\nDua"), "t_num" to Answer.Text("0017"),
            "t_url" to Answer.Text("https://contoh.id"), "t_mask" to Answer.Text("garam"), "i_plain" to Answer.Int(-12),
            "i_sep" to Answer.Int(2_500_000), "i_count" to Answer.Int(8), "i_bear" to Answer.Int(275), "d_plain" to Answer.Decimal("6.5"),
            "b_code" to Answer.Text("8991234"), "k_ack" to Answer.Acknowledged,
        )
    }

    @Test
    fun `whatever is chosen from a list`() = from("s_plain", 2, {
        robot.pick("Pilih biasa", "Bukan", "Lanjut")
        robot.pick("Pilih minimal", "Pilih dari daftar", "Ya", "Lanjut")
        robot.pick("Pilih cepat", "Ya")
        robot.pick("Pilih likert", "Pilihan 4", "Lanjut")
        robot.pick("Pilih kolom", "Pilihan 5", "Lanjut")
        robot.pick("Pilih tanpa tombol", "Pilihan 1", "Lanjut")
        app.await("Pilih cari")
        robot.search("nomor 13")
        robot.pick("Pilih cari", "Desa nomor 13", "Lanjut")
        robot.pick("Pilih beberapa", "Pilihan 3", "Pilihan 1", "Pilihan 2", "Pilihan 2", "Lanjut")
        robot.pick("Pilih tiga kolom", "Pilihan 2", "Pilihan 5", "Lanjut")
        robot.pick("Pilih rapat", "Pilihan 4", "Lanjut")
        app.await("Urutkan")
        robot.key("Naikkan: Pilihan 3")
        robot.key("Turunkan: Pilihan 1")
        robot.next()
        app.await("Geser")
        robot.key("Tambah")
        robot.key("Tambah")
        assertEquals("one tick for each value between", 4, robot.ticks("Geser"))
        robot.slide("Geser", 4)
        robot.next()
        assertEquals(0, robot.ticks("Geser tegak"))
        robot.slide("Geser tegak", 7)
        robot.key("Kurangi")
        robot.next()
        robot.pick("Geser daftar", "Pilih dari daftar", "3", "Lanjut")
        app.await("Bintang")
        robot.key("4 dari 5 bintang")
    }) { draft ->
        holds(
            draft,
            "s_plain" to Answer.One("no"), "s_min" to Answer.One("yes"), "s_quick" to Answer.One("yes"), "s_likert" to Answer.One("c4"),
            "s_cols" to Answer.One("c5"), "s_nob" to Answer.One("c1"), "s_search" to Answer.One("v13"),
            "m_plain" to Answer.Many(listOf("c1", "c3")), "m_cols" to Answer.Many(listOf("c2", "c5")), "m_pack" to Answer.Many(listOf("c4")),
            "r_rank" to Answer.Ranking(listOf("c3", "c1", "c2", "c4", "c5")), "g_plain" to Answer.Int(8), "g_vert" to Answer.Int(6),
            "g_pick" to Answer.Int(3), "g_rate" to Answer.Int(4),
        )
    }

    @Test
    fun `days and hours`() = from("w_date", 3, {
        app.await("Tanggal biasa")
        date("8", "2026", "November")
        robot.next()
        app.await("Tanggal ketik")
        date("29", "2024", "Februari")
        robot.next()
        app.await("Bulan saja")
        date(null, "2025", "Mei")
        robot.next()
        app.await("Tahun saja")
        robot.type("Tahun", "1998")
        robot.next()
        app.await("Jam berapa")
        robot.type("Jam", "9")
        robot.type("Menit", "5")
        robot.next()
        app.await("Tanggal dan jam")
        date("24", "2026", "November")
        robot.type("Jam", "10")
        robot.type("Menit", "30")
    }) { draft ->
        holds(
            draft,
            "w_date" to Answer.Date("2026-11-08"), "w_nocal" to Answer.Date("2024-02-29"), "w_month" to Answer.Date("2025-05-01"),
            "w_year" to Answer.Date("1998-01-01"), "w_time" to Answer.Time("09:05:00.000+08:00"),
            "w_both" to Answer.DateTime("2026-11-24T10:30:00.000+08:00"),
        )
    }

    private fun date(day: String?, year: String, month: String) {
        if (day != null) robot.type("Tanggal", day)
        robot.type("Tahun", year)
        app.tap("Bulan")
        app.tap(month)
    }

    @Test
    fun `places, sound, a signature and a table`() = from("p_plain", 4, {
        app.await("Titik biasa")
        app.tap("Ukur titik")
        app.core.phone.gps.measures(4_000)
        app.tap("Pakai titik ini")
        app.await("Ukur lagi")
        robot.next()
        app.await("Titik di peta")
        app.tap("Tunjuk di peta")
        app.tap("Pakai titik tengah ini")
        app.await("Ukur lagi")
        robot.next()
        app.await("Garis")
        walk(2)
        robot.next()
        app.await("Bidang")
        walk(4)
        app.tap("Hapus titik terakhir")
        robot.next()
        robot.pick("Suara", "Rekam suara", "Berhenti dan simpan")
        app.await("Rekaman tersimpan")
        robot.next()
        robot.pick("Tanda tangan", "Tanda tangan di layar")
        robot.draw()
        app.tap("Simpan gambar")
        app.await("Tanda tangan lagi")
        app.shot("form-7-signed")
        robot.next()
        app.await("Baris satu")
        robot.key("Bukan")
        robot.tapKey("Bukan")
    }) { draft ->
        fun at(step: Int) = GeoPoint(RigGps.LASOLO.latE7.toLong() + step * STEP, RigGps.LASOLO.lonE7.toLong(), null, 4_000)
        assertEquals(Answer.Point(at(0)), stored(draft, "p_plain"))
        assertTrue((stored(draft, "p_map") as Answer.Point).v1.accMm == null)
        assertEquals(Answer.Trace(listOf(at(0), at(1))), stored(draft, "p_line"))
        assertEquals(Answer.Shape(listOf(at(0), at(1), at(2), at(0))), stored(draft, "p_area"))
        val xml = instanceXml(draft)
        for (text in listOf("<p_plain>-3.45 122.35 0.0 4.0</p_plain>", "<p_line>-3.45 122.35 0.0 4.0;-3.449 122.35 0.0 4.0</p_line>")) {
            assertTrue("$text in $xml", text in xml)
        }
        assertTrue(stored(draft, "a_sound") is Answer.Media)
        assertTrue(answerPreview(draft, findQuestion(draft, "a_sign"))!!.size > 500)
        assertEquals(null to Answer.One("no"), stored(draft, "x_head") to stored(draft, "x_one"))
        assertEquals(Answer.One("no"), stored(draft, "x_two"))
    }

    private fun walk(points: Int) = repeat(points) { step ->
        // The receiver of the rig repeats its last measurement to whoever begins to listen.
        app.core.phone.gps.measures(4_000, LatLon(RigGps.LASOLO.latE7 + step * STEP, RigGps.LASOLO.lonE7))
        app.tap("Tambah titik di sini")
        app.await("${step + 1}. ")
    }

    private companion object {
        const val STEP = 10_000
    }
}
