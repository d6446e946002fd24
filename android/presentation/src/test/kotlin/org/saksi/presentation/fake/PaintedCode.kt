package org.saksi.presentation.fake

import com.google.zxing.BarcodeFormat
import com.google.zxing.qrcode.QRCodeWriter
import org.saksi.presentation.camera.Frame
import java.util.Random

/** A frame in which a card with this code lies on a grey table: not straight, not evenly lit, with the sensor's noise. */
fun paintedCode(text: String, width: Int = 1280, height: Int = 720, degrees: Double = 12.0): Frame {
    val code = QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0)
    val module = 420.0 / code.width
    val random = Random(7)
    val (cos, sin) = Math.toRadians(degrees).let { Math.cos(it) to Math.sin(it) }
    val luma = ByteArray(width * height) { at ->
        val (x, y) = at % width - width / 2.0 to at / width - height / 2.0
        val column = Math.floor((x * cos + y * sin) / module + code.width / 2.0).toInt()
        val row = Math.floor((y * cos - x * sin) / module + code.height / 2.0).toInt()
        val onCard = column in 0 until code.width && row in 0 until code.height
        val ink = when {
            !onCard -> 140
            code.get(column, row) -> 45
            else -> 205
        }
        (ink + at % width * 30 / width + random.nextInt(24) - 12).coerceIn(0, 255).toByte()
    }
    return Frame(width, height, luma)
}
