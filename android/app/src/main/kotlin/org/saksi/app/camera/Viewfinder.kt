package org.saksi.app.camera

import android.app.Activity
import android.graphics.Bitmap
import android.graphics.SurfaceTexture
import android.view.Surface
import android.view.TextureView
import androidx.compose.foundation.layout.BoxScope
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.viewinterop.AndroidView
import org.saksi.app.phone.TextureSurface
import org.saksi.app.phone.activity
import org.saksi.app.phone.luma
import org.saksi.presentation.camera.ViewfinderSurface

/** What the camera sees; [onSurface] is told where it may draw, and null when it may no longer. */
@Composable
fun BoxScope.Viewfinder(onSurface: (ViewfinderSurface?) -> Unit) = AndroidView(
    factory = { context ->
        TextureView(context).apply { surfaceTextureListener = Ear(this, onSurface) { context.activity().screenDegrees() } }
    },
    modifier = Modifier.matchParentSize(),
)

private class Ear(
    private val view: TextureView,
    private val onSurface: (ViewfinderSurface?) -> Unit,
    private val degrees: () -> Int,
) : TextureView.SurfaceTextureListener {
    private var drawn = false

    override fun onSurfaceTextureAvailable(texture: SurfaceTexture, width: Int, height: Int) =
        onSurface(TextureSurface(texture, degrees()) { if (drawn) view.bitmap()?.luma() else null })

    override fun onSurfaceTextureSizeChanged(texture: SurfaceTexture, width: Int, height: Int) = Unit

    override fun onSurfaceTextureDestroyed(texture: SurfaceTexture): Boolean {
        drawn = false
        onSurface(null)
        return true
    }

    override fun onSurfaceTextureUpdated(texture: SurfaceTexture) {
        drawn = true
    }
}

/** As it is drawn now, so small that it costs nothing. */
private fun TextureView.bitmap(): Bitmap? = getBitmap(GLANCE_PX, GLANCE_PX)

private const val GLANCE_PX = 32

@Suppress("DEPRECATION")
private fun Activity?.screenDegrees(): Int = when (this?.windowManager?.defaultDisplay?.rotation) {
    Surface.ROTATION_90 -> 90
    Surface.ROTATION_180 -> 180
    Surface.ROTATION_270 -> 270
    else -> 0
}
