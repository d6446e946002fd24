package org.saksi.app.rig

import android.graphics.Bitmap
import android.graphics.Color
import org.saksi.core.CaptureKind
import org.saksi.core.CaptureMeta
import org.saksi.core.Faces
import org.saksi.core.Fix
import org.saksi.core.LatLon
import org.saksi.core.Provider
import org.saksi.core.ShutterFix
import org.saksi.core.Source
import org.saksi.presentation.core.FieldCore
import java.io.ByteArrayOutputStream

/** A photo with a sharp fix as the answer `photo`, without the screen. */
fun FieldCore.photograph(draft: String) {
    val meta = CaptureMeta(CaptureKind.PHOTO, Source.Camera, "image/jpeg", "HP uji", "saksi", 1u, false, Faces.NOBODY, 0L)
    val bitmap = Bitmap.createBitmap(320, 240, Bitmap.Config.ARGB_8888).apply { eraseColor(Color.rgb(140, 95, 50)) }
    val jpeg = ByteArrayOutputStream().also { bitmap.compress(Bitmap.CompressFormat.JPEG, 90, it) }.toByteArray()
    val seal = sealBegin(draft, "photo", meta)
    sealPush(seal, jpeg)
    val fix = Fix(LatLon(-32_512_340, 1_221_234_560), 8_000u, Provider.GNSS, false, 0u)
    sealFinish(seal, ShutterFix(fix, 0L))
    keep(seal)
}
