package org.saksi.app.form

import android.graphics.Bitmap
import androidx.compose.foundation.Canvas
import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.gestures.detectDragGestures
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawingPadding
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateListOf
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.Path
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.asAndroidPath
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.input.pointer.pointerInput
import androidx.compose.ui.layout.onSizeChanged
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.toSize
import org.saksi.app.R
import org.saksi.app.parts.MainButton
import org.saksi.app.parts.SidePair
import org.saksi.app.theme.LocalSizes
import org.saksi.core.CaptureKind
import org.saksi.core.QuestionView
import org.saksi.core.Source
import org.saksi.presentation.form.BroughtFile
import org.saksi.presentation.form.FormEvent
import java.io.ByteArrayOutputStream

private typealias Line = List<Offset>

/** A white page and a finger. Lines live until the page is left: only what is kept is stored. It does not scroll. */
@Composable
fun DrawView(question: QuestionView, busy: Boolean, on: (FormEvent) -> Unit) {
    val lines = remember { mutableStateListOf<Line>() }
    var size by remember { mutableStateOf(Size.Zero) }
    val origin = stringResource(R.string.form_drawn_origin)
    Column(Modifier.fillMaxSize().safeDrawingPadding().padding(16.dp)) {
        Text(question.label, style = MaterialTheme.typography.titleMedium, modifier = Modifier.padding(bottom = 8.dp))
        Sheet(lines, Modifier.weight(1f)) { size = it }
        Column(Modifier.padding(top = 8.dp), verticalArrangement = androidx.compose.foundation.layout.Arrangement.spacedBy(8.dp)) {
            SidePair(
                stringResource(R.string.form_drop_drawing), { on(FormEvent.Draw(null)) },
                stringResource(R.string.form_undo_line), { lines.removeLastOrNull() },
            )
            Row {
                MainButton(
                    stringResource(R.string.form_keep_drawing),
                    { on(FormEvent.Brought(question.place, drawing(lines.toList(), size, origin))) },
                    enabled = lines.isNotEmpty() && !busy,
                )
            }
        }
    }
}

@Composable
private fun Sheet(lines: MutableList<Line>, modifier: Modifier, onSize: (Size) -> Unit) {
    val spoken = stringResource(R.string.form_sheet)
    Canvas(
        modifier.fillMaxWidth().border(LocalSizes.current.edge, MaterialTheme.colorScheme.outline).background(Color.White)
            .onSizeChanged { onSize(it.toSize()) }
            .semantics { contentDescription = spoken }
            .pointerInput(Unit) {
                detectDragGestures(
                    onDragStart = { lines.add(listOf(it)) },
                    onDrag = { change, _ -> lines[lines.lastIndex] = lines.last() + change.position },
                )
            },
    ) { lines.forEach { drawPath(it.path(), Color.Black, style = Stroke(WIDTH, cap = StrokeCap.Round, join = StrokeJoin.Round)) } }
}

private fun Line.path() = Path().apply {
    first().let { moveTo(it.x, it.y) }
    drop(1).forEach { lineTo(it.x, it.y) }
}

/** The page as a JPEG; a drawing is not a photo, and says so. */
private fun drawing(lines: List<Line>, size: Size, origin: String) =
    BroughtFile(CaptureKind.PHOTO, "image/jpeg", Source.Imported(origin)) {
        val sheet = Bitmap.createBitmap(size.width.toInt().coerceAtLeast(1), size.height.toInt().coerceAtLeast(1), Bitmap.Config.ARGB_8888)
        val pen = android.graphics.Paint(android.graphics.Paint.ANTI_ALIAS_FLAG).apply {
            style = android.graphics.Paint.Style.STROKE
            strokeWidth = WIDTH
            strokeCap = android.graphics.Paint.Cap.ROUND
        }
        android.graphics.Canvas(sheet).run {
            drawColor(android.graphics.Color.WHITE)
            lines.forEach { drawPath(it.path().asAndroidPath(), pen) }
        }
        ByteArrayOutputStream().also { sheet.compress(Bitmap.CompressFormat.JPEG, QUALITY, it) }.toByteArray().inputStream()
    }

private const val WIDTH = 6f
private const val QUALITY = 90
