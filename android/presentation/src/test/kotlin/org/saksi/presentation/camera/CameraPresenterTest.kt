package org.saksi.presentation.camera

import kotlinx.coroutines.test.StandardTestDispatcher
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.saksi.core.Faces
import org.saksi.core.Grade
import org.saksi.core.PlacedRecord
import org.saksi.presentation.core.Core
import org.saksi.presentation.fake.FakeDrafts.at
import org.saksi.presentation.fake.FakeDrafts.question
import org.saksi.presentation.fake.FakeSurface
import org.saksi.presentation.fake.reading
import org.saksi.presentation.permit.Need
import org.saksi.presentation.permit.Permit
import org.saksi.presentation.route.Route

class CameraPresenterTest : CameraTests() {
    @Test
    fun `the bytes go to the core in pieces, and the question about faces follows`() {
        val camera = opened().apply { on(CameraEvent.Shutter) }
        assertArrayEquals(phone.photo, fake.sealed.reduce(ByteArray::plus))
        assertEquals(listOf("begin photo Camera water false faces NOT_AGREED", "finish null"), fake.done)
        assertTrue(camera.state.value.step is CameraStep.AskFaces)
        assertEquals(1, buzzes)
    }

    @Test
    fun `kept with nobody in it, it is the answer`() {
        opened().apply { on(CameraEvent.Shutter) }.on(CameraEvent.HasFaces(Faces.NOBODY))
        assertEquals(listOf("faces NOBODY", "keep"), fake.done.drop(2))
        assertEquals(listOf(Route.Home), routes.routes.value)
    }

    @Test
    fun `with a child in it, taking it again comes first, and keeping it is said to the core`() {
        val camera = opened().apply { on(CameraEvent.Shutter) }
        camera.on(CameraEvent.HasFaces(Faces.CHILDREN))
        assertEquals(Faces.CHILDREN, (camera.state.value.step as CameraStep.Advise).faces)
        assertFalse("keep" in fake.done)
        camera.on(CameraEvent.KeepAnyway)
        assertEquals(listOf("faces CHILDREN", "keep"), fake.done.drop(2))
    }

    @Test
    fun `taken again, nothing is left`() {
        val camera = opened().apply { on(CameraEvent.Shutter) }
        camera.on(CameraEvent.Retake)
        assertEquals("retake", fake.done.last())
        assertEquals(CameraStep.Viewfinder, camera.state.value.step)
        assertNull(notes["shot"])
    }

    @Test
    fun `back from the question is the same as taking it again`() {
        val camera = opened().apply { on(CameraEvent.Shutter) }
        camera.on(CameraEvent.Back)
        assertEquals("retake", fake.done.last())
        assertEquals(at, routes.routes.value.last())
    }

    @Test
    fun `the grade before the shutter is the core's, with the age of the position`() {
        val camera = opened()
        assertEquals(Grade.B, camera.state.value.graded?.grade)
        gps.measures(6_500, agoMs = 7_000)
        assertEquals(Grade.A, camera.state.value.graded?.grade)
        assertEquals(7L, (camera.state.value.position as PositionLine.Found).ageSeconds)
    }

    @Test
    fun `only approximate location is said at once, whatever the receiver says of itself`() {
        permits.location = Permit.COARSE
        val camera = opened()
        assertEquals(PositionLine.Coarse, camera.state.value.position)
        gps.measures(6_500)
        assertEquals(PositionLine.Coarse, camera.state.value.position)
    }

    @Test
    fun `a viewfinder that stays black is told before the shutter, which works all the same`() {
        var luma = IntArray(9)
        val camera = presenter()
        camera.on(CameraEvent.Shown)
        val seen = object : ViewfinderSurface {
            override fun luma() = luma
        }
        camera.on(CameraEvent.Surface(seen))
        assertFalse(camera.state.value.dark)
        scope.testScheduler.advanceTimeBy(3_001)
        assertTrue(camera.state.value.dark && camera.state.value.ready)
        luma = IntArray(9) { 90 }
        scope.testScheduler.advanceTimeBy(1_001)
        assertFalse(camera.state.value.dark)
    }

    @Test
    fun `one picture is in flight at most, and none before the camera is open`() {
        val camera = presenter().apply { on(CameraEvent.Shown) }
        camera.on(CameraEvent.Shutter)
        assertEquals(emptyList<String>(), fake.done)
        camera.on(CameraEvent.Surface(FakeSurface))
        camera.on(CameraEvent.Shutter)
        camera.on(CameraEvent.Shutter)
        assertEquals(1, fake.done.count { it.startsWith("begin") })
    }

    @Test
    fun `a core that is full takes nothing, and the viewfinder comes back`() {
        val camera = opened()
        fake.fails = "disk_full"
        camera.on(CameraEvent.Shutter)
        assertEquals("disk_full", camera.state.value.failure?.code)
        assertEquals(CameraStep.Viewfinder, camera.state.value.step)
    }

    @Test
    fun `a camera that is held by another app says so`() {
        phone.trouble = CameraTrouble.IN_USE
        assertEquals(CameraTrouble.IN_USE, opened().state.value.trouble)
    }

    @Test
    fun `the phone's own camera goes the same road, with its origin said`() {
        val camera = presenter().apply { on(CameraEvent.Shown) }
        var sealed = false
        camera.on(CameraEvent.Brought(ByteArray(600_000), orientation = 1, origin = "kamera HP") { sealed = true })
        assertTrue("its bytes may be let go", sealed)
        assertEquals(listOf(262_144, 262_144, 75_712), fake.sealed.map { it.size })
        assertEquals("begin photo Imported water false faces NOT_AGREED", fake.done.first())
        assertTrue(camera.state.value.step is CameraStep.AskFaces)
    }

    @Test
    fun `a photo of the phone's own camera is held until it is sealed, and one that did not come is said`() {
        val camera = presenter().apply { on(CameraEvent.Shown) }
        fake.fails = "store_full"
        var sealed = false
        camera.on(CameraEvent.Brought(ByteArray(600), orientation = 1, origin = "kamera HP") { sealed = true })
        assertEquals("store_full" to false, camera.state.value.failure?.code to sealed)
        camera.on(CameraEvent.NotBrought(NotBrought.TOO_LARGE))
        assertEquals(NotBrought.TOO_LARGE, camera.state.value.notBrought)
        camera.on(CameraEvent.Brought(ByteArray(600), orientation = 1, origin = "kamera HP") { sealed = true })
        camera.on(CameraEvent.NotBrought(NotBrought.NOTHING))
        assertEquals("the photo is there after all", null to true, camera.state.value.notBrought to sealed)
    }

    @Test
    fun `while a photo is being kept it cannot be taken again, by no button and not by the way back`() {
        val camera = opened(Core(fake, StandardTestDispatcher(scope.testScheduler))).apply { on(CameraEvent.Shutter) }
        scope.testScheduler.runCurrent()
        camera.on(CameraEvent.HasFaces(Faces.NOBODY))
        assertTrue(camera.state.value.step is CameraStep.Keeping)
        camera.on(CameraEvent.Back)
        camera.on(CameraEvent.Retake)
        scope.testScheduler.runCurrent()
        assertEquals(listOf("faces NOBODY", "keep"), fake.done.takeLast(2))
        assertEquals(listOf(Route.Home), routes.routes.value)
    }

    @Test
    fun `a photo that is taken again is asked about no longer, and not twice`() {
        val camera = opened(Core(fake, StandardTestDispatcher(scope.testScheduler))).apply { on(CameraEvent.Shutter) }
        scope.testScheduler.runCurrent()
        camera.on(CameraEvent.Retake)
        camera.on(CameraEvent.HasFaces(Faces.NOBODY))
        camera.on(CameraEvent.Retake)
        scope.testScheduler.runCurrent()
        assertEquals(1 to false, fake.done.count { it == "retake" } to ("keep" in fake.done))
    }

    @Test
    fun `a photo whose question was open when the process ended is asked for again`() {
        opened().on(CameraEvent.Shutter)
        val after = presenter()
        assertEquals("5e", after.state.value.step.shot?.capture)
        after.on(CameraEvent.HasFaces(Faces.ADULTS_AGREED))
        assertEquals(listOf("faces ADULTS_AGREED", "keep"), fake.done.takeLast(2))
    }

    @Test
    fun `permission is asked at first need, and a final refusal is told apart`() {
        permits.camera = Permit.ASK
        val camera = presenter().apply { on(CameraEvent.Shown) }
        assertEquals(CameraStep.Permission(Need.CAMERA, Permit.ASK), camera.state.value.step)
        permits.camera = Permit.FINAL
        camera.on(CameraEvent.Answered)
        assertEquals(CameraStep.Permission(Need.CAMERA, Permit.FINAL), camera.state.value.step)
        permits.camera = Permit.GRANTED
        camera.on(CameraEvent.Shown)
        assertEquals(CameraStep.Viewfinder, camera.state.value.step)
    }

    @Test
    fun `behind another app camera and receiver are given back`() {
        val camera = opened()
        assertTrue(gps.running)
        camera.on(CameraEvent.Hidden)
        assertFalse(gps.running)
        assertNull(phone.openedAt)
    }

    @Test
    fun `an earlier picture lies over the viewfinder`() {
        val camera = presenter(at.copy(ghost = "0f"))
        assertEquals(Photo("preview of 0f".toByteArray()), camera.state.value.ghost)
        camera.on(CameraEvent.Ghost(show = false))
        assertNull(camera.state.value.ghost)
    }

    @Test
    fun `the nearest photo of another day is offered, not one of today or of another place`() {
        fun photo(record: String, latE7: Int, madeMs: Long) = PlacedRecord(record, reading(5_000, 0, latE7 = latE7).fix, madeMs, true)
        fake.placed = listOf(
            photo("today", -34_500_000, DAY_MS * 30 - 60_000), photo("far", -34_600_000, DAY_MS),
            photo("near", -34_500_900, DAY_MS), photo("nearest", -34_500_300, DAY_MS),
        )
        val camera = opened()
        gps.measures(6_000)
        assertEquals("nearest" to null, camera.state.value.earlier to camera.state.value.ghost)
        camera.on(CameraEvent.Ghost(show = true))
        assertEquals(Photo("preview of nearest".toByteArray()), camera.state.value.ghost)
    }
}
