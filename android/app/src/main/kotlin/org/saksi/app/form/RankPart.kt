package org.saksi.app.form

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.widthIn
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.saksi.app.R
import org.saksi.app.parts.SideButton
import org.saksi.app.theme.LocalSizes
import org.saksi.core.Answer
import org.saksi.core.QuestionView
import org.saksi.presentation.form.FormEvent
import org.saksi.presentation.form.order

/** A list put in order by buttons: dragging is hard with gloves, and TalkBack cannot do it. */
@Composable
fun RankPart(question: QuestionView, on: (FormEvent) -> Unit) {
    val order = order(question)
    val words = question.choices.associate { it.code to it.words }
    order.forEachIndexed { at, code ->
        val name = words[code] ?: code
        Row(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalAlignment = Alignment.CenterVertically) {
            Text(stringResource(R.string.form_ranked, at + 1, name), style = MaterialTheme.typography.bodyLarge, modifier = Modifier.weight(1f))
            Move("↑", stringResource(R.string.form_up, name), at > 0) { on(FormEvent.Moved(question.place, code, -1)) }
            Move("↓", stringResource(R.string.form_down, name), at < order.lastIndex) { on(FormEvent.Moved(question.place, code, 1)) }
        }
    }
    if (question.value == null) {
        SideButton(stringResource(R.string.form_this_order), { on(FormEvent.Chosen(question.place, Answer.Ranking(order))) })
    }
}

@Composable
private fun Move(mark: String, spoken: String, enabled: Boolean, onClick: () -> Unit) = SideButton(
    mark, onClick, Modifier.widthIn(max = LocalSizes.current.target + 8.dp).semantics { contentDescription = spoken }, enabled,
)
