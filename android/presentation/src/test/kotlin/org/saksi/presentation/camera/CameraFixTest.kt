package org.saksi.presentation.camera

import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.saksi.core.Answer
import org.saksi.core.Faces
import org.saksi.core.Grade
import org.saksi.core.QuestionType
import org.saksi.presentation.fake.FakeDrafts.at
import org.saksi.presentation.fake.FakeDrafts.question

/** Where a photo was taken from: fixes that come later, and the boat that drifts meanwhile. */
class CameraFixTest : CameraTests() {
    @Test
    fun `fixes that come while the question stands are the core's to judge, and its grade is shown`() {
        val camera = opened().apply { on(CameraEvent.Shutter) }
        gps.nowMs += 4_000
        gps.measures(9_000)
        gps.nowMs += 90_000
        gps.measures(30_000)
        assertEquals(listOf("late 4000", "late 94000"), fake.done.filter { it.startsWith("late") })
        assertEquals(Grade.A, camera.state.value.graded?.grade)
    }

    @Test
    fun `kept without a fix, one within a minute still counts after the camera is closed`() {
        fake.signed = null
        val camera = opened().apply { on(CameraEvent.Shutter) }
        camera.on(CameraEvent.HasFaces(Faces.NOBODY))
        camera.on(CameraEvent.Hidden)
        assertTrue("the receiver runs on for the photo", gps.running)
        gps.nowMs += 20_000
        gps.measures(6_000)
        assertEquals("late 20000", fake.done.last())
        fake.fails = "unknown_item"
        gps.measures(5_000)
        assertEquals("the core has signed: the receiver rests", "sign", fake.done.last())
        assertFalse(gps.running)
    }

    @Test
    fun `without any fix it is signed when the minute is over`() {
        fake.signed = null
        opened().apply { on(CameraEvent.Shutter) }.apply { on(CameraEvent.HasFaces(Faces.NOBODY)) }.on(CameraEvent.Hidden)
        scope.testScheduler.advanceTimeBy(60_001)
        assertEquals("sign", fake.done.last())
        assertFalse(gps.running)
    }

    @Test
    fun `who told the form that she stands in a boat need not say it again, and may`() {
        fake.draft = at("vantage", listOf(question("vantage", QuestionType.SelectOne, Answer.One("water"))))
        val camera = opened()
        assertTrue(camera.state.value.onWater)
        camera.on(CameraEvent.OnWater(false))
        assertFalse(camera.state.value.onWater)
    }
}
