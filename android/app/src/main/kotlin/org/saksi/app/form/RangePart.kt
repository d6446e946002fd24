package org.saksi.app.form

import androidx.compose.foundation.interaction.MutableInteractionSource
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.widthIn
import androidx.compose.material3.ExperimentalMaterial3Api
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Slider
import androidx.compose.material3.SliderDefaults
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.rotate
import androidx.compose.ui.layout.layout
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.selected
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.Constraints
import androidx.compose.ui.unit.dp
import org.saksi.app.R
import org.saksi.app.parts.ChoiceRow
import org.saksi.app.parts.SideButton
import org.saksi.app.theme.LocalSizes
import org.saksi.core.Appearance
import org.saksi.core.QuestionView
import org.saksi.core.RangeBounds
import org.saksi.presentation.form.FormEvent
import org.saksi.presentation.form.FormState
import org.saksi.presentation.form.stepped
import org.saksi.presentation.form.text
import org.saksi.presentation.form.values
import kotlin.math.roundToInt

/** A number between bounds: by slider and keys, from a list, or as stars. */
@Composable
fun RangePart(question: QuestionView, state: FormState, on: (FormEvent) -> Unit) {
    val bounds = question.range ?: return
    val text = state.text(question)
    when {
        question.has<Appearance.Picker>() -> FromList(question, bounds, text, state, on)
        question.has<Appearance.Rating>() -> Stars(question, bounds, text, on)
        question.has<Appearance.Vertical>() -> Upright(question, bounds, text, on)
        else -> {
            Value(text)
            Sliding(question, bounds, text, on, Modifier.fillMaxWidth())
            Row(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
                Key(question, bounds, text, -1, on, Modifier.weight(1f))
                Key(question, bounds, text, 1, on, Modifier.weight(1f))
            }
        }
    }
}

@Composable
private fun Value(text: String) =
    Text(text.ifEmpty { stringResource(R.string.form_no_value) }, style = MaterialTheme.typography.headlineSmall)

@Composable
private fun Key(question: QuestionView, bounds: RangeBounds, text: String, by: Int, on: (FormEvent) -> Unit, modifier: Modifier) {
    val spoken = stringResource(if (by < 0) R.string.form_less else R.string.form_more)
    SideButton(
        if (by < 0) "−" else "+",
        { on(FormEvent.Typed(question.place, stepped(text, bounds.start, bounds.end, bounds.step, by))) },
        modifier.semantics { contentDescription = spoken },
    )
}

/** The slider counts steps, so that only values of the range can be met. Material's is 44 dp high; its thumb's room makes it a target. */
@OptIn(ExperimentalMaterial3Api::class)
@Composable
private fun Sliding(question: QuestionView, bounds: RangeBounds, text: String, on: (FormEvent) -> Unit, modifier: Modifier) {
    val values = values(bounds.start, bounds.end, bounds.step)
    val at = values.indexOfFirst { it.toBigDecimal().compareTo(text.toBigDecimalOrNull() ?: return@indexOfFirst false) == 0 }
    val spoken = question.label
    val ticks = if (question.has<Appearance.NoTicks>() || values.size > MOST_TICKS) 0 else (values.size - 2).coerceAtLeast(0)
    val touches = remember { MutableInteractionSource() }
    // Material's own is white on white in "Mode terik".
    val colours = SliderDefaults.colors(inactiveTrackColor = MaterialTheme.colorScheme.outline.copy(alpha = 0.35f))
    Slider(
        value = at.coerceAtLeast(0).toFloat(),
        onValueChange = { on(FormEvent.Typed(question.place, values[it.roundToInt().coerceIn(values.indices)])) },
        valueRange = 0f..values.lastIndex.coerceAtLeast(1).toFloat(),
        steps = ticks,
        colors = colours,
        interactionSource = touches,
        thumb = { Box(Modifier.height(LocalSizes.current.target), Alignment.Center) { SliderDefaults.Thumb(touches, colors = colours) } },
        modifier = modifier.height(LocalSizes.current.target).semantics { contentDescription = spoken },
    )
}

@Composable
private fun Upright(question: QuestionView, bounds: RangeBounds, text: String, on: (FormEvent) -> Unit) {
    Row(horizontalArrangement = Arrangement.spacedBy(16.dp), verticalAlignment = Alignment.CenterVertically) {
        Sliding(question, bounds, text, on, Modifier.upright().rotate(-90f))
        Column(verticalArrangement = Arrangement.spacedBy(12.dp), modifier = Modifier.weight(1f)) {
            Key(question, bounds, text, 1, on, Modifier)
            Value(text)
            Key(question, bounds, text, -1, on, Modifier)
        }
    }
}

/** As high as it would be long: measured lying, placed standing. */
private fun Modifier.upright() = layout { measurable, _ ->
    val long = 220.dp.roundToPx()
    val lying = measurable.measure(Constraints(minWidth = long, maxWidth = long))
    layout(lying.height, lying.width) { lying.place((lying.height - lying.width) / 2, (lying.width - lying.height) / 2) }
}

@Composable
private fun FromList(question: QuestionView, bounds: RangeBounds, text: String, state: FormState, on: (FormEvent) -> Unit) {
    val open = state.opened == question.place
    SideButton(text.ifEmpty { stringResource(R.string.form_open_list) }, { on(FormEvent.Open(if (open) null else question.place)) })
    if (!open) return
    values(bounds.start, bounds.end, bounds.step).forEach { value ->
        ChoiceRow(value, value == text, {
            on(FormEvent.Typed(question.place, value))
            on(FormEvent.Open(null))
        })
    }
}

@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun Stars(question: QuestionView, bounds: RangeBounds, text: String, on: (FormEvent) -> Unit) {
    val values = values(bounds.start, bounds.end, bounds.step)
    val taken = values.indexOf(text)
    FlowRow(horizontalArrangement = Arrangement.spacedBy(4.dp), verticalArrangement = Arrangement.spacedBy(4.dp)) {
        values.forEachIndexed { at, value ->
            val spoken = stringResource(R.string.form_stars, value, values.last())
            SideButton(
                if (at <= taken) "★" else "☆",
                { on(FormEvent.Typed(question.place, value)) },
                Modifier.widthIn(max = LocalSizes.current.target + 4.dp).semantics {
                    contentDescription = spoken
                    selected = at == taken
                },
            )
        }
    }
}

private const val MOST_TICKS = 21
