package org.saksi.app.sending

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.res.pluralStringResource
import androidx.compose.ui.res.stringResource
import org.saksi.app.R
import org.saksi.app.parts.ChoiceRow
import org.saksi.app.parts.FailureCard
import org.saksi.app.parts.Heading
import org.saksi.app.parts.MainButton
import org.saksi.app.parts.Page
import org.saksi.app.parts.ScreenStaysOn
import org.saksi.app.parts.SideButton
import org.saksi.app.parts.Spoken
import org.saksi.app.parts.TellCard
import org.saksi.app.parts.Waiting
import org.saksi.app.parts.WarnCard
import org.saksi.app.words.dayAndHour
import org.saksi.core.SyncStep
import org.saksi.presentation.SendWhen
import org.saksi.presentation.sending.Running
import org.saksi.presentation.sending.SendingEvent
import org.saksi.presentation.sending.SendingState

/** What is and is not on the hub, in words; sending; when to send. */
@Composable
fun SendingView(state: SendingState, on: (SendingEvent) -> Unit) {
    if (state.running != null) ScreenStaysOn()
    Page(
        stringResource(R.string.sending_title),
        { on(SendingEvent.Back) },
        bottom = {
            val running = state.running
            when {
                running == null -> MainButton(stringResource(R.string.home_send_now), { on(SendingEvent.SendNow) }, enabled = state.ready)
                running.stopping -> SideButton(stringResource(R.string.sending_stopping), {}, enabled = false)
                else -> SideButton(stringResource(R.string.sending_stop), { on(SendingEvent.Stop) })
            }
        },
    ) {
        state.failure?.let { FailureCard(it) }
        if (!state.ready) return@Page Waiting()
        state.running?.let { Progress(it) }
        if (state.splitView) {
            val words = stringResource(R.string.sending_split)
            Spoken(words, "sync/split") { WarnCard(words, null) }
        }
        if (state.refused.isNotEmpty()) {
            val words = pluralStringResource(R.plurals.sending_refused, state.refused.size, state.refused.size)
            val codes = stringResource(R.string.sending_refused_codes, state.refused.map { it.code }.distinct().joinToString())
            Spoken(words, "sync/refused") { WarnCard(words, codes) }
        }
        Where(state)
        Heading(stringResource(R.string.sending_when))
        for (choice in SendWhen.entries) {
            ChoiceRow(stringResource(choice.words()), choice == state.sendWhen, { on(SendingEvent.When(choice)) })
        }
        Text(stringResource(R.string.sending_promise), style = MaterialTheme.typography.bodyMedium)
        Text(stringResource(R.string.sending_resumes), style = MaterialTheme.typography.bodyMedium)
    }
}

/** "Received" stands only where there is a receipt. */
@Composable
private fun Where(state: SendingState) {
    val waiting = buildList {
        if (state.reportsWaiting > 0) add(pluralStringResource(R.plurals.home_reports_waiting, state.reportsWaiting, state.reportsWaiting))
        if (state.photosWaiting > 0) add(pluralStringResource(R.plurals.home_photos_waiting, state.photosWaiting, state.photosWaiting))
        if (isEmpty()) add(stringResource(R.string.sending_nothing_waits))
    }
    Heading(stringResource(R.string.sending_not_there))
    val words = waiting.joinToString("\n")
    val waits = state.reportsWaiting > 0 || state.photosWaiting > 0
    Spoken(words, if (waits) "home/unsent" else "sync/nothing") { TellCard(words, null) }
    val received = when (val count = state.reportsReceived) {
        0 -> stringResource(R.string.sending_nothing_received)
        else -> pluralStringResource(R.plurals.sending_received, count, count)
    }
    val locale = LocalConfiguration.current.locales[0]
    Heading(stringResource(R.string.sending_there))
    Spoken(received, "sync/received".takeIf { state.reportsReceived > 0 }) {
        TellCard(received, state.lastMs?.let { stringResource(R.string.home_last_sync, dayAndHour(it, locale)) })
    }
}

@Composable
private fun Progress(run: Running) {
    val step = stringResource(
        when (run.step) {
            null, SyncStep.ENROL, SyncStep.HELLO -> R.string.sending_step_greet
            SyncStep.ENTRIES -> R.string.sending_step_reports
            SyncStep.PULL, SyncStep.FETCH -> R.string.sending_step_news
            SyncStep.PREVIEWS -> R.string.sending_step_previews
            SyncStep.ORIGINALS -> R.string.sending_step_photos
        },
    )
    val lines = buildList {
        if (run.reports > 0) add(stringResource(R.string.sending_reports, run.report, run.reports))
        if (run.photos > 0) add(stringResource(R.string.sending_photos, run.photo, run.photos))
        add(stringResource(R.string.sending_keep_on))
    }
    Spoken(step, "sync/running") { TellCard(step, lines.joinToString("\n")) }
}

private fun SendWhen.words() = when (this) {
    SendWhen.WHEN_ASKED -> R.string.sending_when_asked
    SendWhen.ON_WIFI -> R.string.sending_on_wifi
    SendWhen.ON_ANY_LINE -> R.string.sending_on_any
}
