package org.saksi.app.phone

import android.annotation.SuppressLint
import android.content.Context
import android.graphics.ImageFormat
import android.graphics.SurfaceTexture
import android.hardware.camera2.CameraAccessException
import android.hardware.camera2.CameraCaptureSession
import android.hardware.camera2.CameraCharacteristics
import android.hardware.camera2.CameraDevice
import android.hardware.camera2.CameraManager
import android.hardware.camera2.CaptureFailure
import android.hardware.camera2.CaptureRequest
import android.media.ImageReader
import android.os.Handler
import android.os.HandlerThread
import android.util.Size
import android.view.Surface
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeoutOrNull
import org.saksi.presentation.camera.Camera
import org.saksi.presentation.camera.CameraTrouble
import org.saksi.presentation.camera.Frame
import org.saksi.presentation.camera.MOST_BYTES
import org.saksi.presentation.camera.PhotoSink
import org.saksi.presentation.camera.PhotoSize
import org.saksi.presentation.camera.Shooting
import org.saksi.presentation.camera.ViewfinderSurface

/** The viewfinder's texture, and how far the screen is turned from the phone's upright, degrees. */
class TextureSurface(val texture: SurfaceTexture, val screenDegrees: Int, private val seen: () -> IntArray?) : ViewfinderSurface {
    override fun luma() = seen()
}

/**
 * The back camera by Camera2: no CameraX, so that the JPEG goes from the image reader into the sink
 * and nowhere else. Images are touched, and their reader is closed, on the camera's thread alone: a plane
 * that is freed while it is copied ends the app. No frame of it was ever seen here, Robolectric has none.
 */
class AndroidCamera(context: Context) : Camera {
    private val manager = context.getSystemService(Context.CAMERA_SERVICE) as CameraManager
    private val thread by lazy { HandlerThread("camera").apply { start() } }
    private val handler by lazy { Handler(thread.looper) }
    private var running: Running? = null

    private class Running(
        val open: Open,
        val session: CameraCaptureSession,
        val reader: ImageReader,
        val surface: Surface,
        val screenDegrees: Int,
    ) {
        val device = open.device
        var torch = false
    }

    /** [lost] is why the phone took it back, once it did. */
    private class Open(val device: CameraDevice, val lost: CompletableDeferred<CameraTrouble>)

    private val back: String? by lazy {
        attempt { manager.cameraIdList.firstOrNull { facing(it) == CameraCharacteristics.LENS_FACING_BACK } ?: manager.cameraIdList.firstOrNull() }
    }

    private fun facing(id: String) = manager.getCameraCharacteristics(id)[CameraCharacteristics.LENS_FACING]

    private fun <T> known(key: CameraCharacteristics.Key<T>): T? = back?.let { id -> attempt { manager.getCameraCharacteristics(id)[key] } }

    override fun sizes(): List<PhotoSize> = known(CameraCharacteristics.SCALER_STREAM_CONFIGURATION_MAP)
        ?.getOutputSizes(ImageFormat.JPEG).orEmpty()
        .map { PhotoSize(it.width, it.height) }.sortedByDescending { it.megapixels }

    override val hasTorch: Boolean get() = known(CameraCharacteristics.FLASH_INFO_AVAILABLE) == true

    // Two images: one is being read, the other may be in the pipe. More would be a crash in 2 GB.
    override suspend fun open(size: PhotoSize, surface: ViewfinderSurface) =
        open(surface) { ImageReader.newInstance(size.width, size.height, ImageFormat.JPEG, 2) }

    override suspend fun watch(surface: ViewfinderSurface, see: (Frame) -> Boolean): CameraTrouble? {
        val enough = CompletableDeferred<Unit>()
        val trouble = open(surface) {
            val size = frameSize()
            ImageReader.newInstance(size.width, size.height, ImageFormat.YUV_420_888, 2).apply {
                setOnImageAvailableListener({ from -> from.acquireLatestImage()?.use { if (see(it.toFrame())) enough.complete(Unit) } }, handler)
            }
        }
        return try {
            val lost = running?.open?.lost
            lost?.invokeOnCompletion { enough.complete(Unit) }
            trouble ?: enough.await().let { lost?.takeIf { it.isCompleted }?.await() }
        } finally {
            close()
        }
    }

    /** Enough to tell the squares of a card apart at arm's length, little enough for an old processor. */
    private fun frameSize(): Size = known(CameraCharacteristics.SCALER_STREAM_CONFIGURATION_MAP)
        ?.getOutputSizes(ImageFormat.YUV_420_888).orEmpty()
        .filter { it.width <= VIEWFINDER_PX }.maxByOrNull { it.width * it.height } ?: Size(640, 480)

    private suspend fun open(surface: ViewfinderSurface, reader: () -> ImageReader): CameraTrouble? {
        close()
        val id = back ?: return CameraTrouble.NONE
        val opened = CompletableDeferred<Any>()
        try {
            openDevice(id, opened)?.let { return it }
            withTimeoutOrNull(PATIENCE_MS) { opened.await() } ?: opened.complete(CameraTrouble.BROKEN)
            return when (val told = opened.await()) {
                is Open -> start(told, reader(), surface as TextureSurface)
                else -> told as CameraTrouble
            }
        } finally {
            // Who comes too late, or to somebody who left meanwhile, is closed: by the callback, or here.
            opened.complete(CameraTrouble.BROKEN)
            (opened.await() as? Open)?.takeIf { it !== running?.open }?.device?.close()
        }
    }

    @SuppressLint("MissingPermission")
    private fun openDevice(id: String, opened: CompletableDeferred<Any>): CameraTrouble? = try {
        manager.openCamera(id, Opening(opened), handler)
        null
    } catch (refused: CameraAccessException) {
        troubleOf(refused.reason)
    } catch (_: SecurityException) {
        CameraTrouble.BLOCKED
    } catch (_: IllegalArgumentException) {
        // It was unplugged since it was listed.
        CameraTrouble.BROKEN
    }

    /** Tells [opened] an [Open] or a [CameraTrouble]; and what happens later, the open one. */
    private class Opening(private val opened: CompletableDeferred<Any>) : CameraDevice.StateCallback() {
        private val gone = CompletableDeferred<CameraTrouble>()

        override fun onOpened(camera: CameraDevice) {
            if (!opened.complete(Open(camera, gone))) camera.close()
        }

        override fun onDisconnected(camera: CameraDevice) = lost(camera, CameraTrouble.IN_USE)

        override fun onError(camera: CameraDevice, error: Int) = lost(camera, ofDevice(error))

        private fun lost(camera: CameraDevice, trouble: CameraTrouble) {
            opened.complete(trouble)
            gone.complete(trouble)
            camera.close()
        }
    }

    private suspend fun start(open: Open, reader: ImageReader, on: TextureSurface): CameraTrouble? {
        val shown = viewfinderSize(reader.width.toDouble() / reader.height)
        on.texture.setDefaultBufferSize(shown.width, shown.height)
        val surface = Surface(on.texture)
        try {
            val session = CompletableDeferred<CameraCaptureSession?>()
            attempt { configure(open.device, listOf(surface, reader.surface), session) } ?: return CameraTrouble.BROKEN
            val made = withTimeoutOrNull(PATIENCE_MS) { session.await() } ?: return CameraTrouble.BROKEN
            val now = Running(open, made, reader, surface, on.screenDegrees)
            attempt { view(now) } ?: return CameraTrouble.BROKEN
            running = now
            return null
        } finally {
            if (running?.open !== open) {
                open.device.close()
                handler.post(reader::close)
                surface.release()
            }
        }
    }

    private fun configure(device: CameraDevice, surfaces: List<Surface>, session: CompletableDeferred<CameraCaptureSession?>) {
        val told = object : CameraCaptureSession.StateCallback() {
            override fun onConfigured(made: CameraCaptureSession) {
                session.complete(made)
            }

            override fun onConfigureFailed(made: CameraCaptureSession) {
                session.complete(null)
            }
        }
        @Suppress("DEPRECATION")
        device.createCaptureSession(surfaces, told, handler)
    }

    private fun viewfinderSize(ratio: Double): Size {
        val all = known(CameraCharacteristics.SCALER_STREAM_CONFIGURATION_MAP)?.getOutputSizes(SurfaceTexture::class.java).orEmpty()
        val small = all.filter { it.width <= VIEWFINDER_PX }
        return small.filter { Math.abs(it.width.toDouble() / it.height - ratio) < 0.02 }.maxByOrNull { it.width }
            ?: small.maxByOrNull { it.width } ?: Size(640, 480)
    }

    private fun view(on: Running) {
        val request = on.device.createCaptureRequest(CameraDevice.TEMPLATE_PREVIEW).apply {
            addTarget(on.surface)
            // Frames to look at come with the viewfinder; a photo only when it is asked for.
            if (on.reader.imageFormat == ImageFormat.YUV_420_888) addTarget(on.reader.surface)
            settings(on)
        }
        on.session.setRepeatingRequest(request.build(), null, handler)
    }

    private fun CaptureRequest.Builder.settings(on: Running) {
        set(CaptureRequest.CONTROL_AF_MODE, CaptureRequest.CONTROL_AF_MODE_CONTINUOUS_PICTURE)
        set(CaptureRequest.FLASH_MODE, if (on.torch) CaptureRequest.FLASH_MODE_TORCH else CaptureRequest.FLASH_MODE_OFF)
    }

    override fun torch(on: Boolean) {
        val now = running ?: return
        now.torch = on
        attempt { view(now) }
    }

    override suspend fun shoot(into: PhotoSink): Shooting {
        val on = running ?: return Shooting.Failed(CameraTrouble.BROKEN)
        val orientation = exifOf(known(CameraCharacteristics.SENSOR_ORIENTATION) ?: 0, on.screenDegrees)
        val taken = CompletableDeferred<ByteArray?>()
        // One that was given up before is closed now, and one that comes too late is closed by whose it is no longer.
        on.reader.setOnImageAvailableListener({ from -> attempt { from.acquireNextImage() }?.use { taken.complete(it.bytes()) } }, handler)
        handler.post { on.reader.drain() }
        into.begin(orientation)
        val ending = on.open.lost.invokeOnCompletion { taken.complete(null) }
        val asked = attempt { on.session.capture(still(on), Failing(taken), handler) }
        val jpeg = if (asked == null) null else withTimeoutOrNull(PATIENCE_MS) { taken.await() }
        ending.dispose()
        if (jpeg != null) return pour(jpeg, into, orientation)
        taken.complete(null)
        // What is still on its way must not become the next photo.
        attempt { on.session.abortCaptures() }
        attempt { view(on) }
        return Shooting.Failed(if (on.open.lost.isCompleted) on.open.lost.await() else CameraTrouble.BROKEN)
    }

    private fun still(on: Running) = on.device.createCaptureRequest(CameraDevice.TEMPLATE_STILL_CAPTURE).apply {
        addTarget(on.reader.surface)
        settings(on)
        // The pixels stay as the sensor gave them; how to turn them is in the capture record.
        set(CaptureRequest.JPEG_ORIENTATION, 0)
        set(CaptureRequest.JPEG_QUALITY, QUALITY)
    }.build()

    private class Failing(private val taken: CompletableDeferred<ByteArray?>) : CameraCaptureSession.CaptureCallback() {
        override fun onCaptureFailed(session: CameraCaptureSession, request: CaptureRequest, failure: CaptureFailure) {
            taken.complete(null)
        }
    }

    private suspend fun pour(jpeg: ByteArray, into: PhotoSink, orientation: Int): Shooting {
        val small = withContext(Dispatchers.Default) { smallOf(jpeg, orientation) }
        for (from in jpeg.indices step MOST_BYTES) into.piece(jpeg.copyOfRange(from, minOf(from + MOST_BYTES, jpeg.size)))
        return Shooting.Done(small?.jpeg, small?.black == true)
    }

    override fun close() {
        val on = running ?: return
        running = null
        attempt { on.session.close() }
        on.device.close()
        handler.post(on.reader::close)
        on.surface.release()
    }

    private companion object {
        const val PATIENCE_MS = 8_000L
        const val VIEWFINDER_PX = 1_280
        const val QUALITY: Byte = 92
    }
}

private fun troubleOf(reason: Int): CameraTrouble = when (reason) {
    CameraAccessException.CAMERA_DISABLED -> CameraTrouble.BLOCKED
    CameraAccessException.CAMERA_IN_USE, CameraAccessException.MAX_CAMERAS_IN_USE -> CameraTrouble.IN_USE
    else -> CameraTrouble.BROKEN
}

private fun ofDevice(error: Int): CameraTrouble = when (error) {
    CameraDevice.StateCallback.ERROR_CAMERA_DISABLED -> CameraTrouble.BLOCKED
    CameraDevice.StateCallback.ERROR_CAMERA_IN_USE, CameraDevice.StateCallback.ERROR_MAX_CAMERAS_IN_USE -> CameraTrouble.IN_USE
    else -> CameraTrouble.BROKEN
}

/** A camera that is taken away in the middle of a call throws one of these; the screen says so by the next call. */
internal fun <T> attempt(call: () -> T): T? = try {
    call()
} catch (_: CameraAccessException) {
    null
} catch (_: IllegalStateException) {
    null
} catch (_: IllegalArgumentException) {
    // A surface that was taken down meanwhile.
    null
}
