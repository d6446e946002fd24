package org.saksi.app.trial

import org.json.JSONObject
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.saksi.app.rig.AppRig
import org.saksi.app.rig.RigSurface
import org.saksi.app.rig.ScreenTest
import org.saksi.core.RecordFilter
import org.saksi.presentation.permit.Permit
import org.saksi.presentation.route.Route
import org.saksi.presentation.trial.TrialEvent
import org.saksi.presentation.trial.TrialPart
import org.saksi.presentation.trial.TrialPresenter
import org.saksi.presentation.trial.TrialResult
import org.saksi.presentation.trial.Why
import java.io.File

/** "Uji HP ini" over the real core, with the rig's camera and receiver. */
class TrialStoryTest : ScreenTest() {
    @get:Rule
    val app = AppRig()

    private val presenter get() = app.model.presenter<TrialPresenter>(Route.Trial) { error("the trial is not on screen") }
    private fun result(part: TrialPart) = presenter.state.value.lines.first { it.part == part }.result

    private fun await(condition: () -> Boolean) = app.until("what the trial is to come to", condition)

    private fun open(card: Int) {
        app.core.joined(card)
        app.start()
        app.pin()
        app.tap("Buka")
        app.await("Isi laporan baru")
        app.model.shell.backStack.go(Route.Settings)
        app.tap("Uji HP ini")
        app.await("Apa isi berkas hasil")
    }

    private fun exported(): String {
        var text = ""
        presenter.on(TrialEvent.Export { text = it.decodeToString() })
        app.await("Hasil tersimpan")
        return text
    }

    @Test
    fun `a trial measures with the real core, and leaves nothing in her log or on the phone`() {
        open(1)
        app.tap("Mulai uji")
        await { presenter.state.value.viewfinder }
        presenter.on(TrialEvent.Surface(RigSurface))
        await { result(TrialPart.GPS) == TrialResult.Running }
        assertTrue(File(app.core.home, "trial").isDirectory)
        app.core.clocks.aheadMs += 3_000
        app.core.phone.gps.measures(6_500)
        await { !presenter.state.value.running }
        app.shot("trial-done")
        val parts = JSONObject(exported()).getJSONObject("parts")
        for (part in listOf("store", "seal", "shutter", "gps", "start", "battery")) {
            assertFalse("$part: ${parts.getJSONObject(part)}", parts.getJSONObject(part).has("untested"))
        }
        assertEquals(6_500, parts.getJSONObject("gps").getInt("accuracy_mm"))
        assertEquals(app.core.phone.camera.photo.size / 1_000, parts.getJSONObject("shutter").getInt("photo_kb"))
        assertTrue(parts.getJSONObject("store").getInt("write_us") > 0)
        assertTrue(parts.getJSONObject("seal").getInt("seal_kb_per_s") > 0)
        assertEquals(TrialResult.Untested(Why.LINE_COSTS, null), result(TrialPart.SENDING))
        assertFalse(File(app.core.home, "trial").exists())
        app.end()
        assertEquals(0, app.core.inCore { records(RecordFilter(mine = true)).size })
    }

    @Test
    fun `the file says nothing of her or of the place`() {
        open(2)
        app.tap("Mulai uji")
        await { presenter.state.value.viewfinder }
        presenter.on(TrialEvent.Skip)
        await { result(TrialPart.GPS) == TrialResult.Running }
        app.core.clocks.aheadMs += 3_000
        app.core.phone.gps.measures(6_500)
        await { !presenter.state.value.running }
        assertEquals(TrialResult.Untested(Why.SKIPPED, null), result(TrialPart.SHUTTER))
        val text = exported()
        for (word in listOf("-3.45", "34500000", "122.35", "1223500000", "penyu", "Penyu", "Lasolo")) assertFalse("$word in $text", word in text)
        assertEquals(setOf("format", "phone", "app", "core", "parts"), JSONObject(text).keys().asSequence().toSet())
        assertEquals(setOf("maker", "model", "api", "key"), JSONObject(text).getJSONObject("phone").keys().asSequence().toSet())
    }

    @Test
    fun `who leaves stops it, and what was not measured says so`() {
        open(3)
        app.tap("Mulai uji")
        await { presenter.state.value.viewfinder }
        app.tap("Berhenti")
        await { !presenter.state.value.running }
        assertEquals(TrialResult.Untested(Why.STOPPED, null), result(TrialPart.SHUTTER))
        assertEquals(TrialResult.Untested(Why.STOPPED, null), result(TrialPart.BATTERY))
        assertTrue(result(TrialPart.SEAL) is TrialResult.Measured)
        assertFalse(File(app.core.home, "trial").exists())
    }

    @Test
    fun `with a hub and a line that costs nothing, sending is measured too`() {
        app.core.phone.wifi = true
        app.core.startHub()
        open(4)
        app.core.phone.permits.all = Permit.ASK
        app.tap("Mulai uji")
        await { !presenter.state.value.running && presenter.state.value.measured }
        assertEquals(TrialResult.Untested(Why.FORBIDDEN, null), result(TrialPart.GPS))
        assertTrue("${result(TrialPart.SENDING)}", result(TrialPart.SENDING) is TrialResult.Measured)
    }
}
