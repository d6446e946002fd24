package org.saksi.app.phone

import android.graphics.Bitmap
import android.graphics.BitmapFactory
import android.graphics.Matrix
import org.saksi.presentation.camera.isBlack
import java.io.ByteArrayOutputStream

/** A photo for the screen: small, upright, in memory only. */
class Small(val jpeg: ByteArray, val black: Boolean)

/** Decodes at an eighth or less: a full picture turned in memory is what ends apps on small phones. */
internal fun smallOf(jpeg: ByteArray, orientation: Int): Small? {
    val bounds = BitmapFactory.Options().apply { inJustDecodeBounds = true }
    BitmapFactory.decodeByteArray(jpeg, 0, jpeg.size, bounds)
    var step = 1
    while (maxOf(bounds.outWidth, bounds.outHeight) / (step * 2) >= LONG_SIDE) step *= 2
    val small = BitmapFactory.decodeByteArray(jpeg, 0, jpeg.size, BitmapFactory.Options().apply { inSampleSize = step }) ?: return null
    val upright = Bitmap.createBitmap(small, 0, 0, small.width, small.height, Matrix().apply { postRotate(degreesOf(orientation)) }, true)
    val out = ByteArrayOutputStream().also { upright.compress(Bitmap.CompressFormat.JPEG, 80, it) }
    return Small(out.toByteArray(), isBlack(upright.luma()))
}

private fun degreesOf(exif: Int): Float = when (exif) {
    6 -> 90f
    3 -> 180f
    8 -> 270f
    else -> 0f
}

/** Brightness of a grid of pixels all over it. */
internal fun Bitmap.luma(): IntArray = IntArray(GRID * GRID) { i ->
    val pixel = getPixel((i % GRID) * (width - 1) / (GRID - 1), (i / GRID) * (height - 1) / (GRID - 1))
    ((pixel shr 16 and 255) * 3 + (pixel shr 8 and 255) * 6 + (pixel and 255)) / 10
}

private const val GRID = 16
private const val LONG_SIDE = 640
