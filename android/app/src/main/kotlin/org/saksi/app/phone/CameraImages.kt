package org.saksi.app.phone

import android.media.Image
import android.media.ImageReader
import org.saksi.presentation.camera.Frame
import java.nio.Buffer
import java.nio.ByteBuffer

// What is taken out of the camera's images: on its own thread, before each is given back.

/** One copy of the compressed bytes and none of the pixels. */
internal fun Image.bytes(): ByteArray = planes.first().buffer.let { ByteArray(it.remaining()).also(it::get) }

/** Gives back what nobody took. */
internal fun ImageReader.drain() = generateSequence { attempt { acquireNextImage() } }.forEach { it.close() }

/** The brightness alone, without what the phone pads its rows with. */
internal fun Image.toFrame(): Frame = with(planes.first()) { Frame(width, height, lumaOf(buffer, width, height, rowStride)) }

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
