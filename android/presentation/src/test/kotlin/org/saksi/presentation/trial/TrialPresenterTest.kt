package org.saksi.presentation.trial

import kotlinx.coroutines.test.StandardTestDispatcher
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.advanceTimeBy
import kotlinx.coroutines.test.runCurrent
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.saksi.presentation.MemoryNotes
import org.saksi.presentation.SendWhen
import org.saksi.presentation.Settings
import org.saksi.presentation.camera.CameraTrouble
import org.saksi.presentation.camera.Maker
import org.saksi.presentation.core.Core
import org.saksi.presentation.fake.FakeCamera
import org.saksi.presentation.fake.FakeCore
import org.saksi.presentation.fake.FakeGate
import org.saksi.presentation.fake.FakeGps
import org.saksi.presentation.fake.FakePermits
import org.saksi.presentation.fake.FakePhone
import org.saksi.presentation.fake.FakeSurface
import org.saksi.presentation.permit.Permit
import org.saksi.presentation.route.BackStack
import org.saksi.presentation.route.Route

class TrialPresenterTest {
    private val dispatcher = StandardTestDispatcher()
    private val scope = TestScope(dispatcher)
    private val phone = FakePhone()
    private val camera = FakeCamera()
    private val gps = FakeGps()
    private val permits = FakePermits()
    private val core = FakeCore()
    private val gate = FakeGate(core)
    private val settings = Settings(MemoryNotes())
    private val routes = BackStack(MemoryNotes()).apply { go(Route.Trial) }
    private var busy = 0
    private var practice = false
    private val trial by lazy {
        val nanos = { scope.testScheduler.currentTime * 1_000_000 }
        val parts = TrialPhone(FakeFacts, phone, phone, phone, camera, gps, permits, Maker("Contoh X1", "saksi"), nanos) { busy++ }
        TrialPresenter(routes, TrialTools(parts, gate, settings, dispatcher, Core(core, dispatcher).takeUnless { practice }), scope)
    }

    private fun on(event: TrialEvent) {
        trial.on(event)
        scope.runCurrent()
    }

    private fun measures(accuracyMm: Int, agoMs: Long = 0, mock: Boolean = false) {
        gps.measures(accuracyMm, agoMs, mock)
        scope.runCurrent()
    }

    private fun result(part: TrialPart) = trial.state.value.lines.first { it.part == part }.result

    private fun why(part: TrialPart) = (result(part) as TrialResult.Untested).why

    private fun figure(kind: FigureKind) = trial.state.value.lines.firstNotNullOf { line ->
        (line.result as? TrialResult.Measured)?.figures?.firstOrNull { it.kind == kind }
    }.value

    @Test
    fun `one part after the other, and the store is thrown away`() {
        on(TrialEvent.Start)
        assertTrue(gate.trialOpen)
        assertEquals(TrialResult.Running, result(TrialPart.SHUTTER))
        assertTrue(trial.state.value.viewfinder)
        on(TrialEvent.Surface(FakeSurface))
        assertEquals(250, figure(FigureKind.PHOTO_KB))
        assertTrue("a test photo is taken back", "retake" in core.done)
        assertEquals(null, camera.openedAt)
        scope.advanceTimeBy(40_000)
        measures(8_400)
        assertEquals(40_000, figure(FigureKind.FIX_MS))
        assertEquals(8_400, figure(FigureKind.ACCURACY_MM))
        assertEquals(80, figure(FigureKind.BATTERY_BEFORE))
        assertFalse(trial.state.value.running)
        assertFalse(gate.trialOpen)
        assertEquals(1, core.done.count { it == "sync" })
        assertTrue("the app does not lock itself meanwhile", busy >= 3)
    }

    @Test
    fun `an old or invented position is no first fix`() {
        on(TrialEvent.Start)
        on(TrialEvent.Skip)
        measures(5_000, mock = true)
        measures(5_000, agoMs = 9_000)
        assertEquals(TrialResult.Running, result(TrialPart.GPS))
        scope.advanceTimeBy(5 * 60_000L + 1)
        assertEquals(Why.NOT_IN_TIME, why(TrialPart.GPS))
    }

    @Test
    fun `what is skipped says so, and the next part begins`() {
        on(TrialEvent.Start)
        on(TrialEvent.Skip)
        assertEquals(Why.SKIPPED, why(TrialPart.SHUTTER))
        assertEquals(TrialResult.Running, result(TrialPart.GPS))
        assertTrue(gps.running)
        on(TrialEvent.Skip)
        assertEquals(Why.SKIPPED, why(TrialPart.GPS))
        assertFalse(gps.running)
    }

    @Test
    fun `who leaves stops it, and nothing runs on`() {
        on(TrialEvent.Start)
        on(TrialEvent.Skip)
        on(TrialEvent.Hidden)
        assertFalse(gps.running)
        assertFalse(gate.trialOpen)
        assertEquals(Why.STOPPED, why(TrialPart.GPS))
        assertEquals(Why.STOPPED, why(TrialPart.BATTERY))
        assertTrue("what was measured can be exported", trial.state.value.measured)
    }

    @Test
    fun `each thing that is missing leaves out its part alone`() {
        permits.camera = Permit.ASK
        gps.switchedOn = false
        phone.there = false
        on(TrialEvent.Start)
        assertEquals(listOf(Why.FORBIDDEN, Why.SWITCHED_OFF, Why.NO_LINE), listOf(TrialPart.SHUTTER, TrialPart.GPS, TrialPart.SENDING).map(::why))
        assertTrue(result(TrialPart.SPACE) is TrialResult.Measured)
        phone.free = 100_000_000
        phone.charge = null
        on(TrialEvent.Start)
        assertEquals(listOf(Why.NO_ROOM, Why.NO_ROOM, Why.NOT_TOLD), listOf(TrialPart.STORE, TrialPart.SEAL, TrialPart.BATTERY).map(::why))
    }

    @Test
    fun `nothing is sent over a line that costs unless she allows it, and nothing in practice`() {
        permits.camera = Permit.ASK
        permits.location = Permit.ASK
        phone.wifi = false
        on(TrialEvent.Start)
        assertEquals(Why.LINE_COSTS, why(TrialPart.SENDING))
        settings.choose(SendWhen.ON_ANY_LINE)
        on(TrialEvent.Start)
        assertEquals(1, core.done.count { it == "sync" })
    }

    @Test
    fun `practice is sent nowhere`() {
        practice = true
        permits.camera = Permit.ASK
        permits.location = Permit.ASK
        on(TrialEvent.Start)
        assertEquals(Why.PRACTICE, why(TrialPart.SENDING))
        assertEquals(0, core.done.count { it == "sync" })
    }

    @Test
    fun `a camera that does not open, or breaks, costs one part`() {
        camera.trouble = CameraTrouble.IN_USE
        on(TrialEvent.Start)
        on(TrialEvent.Surface(FakeSurface))
        assertEquals(Why.NO_CAMERA, why(TrialPart.SHUTTER))
        assertEquals(TrialResult.Running, result(TrialPart.GPS))
    }

    @Test
    fun `the file holds figures and reasons, and a failure to write is told`() {
        permits.camera = Permit.ASK
        permits.location = Permit.ASK
        on(TrialEvent.Start)
        var text = ""
        on(TrialEvent.Export { text = it.decodeToString() })
        assertEquals(TrialExport.SAVED, trial.state.value.export)
        assertTrue(text, "\"gps\": {\n      \"untested\": \"forbidden\"\n    }" in text)
        assertTrue(text, "\"model\": \"X\\\"1\\\\\"" in text)
        on(TrialEvent.Export { error("no room there") })
        assertEquals(TrialExport.FAILED, trial.state.value.export)
    }

    @Test
    fun `back leads back and stops it`() {
        on(TrialEvent.Start)
        on(TrialEvent.Back)
        assertEquals(Route.Home, routes.routes.value.last())
        assertFalse(trial.state.value.running)
    }
}

/** A phone with a name that needs care. */
private object FakeFacts : PhoneFacts {
    override fun drawn() = Unit
    override fun startMs(): Long? = 1_400
    override fun facts() = Facts("Contoh", "X\"1\\", 26, 192, 1_900, 4, KeyHome.TEE, "1.0", "0.1.0")
}
