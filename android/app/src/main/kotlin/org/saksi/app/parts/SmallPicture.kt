package org.saksi.app.parts

import android.graphics.BitmapFactory
import androidx.compose.foundation.Image
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.asImageBitmap
import androidx.compose.ui.layout.ContentScale
import androidx.compose.ui.unit.dp
import org.saksi.presentation.report.Preview

/** A preview of a photo; nothing if the bytes are no picture. */
@Composable
fun SmallPicture(preview: Preview, spoken: String) {
    val bitmap = remember(preview) { BitmapFactory.decodeByteArray(preview.jpeg, 0, preview.jpeg.size)?.asImageBitmap() } ?: return
    Image(bitmap, spoken, Modifier.fillMaxWidth().heightIn(max = 220.dp), contentScale = ContentScale.Fit)
}
