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
import android.media.Image
import android.media.ImageReader
import android.os.Handler
import android.os.HandlerThread
import android.util.Size
import android.view.Surface
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.withTimeoutOrNull
import org.saksi.presentation.camera.Camera
import org.saksi.presentation.camera.CameraTrouble
import org.saksi.presentation.camera.Frame
import org.saksi.presentation.camera.MOST_BYTES
import org.saksi.presentation.camera.PhotoSink
import org.saksi.presentation.camera.PhotoSize
import org.saksi.presentation.camera.Shooting
import org.saksi.presentation.camera.ViewfinderSurface
import java.nio.Buffer
import java.nio.ByteBuffer

/** The viewfinder's texture, and how far the screen is turned from the phone's upright, degrees. */
class TextureSurface(val texture: SurfaceTexture, val screenDegrees: Int, private val seen: () -> IntArray?) : ViewfinderSurface {
    override fun luma() = seen()
}

/**
 * The back camera by Camera2: no CameraX, so that the JPEG goes from the image reader into the sink
 * and nowhere else. Thin on purpose: no frame of it was ever seen here, Robolectric has none.
 */
class AndroidCamera(context: Context) : Camera {
    private val manager = context.getSystemService(Context.CAMERA_SERVICE) as CameraManager
    private val thread by lazy { HandlerThread("camera").apply { start() } }
    private val handler by lazy { Handler(thread.looper) }
    private var running: Running? = null

    private class Running(val device: CameraDevice, val session: CameraCaptureSession, val reader: ImageReader, val surface: Surface) {
        var torch = false
        var screenDegrees = 0
    }

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
            trouble ?: enough.await().let { null }
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
        val on = surface as TextureSurface
        val opened = CompletableDeferred<Any>()
        try {
            openDevice(id, opened)
            // Who comes too late is closed by the callback.
            withTimeoutOrNull(PATIENCE_MS) { opened.await() } ?: opened.complete(CameraTrouble.BROKEN)
            return when (val told = opened.await()) {
                is CameraDevice -> start(told, reader(), on)
                else -> told as CameraTrouble
            }
        } catch (refused: CameraAccessException) {
            return troubleOf(refused.reason)
        } catch (_: SecurityException) {
            return CameraTrouble.BLOCKED
        }
    }

    @SuppressLint("MissingPermission")
    private fun openDevice(id: String, opened: CompletableDeferred<Any>) = manager.openCamera(
        id,
        object : CameraDevice.StateCallback() {
            override fun onOpened(camera: CameraDevice) {
                if (!opened.complete(camera)) camera.close()
            }

            override fun onDisconnected(camera: CameraDevice) = lost(camera, CameraTrouble.IN_USE)

            override fun onError(camera: CameraDevice, error: Int) = lost(camera, ofDevice(error))

            private fun lost(camera: CameraDevice, trouble: CameraTrouble) {
                opened.complete(trouble)
                camera.close()
            }
        },
        handler,
    )

    private suspend fun start(device: CameraDevice, reader: ImageReader, on: TextureSurface): CameraTrouble? {
        val ratio = reader.width.toDouble() / reader.height
        val shown = viewfinderSize(ratio)
        on.texture.setDefaultBufferSize(shown.width, shown.height)
        val surface = Surface(on.texture)
        val session = CompletableDeferred<CameraCaptureSession?>()
        @Suppress("DEPRECATION")
        device.createCaptureSession(
            listOf(surface, reader.surface),
            object : CameraCaptureSession.StateCallback() {
                override fun onConfigured(made: CameraCaptureSession) {
                    session.complete(made)
                }

                override fun onConfigureFailed(made: CameraCaptureSession) {
                    session.complete(null)
                }
            },
            handler,
        )
        val made = withTimeoutOrNull(PATIENCE_MS) { session.await() }
        if (made == null) {
            device.close()
            reader.close()
            return CameraTrouble.BROKEN
        }
        running = Running(device, made, reader, surface).also {
            it.screenDegrees = on.screenDegrees
            view(it)
        }
        return null
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
        val taken = CompletableDeferred<Image?>()
        on.reader.setOnImageAvailableListener({ taken.complete(it.acquireNextImage()) }, handler)
        into.begin(orientation)
        attempt { on.session.capture(still(on), Failing(taken), handler) } ?: return Shooting.Failed(CameraTrouble.BROKEN)
        val image = withTimeoutOrNull(PATIENCE_MS) { taken.await() } ?: return Shooting.Failed(CameraTrouble.BROKEN)
        return image.use { pour(it, into, orientation) }
    }

    private fun still(on: Running) = on.device.createCaptureRequest(CameraDevice.TEMPLATE_STILL_CAPTURE).apply {
        addTarget(on.reader.surface)
        settings(on)
        // The pixels stay as the sensor gave them; how to turn them is in the capture record.
        set(CaptureRequest.JPEG_ORIENTATION, 0)
        set(CaptureRequest.JPEG_QUALITY, QUALITY)
    }.build()

    private class Failing(private val taken: CompletableDeferred<Image?>) : CameraCaptureSession.CaptureCallback() {
        override fun onCaptureFailed(session: CameraCaptureSession, request: CaptureRequest, failure: CaptureFailure) {
            taken.complete(null)
        }
    }

    /** Straight out of the reader's buffer. The small one for the screen costs one copy of the compressed bytes, none of the pixels. */
    private suspend fun pour(image: Image, into: PhotoSink, orientation: Int): Shooting {
        val bytes = image.planes.first().buffer
        val small = smallOf(bytes.duplicate(), orientation)
        while (bytes.hasRemaining()) {
            into.piece(ByteArray(minOf(MOST_BYTES, bytes.remaining())).also { bytes.get(it) })
        }
        return Shooting.Done(small?.jpeg, small?.black == true)
    }

    override fun close() {
        val on = running ?: return
        running = null
        attempt { on.session.close() }
        on.device.close()
        on.reader.close()
        on.surface.release()
    }

    private companion object {
        const val PATIENCE_MS = 8_000L
        const val VIEWFINDER_PX = 1_280
        const val QUALITY: Byte = 92
    }
}

/** The brightness alone, without what the phone pads its rows with. */
private fun Image.toFrame(): Frame = with(planes.first()) { Frame(width, height, lumaOf(buffer, width, height, rowStride)) }

internal fun lumaOf(bytes: ByteBuffer, width: Int, height: Int, rowStride: Int): ByteArray {
    val luma = ByteArray(width * height)
    // Old phones know `position` as the method of a Buffer only.
    val place: Buffer = bytes
    for (row in 0 until height) {
        place.position(row * rowStride)
        bytes.get(luma, row * width, width)
    }
    return luma
}

/** The EXIF number that stands a picture upright: the sensor's turn less the screen's. */
internal fun exifOf(sensorDegrees: Int, screenDegrees: Int): Int = when ((sensorDegrees - screenDegrees + 360) % 360) {
    90 -> 6
    180 -> 3
    270 -> 8
    else -> 1
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
private fun <T> attempt(call: () -> T): T? = try {
    call()
} catch (_: CameraAccessException) {
    null
} catch (_: IllegalStateException) {
    null
}
