package org.saksi.presentation.camera

import com.google.zxing.BarcodeFormat
import com.google.zxing.MultiFormatWriter
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test

class BarcodeTest {
    /** A code in the middle of a white frame. */
    private fun frame(text: String, format: BarcodeFormat): Frame {
        val code = MultiFormatWriter().encode(text, format, 400, 240)
        val luma = ByteArray(640 * 480) { at ->
            val (x, y) = at % 640 - 120 to at / 640 - 120
            val ink = x in 0 until code.width && y in 0 until code.height && code.get(x, y)
            if (ink) 20 else -30
        }
        return Frame(640, 480, luma)
    }

    private fun upright(frame: Frame): Frame {
        val luma = ByteArray(frame.luma.size) { at -> frame.luma[(at % frame.height) * frame.width + at / frame.height] }
        return Frame(frame.height, frame.width, luma)
    }

    @Test
    fun `stripes on goods, on cards and in parcels are read, also by a sensor that lies across the phone`() {
        val codes = listOf(
            "8992761111113" to BarcodeFormat.EAN_13, "RUMAH-017" to BarcodeFormat.CODE_128, "RUMAH-017" to BarcodeFormat.CODE_39,
            "https://contoh.id/17" to BarcodeFormat.QR_CODE, "17-4" to BarcodeFormat.DATA_MATRIX,
        )
        for ((text, format) in codes) {
            val frame = frame(text, format)
            assertEquals("$format", text, barcodeIn(frame))
            if (format != BarcodeFormat.DATA_MATRIX) assertEquals("$format, turned", text, barcodeIn(upright(frame)))
        }
    }

    @Test
    fun `an empty table has no code`() {
        assertNull(barcodeIn(Frame(640, 480, ByteArray(640 * 480) { (it % 251).toByte() })))
    }
}
