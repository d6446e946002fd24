package org.saksi.app.share

import android.content.Intent
import android.net.Uri
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.saksi.app.MainActivity
import org.saksi.app.rig.AppRig
import org.saksi.app.rig.RigJpeg
import org.saksi.app.rig.ScreenTest
import org.saksi.app.rig.unlock
import org.saksi.core.Grade
import org.saksi.core.RecordFilter
import org.saksi.core.RecordKind

/** "WhatsApp happens", over the real core. */
class ShareStoryTest : ScreenTest() {
    @get:Rule
    val app = AppRig()
    private val photo by lazy { RigJpeg.scene(seed = 8) }
    private var opened = 0

    /** What the door starts for a photo of another app. */
    private fun shared(address: String): Intent {
        val uri = Uri.parse(address)
        shadowOf(app.activity.contentResolver).registerInputStreamSupplier(uri) { photo.inputStream().also { opened++ } }
        val send = Intent(Intent.ACTION_SEND).setType("image/jpeg").putExtra(Intent.EXTRA_STREAM, uri)
        val door = Robolectric.buildActivity(ShareDoor::class.java, send).create()
        assertTrue(door.get().isFinishing)
        return shadowOf(app.activity.application).nextStartedActivity.also { to ->
            assertEquals(MainActivity::class.java.name, to.component?.className)
            assertTrue(to.flags and Intent.FLAG_GRANT_READ_URI_PERMISSION != 0 && to.clipData?.getItemAt(0)?.uri == uri)
        }
    }

    @Test
    fun `a shared photo waits for the PIN, becomes limited evidence with her word on it, and lies nowhere in clear`() {
        app.core.joined(1).inCore {
            installForm(FORM.encodeToByteArray())
            start("P1")
        }
        app.start()
        app.await("Masukkan PIN")
        app.comes(shared("content://wa.provider/item/7"))
        app.await("Masukkan PIN")
        app.restart()
        assertEquals("read before it was unlocked", 0, opened)
        app.unlock()
        app.await("Untuk laporan yang mana?")
        app.shot("share-1-choose")
        app.tap("Foto lubang")
        app.tap("Dari grup WhatsApp")
        app.await("Ada wajah orang?")
        app.tap("Belum minta izin")
        app.await("Ambil foto lagi")
        app.shot("share-2-kept")
        assertEquals(emptyList<String>(), app.model.shared.waiting.value)
        app.end()
        app.core.clocks.aheadMs += 61_000
        app.core.inCore {
            signDue()
            val record = records(RecordFilter(kind = RecordKind.EVIDENCE)).single().record
            assertEquals(Grade.C, evidenceGrade(record).grade)
            assertArrayEquals(photo, openBlob(record, "original"))
        }
        val piece = String(photo, photo.size / 2, 64, Charsets.ISO_8859_1)
        val clear = app.core.home.walkTopDown().filter { it.isFile && piece in it.readBytes().toString(Charsets.ISO_8859_1) }
        assertEquals(emptyList<String>(), clear.map { it.name }.toList())
    }

    @Test
    fun `a form without an open question for it is begun, and its photo question takes what waits`() {
        app.core.joined(2)
        app.start()
        app.unlock()
        app.await("Isi laporan baru")
        app.comes(shared("content://wa.provider/item/8"))
        app.await("Untuk laporan yang mana?")
        app.tap("Lingkungan dan keselamatan")
        app.tap("Jalan umum")
        app.tap("Lanjut")
        app.tap("Tidak ditanami kembali")
        app.tap("Lanjut")
        app.await("Foto keadaan umum (wajib)")
        app.tap("Pakai foto yang dibagikan")
        app.tap("Tidak tahu")
        app.await("Ada wajah orang?")
        app.tap("Tidak")
        app.await("Ambil foto lagi")
        assertEquals(emptyList<String>(), app.model.shared.waiting.value)
    }

    private companion object {
        const val FORM = "type,name,label\nimage,pit,Foto lubang\n\u0000list_name,name,label\n\u0000form_title,form_id,version\nLubang,P1,1\n"
    }
}
