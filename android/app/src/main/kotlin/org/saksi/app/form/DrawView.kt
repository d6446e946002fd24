package org.saksi.app.form

import android.graphics.Bitmap
import androidx.activity.ComponentActivity
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
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.mutableStateListOf
import androidx.compose.runtime.remember
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
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.toSize
import androidx.lifecycle.ViewModel
import androidx.lifecycle.ViewModelProvider
import androidx.lifecycle.viewmodel.initializer
import androidx.lifecycle.viewmodel.viewModelFactory
import org.saksi.app.R
import org.saksi.app.parts.MainButton
import org.saksi.app.parts.SidePair
import org.saksi.app.phone.activity
import org.saksi.app.theme.LocalSizes
import org.saksi.core.CaptureKind
import org.saksi.core.QuestionView
import org.saksi.core.Source
import org.saksi.presentation.form.BroughtFile
import org.saksi.presentation.form.FormEvent
import java.io.ByteArrayOutputStream

internal typealias Line = List<Offset>

/**
 * What is drawn outlives a turn of the phone and nothing else: in memory, never in the state that the phone keeps of an app, for
 * a signature belongs into the store alone.
 */
internal class Drawn : ViewModel() {
    private var place: String? = null
    val lines = mutableStateListOf<Line>()
    var size = Size.Zero
        private set

    /** The sheet of the question at [place]; another question's is empty. */
    fun at(place: String) = apply {
        if (this.place != place) clear()
        this.place = place
    }

    fun clear() {
        lines.clear()
        size = Size.Zero
    }

    /** The sheet has this size now: what is on it stays whole. */
    fun fit(to: Size) {
        if (size.minDimension > 0 && to.minDimension > 0 && to != size) {
            val scale = minOf(to.width / size.width, to.height / size.height)
            lines.replaceAll { line -> line.map { it * scale } }
        }
        size = to
    }
}

/** A white page and a finger. Lines live until the page is left: only what is kept is stored. It does not scroll. */
@Composable
fun DrawView(question: QuestionView, busy: Boolean, on: (FormEvent) -> Unit) {
    val activity = checkNotNull(LocalContext.current.activity() as? ComponentActivity) { "a view stands in an activity" }
    val drawn = remember(question.place) { ViewModelProvider(activity, drawnFactory)[Drawn::class.java].at(question.place) }
    DisposableEffect(drawn) { onDispose { if (!activity.isChangingConfigurations) drawn.clear() } }
    val lines = drawn.lines
    val origin = stringResource(R.string.form_drawn_origin)
    Column(Modifier.fillMaxSize().safeDrawingPadding().padding(16.dp)) {
        Text(question.label, style = MaterialTheme.typography.titleMedium, modifier = Modifier.padding(bottom = 8.dp))
        Sheet(lines, Modifier.weight(1f), drawn::fit)
        Column(Modifier.padding(top = 8.dp), verticalArrangement = androidx.compose.foundation.layout.Arrangement.spacedBy(8.dp)) {
            SidePair(
                stringResource(R.string.form_drop_drawing), { on(FormEvent.Draw(null)) },
                stringResource(R.string.form_undo_line), { lines.removeLastOrNull() },
            )
            Row {
                MainButton(
                    stringResource(R.string.form_keep_drawing),
                    { on(FormEvent.Brought(question.place, drawing(lines.toList(), drawn.size, origin))) },
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

private val drawnFactory = viewModelFactory { initializer { Drawn() } }

private const val WIDTH = 6f
private const val QUALITY = 90
