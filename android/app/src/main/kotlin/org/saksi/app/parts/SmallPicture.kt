package org.saksi.app.parts

import android.graphics.BitmapFactory
import androidx.compose.foundation.Image
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.asImageBitmap
import androidx.compose.ui.layout.ContentScale
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import org.saksi.presentation.report.Preview

/** What a picture takes on a page, whatever its shape: known before it is opened. */
val PICTURE_HEIGHT = 220.dp

/** A preview of a photo; nothing if the bytes are no picture. Without words where those beside it say the same. */
@Composable
fun SmallPicture(preview: Preview, spoken: String?, height: Dp = PICTURE_HEIGHT, alignment: Alignment = Alignment.Center) {
    val bitmap = remember(preview) { BitmapFactory.decodeByteArray(preview.jpeg, 0, preview.jpeg.size)?.asImageBitmap() } ?: return
    Image(bitmap, spoken, Modifier.fillMaxWidth().height(height), alignment, contentScale = ContentScale.Fit)
}
