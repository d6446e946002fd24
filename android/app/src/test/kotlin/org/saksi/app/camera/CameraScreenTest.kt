package org.saksi.app.camera

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.input.key.Key
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.isRoot
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performKeyInput
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.pressKey
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.saksi.app.parts.PermitAsker
import org.saksi.app.rig.ScreenRig
import org.saksi.app.rig.ScreenTest
import org.saksi.core.Faces
import org.saksi.presentation.camera.CameraEvent
import org.saksi.presentation.camera.CameraState
import org.saksi.presentation.permit.Need

class CameraScreenTest : ScreenTest() {
    @get:Rule
    val screen = ScreenRig()
    private val done = mutableListOf<Any>()

    /** A grey field stands for the viewfinder. */
    @Composable
    private fun Camera(state: CameraState) {
        val asker = PermitAsker({ done += it }, { done += "settings" })
        val doors = CameraDoors(asker, { done += "system camera" }) { Box(Modifier.matchParentSize().background(Color.Gray)) }
        CameraView(state, { done += it }, doors)
    }

    private fun tap(text: String) = screen.rule.onNodeWithText(text).run {
        runCatching { performScrollTo() }
        performClick()
    }

    @Test
    fun `a photo may be taken before there is a position`() = screen.shoot("camera-searching") { Camera(CameraSamples.searching) }

    @Test
    fun `the position with its accuracy and age, and the grade`() = screen.shoot("camera-found") { Camera(CameraSamples.found) }

    @Test
    fun `a mock location is said`() = screen.shoot("camera-mock") { Camera(CameraSamples.mock) }

    @Test
    fun `only approximate location`() = screen.shoot("camera-coarse") { Camera(CameraSamples.coarse) }

    @Test
    fun `approximate location has a button to the exact one`() {
        screen.show { Camera(CameraSamples.coarse) }
        tap("Izinkan lokasi akurat")
        assertEquals(listOf<Any>(Need.LOCATION), done)
    }

    @Test
    fun `a viewfinder that is black all over`() = screen.shoot("camera-dark") { Camera(CameraSamples.dark) }

    @Test
    fun `the earlier picture as a ghost`() = screen.shoot("camera-ghost") { Camera(CameraSamples.ghost) }

    @Test
    fun `another app holds the camera`() = screen.shoot("camera-in-use") { Camera(CameraSamples.inUse) }

    @Test
    fun `the phone's own camera made too large a photo`() = screen.shoot("camera-too-large") { Camera(CameraSamples.tooLarge) }

    @Test
    fun `faces after the shutter`() = screen.shoot("camera-faces") { Camera(CameraSamples.faces) }

    @Test
    fun `an all black photo`() = screen.shoot("camera-black") { Camera(CameraSamples.black) }

    @Test
    fun `a child in it`() = screen.shoot("camera-child") { Camera(CameraSamples.child) }

    @Test
    fun `the card before the question`() = screen.shoot("camera-ask") { Camera(CameraSamples.ask) }

    @Test
    fun `refused for good`() = screen.shoot("camera-final") { Camera(CameraSamples.final) }

    @Test
    fun `taps tell what they say`() {
        screen.show { Camera(CameraSamples.inUse.copy(open = true)) }
        tap("Ambil foto")
        tap("Pakai kamera bawaan HP")
        tap("Saya di perahu")
        tap("Lampu")
        assertEquals(listOf(CameraEvent.Shutter, "system camera", CameraEvent.OnWater(false), CameraEvent.Torch(true)), done)
    }

    @Test
    fun `the four answers about faces`() {
        screen.show { Camera(CameraSamples.faces) }
        for (text in listOf("Tidak", "Dewasa, sudah setuju", "Belum minta izin", "Ada anak", "Foto jelek, ambil ulang")) tap(text)
        val faces = listOf(Faces.NOBODY, Faces.ADULTS_AGREED, Faces.NOT_AGREED, Faces.CHILDREN).map { CameraEvent.HasFaces(it) }
        assertEquals(faces + CameraEvent.Retake, done)
    }

    @Test
    fun `taking it again comes first, keeping is the lesser way`() {
        screen.show { Camera(CameraSamples.child) }
        tap("Ambil ulang tanpa wajah")
        tap("Tetap simpan, tertutup")
        assertEquals(listOf(CameraEvent.Retake, CameraEvent.KeepAnyway), done)
    }

    @Test
    fun `a refusal for good leads to Settings, a first question to the system`() {
        screen.show { Camera(CameraSamples.final) }
        tap("Buka pengaturan")
        screen.show { Camera(CameraSamples.ask) }
        tap("Lanjut, tanya izin")
        assertEquals(listOf("settings", Need.CAMERA), done)
    }

    @OptIn(ExperimentalTestApi::class)
    @Test
    fun `a volume key is the shutter`() {
        screen.show { Camera(CameraSamples.found) }
        screen.rule.onNode(isRoot()).performKeyInput { pressKey(Key.VolumeDown) }
        assertEquals(listOf<Any>(CameraEvent.Shutter), done)
    }
}
