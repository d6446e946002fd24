package org.saksi.app

import android.net.Uri
import androidx.compose.ui.test.assertIsSelected
import androidx.compose.ui.test.onNodeWithText
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import org.saksi.app.form.FormRobot
import org.saksi.app.rig.AppRig
import org.saksi.app.rig.RigJpeg
import org.saksi.app.rig.ScreenTest
import org.saksi.app.rig.go
import org.saksi.app.rig.unlock
import org.saksi.core.Answer
import org.saksi.core.GeoPoint
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.route.Route

/** The phone ends the process at any screen, over the real core: the PIN leads back to it. */
class AnywhereStoryTest : ScreenTest() {
    @get:Rule
    val app = AppRig()

    private val form = (
        "type,name,label\ntext,site,Tempat mana?\nimage,photo,Foto\ngeopoint,point,Titik\n" +
            "\u0000\u0000form_title,form_id,version\nTruk lewat,T1,1\n"
    ).encodeToByteArray()

    private fun FieldCore.begun(): String = start("T1").also { answerText(it, findQuestion(it, "site"), "Lasolo") }

    /** Every screen, and what is to be read on it and not at home. */
    private fun screens(core: FieldCore): List<Pair<Route, String>> = with(core) {
        installForm(form)
        val record = checkNotNull(submit(begun())) { "a new report is a record" }
        val draft = begun().also { jump(it, findQuestion(it, "site")) }
        val (photo, point) = findQuestion(draft, "photo") to findQuestion(draft, "point")
        answer(draft, point, Answer.Point(GeoPoint(-34_500_000, 1_223_500_000, null, null)))
        listOf(
            Route.Home to "Isi laporan baru", Route.Form(draft) to "Tempat mana?", Route.Camera(draft, photo, ghost = null) to "Saya di perahu",
            Route.Location(draft, point) to "Titik lokasi", Route.Shared(draft, photo) to "Dari mana foto ini?",
            Route.Departure to "Baterai 80%", Route.Map to "Apa yang dekat sini?", Route.PickPoint(draft, point) to "Pakai titik tengah ini",
            Route.Records to "Sudah diterima", Route.Report(record) to "Tarik laporan", Route.Conflicts to "Tidak ada yang perlu dipilih",
            Route.Sync to "Kapan mengirim?", Route.Settings to "Besar huruf mengikuti pengaturan HP.", Route.Safety to "Kunci sekarang",
            Route.Voices to "Saya setuju, mulai", Route.Trial to "Mulai uji", Route.About to "Apa yang keluar dari HP?",
        )
    }

    /** Another app shared a photo, and she was led to it already. */
    private fun handOver() {
        val address = "content://wa.provider/item/7"
        shadowOf(app.activity.contentResolver).registerInputStreamSupplier(Uri.parse(address)) { RigJpeg.scene(seed = 8).inputStream() }
        app.model.shared.run {
            take(listOf(address))
            met()
        }
    }

    private fun endProcess() {
        app.restart()
        app.unlock()
    }

    @Test
    fun `at every screen`() {
        val screens = app.core.joined(1).inCore { screens(this) }
        val all = Route::class.java.declaredClasses.filter { Route::class.java.isAssignableFrom(it) }
        assertEquals("a new screen is missing here", all.toSet(), screens.map { (route, _) -> route.javaClass }.toSet())
        app.start()
        app.unlock()
        handOver()
        for ((route, words) in screens) {
            app.go(route)
            app.await(words)
            endProcess()
            app.await(words)
            assertEquals(listOf(Route.Home, route).distinct(), app.model.shell.backStack.routes.value)
        }
    }

    @Test
    fun `at what is typed, at the list of questions, and at the reason for taking a report back`() {
        val record = app.core.joined(2).inCore {
            installForm(form)
            checkNotNull(submit(begun())) { "a new report is a record" }
        }
        val draft = app.core.inCore { begun().also { jump(it, findQuestion(it, "site")) } }
        val robot = FormRobot(app)
        app.start()
        app.unlock()
        app.await("Isi laporan baru")
        app.go(Route.Form(draft))
        robot.type("Tempat mana?", "Molawe")
        endProcess()
        app.await("Molawe")
        app.tap("Daftar pertanyaan")
        app.await("Ke akhir")
        endProcess()
        app.await("Ke akhir")
        app.tap("Titik")
        app.await("Ukur titik")
        endProcess()
        app.await("Ukur titik")
        app.go(Route.Report(record))
        app.tap("Tarik laporan")
        app.tap("Terkirim dua kali")
        endProcess()
        app.await("Terkirim dua kali")
        app.compose.onNodeWithText("Terkirim dua kali").assertIsSelected()
        app.tap("Jangan, biarkan")
        app.await("Tarik laporan")
        endProcess()
        app.await("Belum terkirim. Masih di HP ini saja.")
    }
}
