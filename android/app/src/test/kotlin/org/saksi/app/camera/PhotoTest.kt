package org.saksi.app.camera

import android.graphics.BitmapFactory
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.saksi.app.phone.PhotoPipe
import org.saksi.app.rig.AppRig
import org.saksi.app.rig.RigGps
import org.saksi.app.rig.RigJpeg
import org.saksi.app.rig.ScreenTest
import org.saksi.app.rig.viewfinder
import org.saksi.core.Answer
import org.saksi.core.Grade
import org.saksi.core.GradeTold
import org.saksi.core.LatLon
import org.saksi.core.RecordFilter
import org.saksi.core.RecordKind
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.core.Outcome
import org.saksi.presentation.route.Route
import org.saksi.presentation.shell.Stage
import java.io.File

/** Photos over the real core: what was sealed, what it is worth, and what is left of one that was not kept. */
class PhotoTest : ScreenTest() {
    @get:Rule
    val app = AppRig()

    /** F02 as far as its first photo, from a boat. */
    private fun atThePhoto(core: FieldCore): Route.Camera = with(core) {
        val draft = start("F02")
        answer(draft, findQuestion(draft, "vantage"), Answer.One("water"))
        answer(draft, findQuestion(draft, "ptype"), Answer.One("E04"))
        Route.Camera(draft, findQuestion(draft, "murky_photo"), ghost = null)
    }

    private fun open(card: Int): Route.Camera {
        val at = app.core.joined(card).inCore { atThePhoto(this) }
        app.start()
        app.pin()
        app.tap("Buka")
        app.await("Isi laporan baru")
        app.model.shell.backStack.go(at)
        app.await("Kamera")
        app.viewfinder(at)
        return at
    }

    private fun FieldCore.evidence() = records(RecordFilter(kind = RecordKind.EVIDENCE)).map { it.record }

    /** Sealed files of the project. */
    private fun blobs(): List<File> =
        File(app.core.home, "profile/projects").walk().filter { it.isFile && "blobs" in it.parent }.toList()

    @Test
    fun `with a sharp fix a photo is strong evidence, byte for byte`() {
        open(1)
        app.core.phone.gps.measures(6_500)
        app.await("Foto sekarang: Bukti kuat")
        app.shot("5-camera")
        app.tap("Ambil foto")
        app.await("Ada wajah orang?")
        app.shot("6-faces")
        app.tap("Tidak")
        app.await("Isi laporan baru")
        app.end()
        app.core.inCore {
            val record = evidence().single()
            assertEquals(GradeTold(Grade.A, emptyList(), emptyList()), evidenceGrade(record))
            assertArrayEquals(app.core.phone.camera.photo, openBlob(record, "original"))
            assertTrue(openBlob(record, "preview").size < 60_000)
            assertEquals(RigGps.LASOLO, placed().single().fix.position)
        }
    }

    @Test
    fun `without a fix it works all the same, and one that comes later counts`() {
        open(2)
        app.await("Mencari satelit")
        app.tap("Ambil foto")
        app.await("Ada wajah orang?")
        app.tap("Tidak")
        app.await("Isi laporan baru")
        // The form was told that she stands in a boat: it drifts, so only a fix that comes soon is sharp.
        app.core.clocks.aheadMs += 10_000
        app.core.phone.gps.measures(6_500)
        app.compose.waitUntil(20_000) { signed() }
        app.end()
        app.core.inCore {
            assertEquals(Grade.A, evidenceGrade(evidence().single()).grade)
        }
    }

    /** The late fix is given off the main thread: has the core signed it? */
    private fun signed(): Boolean {
        val open = app.model.shell.stage.value as Stage.Open
        val told = runBlocking { open.core.ask { evidence() } }
        return (told as? Outcome.Done)?.value.orEmpty().isNotEmpty()
    }

    @Test
    fun `a photo with a child gets a blurred preview, and one taken again leaves nothing`() {
        open(3)
        app.core.phone.gps.measures(6_500)
        val before = blobs().size
        app.tap("Ambil foto")
        app.tap("Ada anak")
        app.tap("Ambil ulang tanpa wajah")
        app.await("Lampu")
        app.until("what was taken again is gone") { blobs().size == before }
        app.core.phone.camera.photo = RigJpeg.scene(seed = 2)
        app.tap("Ambil foto")
        app.tap("Ada anak")
        app.tap("Tetap simpan, tertutup")
        app.await("Isi laporan baru")
        app.end()
        assertEquals(before + 2, blobs().size)
        app.core.inCore {
            assertArrayEquals(RigJpeg.scene(seed = 2), openBlob(evidence().single(), "original"))
            val preview = openBlob(evidence().single(), "preview")
            val seen = BitmapFactory.decodeByteArray(preview, 0, preview.size)
            assertEquals("drawn large out of 16 pixels", 320 to 240, seen.width to seen.height)
            assertTrue("${preview.size}", preview.size < 8_000)
        }
    }

    @Test
    fun `the question about faces comes back after the end of the process`() {
        open(4)
        app.core.phone.gps.measures(6_500)
        app.tap("Ambil foto")
        app.await("Ada wajah orang?")
        app.restart()
        app.pin()
        app.tap("Buka")
        app.await("Ada wajah orang?")
        app.tap("Tidak")
        app.await("Isi laporan baru")
        app.end()
        app.core.inCore { assertEquals(Grade.A, evidenceGrade(evidence().single()).grade) }
    }

    @Test
    fun `a photo of the phone's own camera is still there when the app was locked behind it`() {
        val at = open(3)
        app.core.phone.gps.measures(6_500)
        val photo = RigJpeg.scene(seed = 3)
        checkNotNull(PhotoPipe.coming(PhotoPipe.nameFor(at))).read(photo.inputStream())
        app.compose.runOnUiThread { app.model.lock() }
        app.pin()
        app.tap("Buka")
        app.await("Ada wajah orang?")
        assertFalse("it is sealed", PhotoPipe.holds(PhotoPipe.nameFor(at)))
        app.tap("Tidak")
        app.await("Isi laporan baru")
        app.compose.waitUntil(20_000) { signed() }
        app.end()
        app.core.inCore {
            assertArrayEquals(photo, openBlob(evidence().single(), "original"))
            assertEquals(Grade.C, evidenceGrade(evidence().single()).grade)
        }
    }

    @Test
    fun `the map says in whose licence the phone stands, and where the photo was`() {
        open(1)
        app.core.phone.gps.measures(6_500)
        app.tap("Ambil foto")
        app.await("Ada wajah orang?")
        app.tap("Tidak")
        app.await("Isi laporan baru")
        app.model.shell.backStack.go(Route.Map)
        app.core.phone.gps.measures(8_000, LatLon(-34_600_000, 1_223_000_000))
        app.await("Di dalam izin IUP Contoh 3")
        app.shot("7-map")
        app.tap("Apa yang dekat sini?")
        app.await("Tempat foto")
        app.shot("8-near")
    }
}
