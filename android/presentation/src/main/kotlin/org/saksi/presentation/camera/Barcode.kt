package org.saksi.presentation.camera

import com.google.zxing.BinaryBitmap
import com.google.zxing.DecodeHintType
import com.google.zxing.MultiFormatReader
import com.google.zxing.PlanarYUVLuminanceSource
import com.google.zxing.ReaderException
import com.google.zxing.common.HybridBinarizer

/**
 * The text of a code of any kind in a frame: a QR code, or the stripes on goods and cards. Stripes are read along the
 * rows only, and a sensor lies across the phone, so the frame is turned once.
 */
fun barcodeIn(frame: Frame): String? = textIn(frame) ?: textIn(frame.turned())

private fun textIn(frame: Frame): String? {
    val source = PlanarYUVLuminanceSource(frame.luma, frame.width, frame.height, 0, 0, frame.width, frame.height, false)
    return try {
        MultiFormatReader().decode(BinaryBitmap(HybridBinarizer(source)), mapOf(DecodeHintType.TRY_HARDER to true)).text
    } catch (_: ReaderException) {
        null
    }
}

private fun Frame.turned() = Frame(height, width, ByteArray(luma.size) { at -> luma[(at % height) * width + at / height] })
