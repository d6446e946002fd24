package org.saksi.app.report

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.res.pluralStringResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.saksi.app.R
import org.saksi.app.parts.ChoiceRow
import org.saksi.app.parts.FailureCard
import org.saksi.app.parts.Heading
import org.saksi.app.parts.MainButton
import org.saksi.app.parts.Page
import org.saksi.app.parts.ScreenStaysOn
import org.saksi.app.parts.SideButton
import org.saksi.app.parts.Spoken
import org.saksi.app.parts.TapCard
import org.saksi.app.parts.TellCard
import org.saksi.app.parts.Waiting
import org.saksi.app.parts.WarnCard
import org.saksi.app.words.answerInWords
import org.saksi.app.words.dayAndHour
import org.saksi.app.words.titleInWords
import org.saksi.app.words.what
import org.saksi.app.words.why
import org.saksi.app.words.words
import org.saksi.core.Answer
import org.saksi.core.RecordAnswer
import org.saksi.core.ReportStanding
import org.saksi.presentation.report.ReportEvent
import org.saksi.presentation.report.ReportState
import org.saksi.presentation.report.ToldLine
import org.saksi.presentation.report.WithdrawReason
import org.saksi.presentation.report.Withdrawing

/** One report: what became of it, what it says, what can still be done. */
@Composable
fun ReportView(state: ReportState, on: (ReportEvent) -> Unit) {
    val withdrawing = state.withdrawing
    if (withdrawing != null) return Withdraw(withdrawing, on)
    val locale = LocalConfiguration.current.locales[0]
    state.putAway?.let { return PutAway(it, state, on) }
    if (state.busy) ScreenStaysOn()
    val title = state.title?.let { titleInWords(it) } ?: stringResource(R.string.records_untitled)
    Page(title, { on(ReportEvent.Back) }, bottom = { Next(state, on) }) {
        state.failure?.let { FailureCard(it) }
        if (!state.ready) return@Page Waiting()
        val made = stringResource(R.string.report_made, dayAndHour(state.madeMs, locale))
        if (state.standing == ReportStanding.RETURNED) WarnCard(state.standing.words(), made) else TellCard(state.standing.words(), made)
        if (state.conflicts > 0) {
            TapCard(
                pluralStringResource(R.plurals.records_conflicts, state.conflicts, state.conflicts),
                stringResource(R.string.records_conflicts_line),
                { on(ReportEvent.Conflicts) },
            )
        }
        if (state.told.isNotEmpty()) Heading(stringResource(R.string.report_told))
        state.told.forEach { Told(it) }
        if (state.standing == ReportStanding.WITHDRAWN) return@Page
        Heading(stringResource(R.string.report_answers))
        state.answers.forEach { OneAnswer(it, state) }
        SideButton(stringResource(R.string.report_edit), { on(ReportEvent.Edit) }, enabled = !state.busy)
        Text(stringResource(R.string.report_edit_line), style = MaterialTheme.typography.bodyMedium)
        SideButton(stringResource(R.string.report_withdraw), { on(ReportEvent.AskWithdraw) }, enabled = !state.busy)
    }
}

/** Nothing of what it says: a number, and where it is. */
@Composable
private fun PutAway(number: String, state: ReportState, on: (ReportEvent) -> Unit) {
    Page(stringResource(R.string.records_number, number), { on(ReportEvent.Back) }, bottom = {}) {
        state.failure?.let { FailureCard(it) }
        TellCard(stringResource(R.string.report_put_away), stringResource(R.string.report_put_away_line))
    }
}

/** The one thing that is due, if any is. */
@Composable
private fun ColumnScope.Next(state: ReportState, on: (ReportEvent) -> Unit) {
    when {
        !state.ready -> Unit
        state.busy -> MainButton(stringResource(R.string.report_busy), {}, enabled = false)
        state.standing == ReportStanding.RETURNED -> MainButton(stringResource(R.string.report_correct), { on(ReportEvent.Edit) })
        state.standing == ReportStanding.WAITING -> MainButton(stringResource(R.string.home_send_now), { on(ReportEvent.SendAgain) })
        state.standing == ReportStanding.PHOTOS_WAIT -> MainButton(stringResource(R.string.report_send), { on(ReportEvent.SendAgain) })
    }
}

@Composable
private fun Told(line: ToldLine) {
    val locale = LocalConfiguration.current.locales[0]
    val what = line.what()
    Spoken(what, line.prompt ?: "home/accepted".takeIf { line.verb == "submission.accept" }) {
        TellCard(stringResource(R.string.records_made, dayAndHour(line.ms, locale), what), line.why())
    }
}

@Composable
private fun OneAnswer(answer: RecordAnswer, state: ReportState) {
    val label = answer.question.label
    Column(Modifier.semantics(mergeDescendants = true) {}, verticalArrangement = Arrangement.spacedBy(2.dp)) {
        Text(
            if (answer.personal) stringResource(R.string.report_personal, label) else label,
            style = MaterialTheme.typography.bodyMedium, color = MaterialTheme.colorScheme.onSurfaceVariant,
        )
        val media = answer.question.value as? Answer.Media
        if (media == null) {
            Text(answer.question.answerInWords(), style = MaterialTheme.typography.bodyLarge)
        } else {
            EvidencePart(state.evidence[media.v1], label)
        }
    }
}

@Composable
private fun Withdraw(asked: Withdrawing, on: (ReportEvent) -> Unit) {
    Page(
        stringResource(R.string.report_withdraw_title),
        { on(ReportEvent.KeepIt) },
        bottom = {
            SideButton(stringResource(R.string.report_withdraw), { on(ReportEvent.Withdraw) }, enabled = asked.reason != null)
            MainButton(stringResource(R.string.report_keep), { on(ReportEvent.KeepIt) })
        },
    ) {
        Text(stringResource(R.string.report_withdraw_text), style = MaterialTheme.typography.bodyLarge)
        Heading(stringResource(R.string.report_withdraw_why))
        for (reason in WithdrawReason.entries) {
            val words = when (reason) {
                WithdrawReason.SAFETY -> R.string.report_why_safety
                WithdrawReason.MISTAKE -> R.string.report_why_mistake
                WithdrawReason.TWICE -> R.string.report_why_twice
                WithdrawReason.OTHER -> R.string.report_why_other
            }
            ChoiceRow(stringResource(words), asked.reason == reason, { on(ReportEvent.Reason(reason)) })
        }
    }
}
