package org.saksi.app.phone

import android.app.Application
import android.graphics.SurfaceTexture
import android.hardware.camera2.CameraManager
import androidx.test.core.app.ApplicationProvider
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeoutOrNull
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadows.ShadowCameraCharacteristics
import org.robolectric.shadows.ShadowLooper
import org.saksi.app.rig.ScreenTest
import org.saksi.presentation.camera.CameraTrouble

/** Opening and losing the camera; no frame comes here. */
class AndroidCameraTest : ScreenTest() {
    private val app = ApplicationProvider.getApplicationContext<Application>()
    private val manager = app.getSystemService(CameraManager::class.java)
    private val camera = AndroidCamera(app)
    private val scope = CoroutineScope(Dispatchers.Unconfined)
    private val viewfinder = TextureSurface(SurfaceTexture(0), screenDegrees = 0) { null }

    /** Opened and configured: both are told on the camera's own thread. */
    private fun opens() = ShadowLooper.getAllLoopers().filter { it.thread.name == "camera" }.forEach { shadowOf(it).idle() }

    // Robolectric's camera of Android 8 configures nothing.
    @Config(sdk = [36])
    @Test
    fun `a camera that the phone takes back while it looks for a code is told`() = runBlocking {
        shadowOf(manager).addCamera("0", ShadowCameraCharacteristics.newCameraCharacteristics())
        val watching = scope.async { camera.watch(viewfinder) { false } }
        opens()
        assertFalse("it is open", watching.isCompleted)
        shadowOf(manager).triggerDisconnect()
        assertEquals(CameraTrouble.IN_USE, withTimeoutOrNull(10_000) { watching.await() })
    }

    @Test
    fun `without a camera that is said at once`() = runBlocking {
        assertEquals(CameraTrouble.NONE, camera.watch(viewfinder) { false })
    }
}
