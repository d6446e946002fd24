package org.saksi.app.home

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.res.pluralStringResource
import androidx.compose.ui.res.stringResource
import org.saksi.app.R
import org.saksi.app.parts.FailureCard
import org.saksi.app.parts.Heading
import org.saksi.app.parts.MainButton
import org.saksi.app.parts.Page
import org.saksi.app.parts.ScreenStaysOn
import org.saksi.app.parts.SideButton
import org.saksi.app.parts.SidePair
import org.saksi.app.parts.SpaceCard
import org.saksi.app.parts.Spoken
import org.saksi.app.parts.TapCard
import org.saksi.app.parts.TellCard
import org.saksi.app.parts.Waiting
import org.saksi.app.parts.WarnCard
import org.saksi.app.sending.inWords
import org.saksi.app.words.dayAndHour
import org.saksi.app.words.name
import org.saksi.app.words.titleInWords
import org.saksi.app.words.what
import org.saksi.app.words.why
import org.saksi.presentation.home.HomeEvent
import org.saksi.presentation.home.HomeState
import org.saksi.presentation.home.SyncWords
import org.saksi.presentation.home.WordCard
import org.saksi.presentation.join.Picture
import org.saksi.presentation.phone.SpaceLeft
import org.saksi.presentation.wake.WakeCard

/** What to do next. */
@Composable
fun HomeView(state: HomeState, on: (HomeEvent) -> Unit, onMaker: () -> Unit = {}) {
    Page(
        title = Picture.of(state.picture)?.let { stringResource(R.string.home_greeting, it.name()) } ?: stringResource(R.string.home_title),
        onBack = null,
        bottom = {
            SidePair(
                stringResource(R.string.home_records), { on(HomeEvent.Records) },
                stringResource(R.string.home_settings), { on(HomeEvent.Settings) },
            )
        },
    ) {
        state.failure?.let { FailureCard(it) }
        if (!state.ready) return@Page Waiting()
        state.projectName?.let { Text(it, style = MaterialTheme.typography.bodyLarge) }
        if (state.practice) TellCard(stringResource(R.string.home_practice), stringResource(R.string.home_practice_line))
        // With nothing left to send, what came back is the first thing to do.
        if (state.sync?.waits == false) Returned(state, on)
        state.sync?.let { Sync(it, on) }
        if (state.sync?.waits != false) Returned(state, on)
        Shared(state.shared, on)
        state.wake?.let { Wake(it, on, onMaker) }
        News(state, on)
        Drafts(state, on)
        if (state.isNew) New()
        SidePair(
            stringResource(R.string.home_departure), { on(HomeEvent.Departure) },
            stringResource(R.string.home_map), { on(HomeEvent.Map) },
        )
        Forms(state, on)
    }
}

@Composable
private fun New() {
    val words = stringResource(R.string.home_new)
    Spoken(words, "home/new") { TellCard(words, stringResource(R.string.home_new_line)) }
}

/** The supervisor's reason stands on the card: it is what is to be done. */
@Composable
private fun Returned(state: HomeState, on: (HomeEvent) -> Unit) {
    if (state.returned.isEmpty()) return
    val heading = stringResource(R.string.home_returned)
    Spoken(heading, "home/returned") { Heading(heading) }
    FirstFew(state.returned) { card ->
        val why = card.told.why()
        Spoken(why ?: heading, card.told.prompt) { TapCard(card.name(), why, { on(HomeEvent.Open(card.record)) }) }
    }
}

/** The rest comes when it is asked for: an enumerator's unfinished forms are many, and each is drawn. */
@Composable
private fun <T> FirstFew(all: List<T>, card: @Composable (T) -> Unit) {
    var isWhole by rememberSaveable { mutableStateOf(false) }
    val shown = if (isWhole) all else all.take(FEW)
    for (one in shown) card(one)
    val rest = all.size - shown.size
    if (rest > 0) SideButton(pluralStringResource(R.plurals.home_more, rest, rest), { isWhole = true })
}

/** The title of its form; of a report that is put away the number alone. */
@Composable
private fun WordCard.name(): String = number?.let { stringResource(R.string.records_number, it) } ?: titleInWords(title.orEmpty())

/** What was said about a report: what happened, why, about which. */
@Composable
private fun NewsCard(card: WordCard, onClick: () -> Unit) {
    if (card.number != null) return TapCard(card.name(), stringResource(R.string.home_number_news), onClick)
    val locale = LocalConfiguration.current.locales[0]
    val accepted = card.told.verb == "submission.accept"
    val good = if (accepted) stringResource(R.string.home_good_news) else null
    val about = stringResource(R.string.records_made, dayAndHour(card.told.ms, locale), card.name())
    val what = card.told.what()
    Spoken(what, card.told.prompt ?: "home/accepted".takeIf { accepted }) {
        TapCard(what, listOfNotNull(good, card.told.why(), about).joinToString("\n"), onClick)
    }
}

/** What other apps handed over waits for as long as the other app lets it be read: it is to be put into a report soon. */
@Composable
private fun Shared(count: Int, on: (HomeEvent) -> Unit) {
    if (count == 0) return
    TapCard(pluralStringResource(R.plurals.share_waiting, count, count), stringResource(R.string.home_shared_line), { on(HomeEvent.Shared) })
}

/** Nothing is promised of it: what surely sends is the button above. */
@Composable
private fun Wake(card: WakeCard, on: (HomeEvent) -> Unit, onMaker: () -> Unit) {
    val how = when (card) {
        WakeCard.AUTOSTART -> R.string.home_wake_autostart
        WakeCard.BATTERY -> R.string.home_wake_battery
        WakeCard.OTHER -> R.string.home_wake_other
    }
    val lines = listOf(R.string.home_wake_line, how, R.string.home_wake_no_promise).map { stringResource(it) }
    WarnCard(stringResource(R.string.home_wake), lines.joinToString("\n"))
    SidePair(
        stringResource(R.string.home_wake_open), onMaker,
        stringResource(R.string.home_wake_away), { on(HomeEvent.WakeCardAway) },
    )
}

@Composable
private fun News(state: HomeState, on: (HomeEvent) -> Unit) {
    if (state.news.isEmpty()) return
    val heading = stringResource(R.string.home_news)
    Spoken(heading, "home/news") { Heading(heading) }
    for (card in state.news.take(MOST_NEWS)) NewsCard(card) { on(HomeEvent.Open(card.record)) }
    SideButton(stringResource(R.string.home_news_read), { on(HomeEvent.NewsRead) })
}

@Composable
private fun Drafts(state: HomeState, on: (HomeEvent) -> Unit) {
    if (state.drafts.isEmpty()) return
    val locale = LocalConfiguration.current.locales[0]
    val heading = stringResource(R.string.home_drafts)
    Spoken(heading, "home/drafts") { Heading(heading) }
    FirstFew(state.drafts) { draft ->
        val line = stringResource(R.string.home_draft_changed, dayAndHour(draft.changedMs, locale))
        TapCard(titleInWords(draft.title), line, { on(HomeEvent.Continue(draft.draft)) })
    }
}

@Composable
private fun Forms(state: HomeState, on: (HomeEvent) -> Unit) {
    Heading(stringResource(R.string.home_forms))
    when {
        state.forms.isEmpty() -> Text(stringResource(R.string.home_no_forms), style = MaterialTheme.typography.bodyLarge)
        state.waitsForHub -> {
            val words = stringResource(R.string.home_waits_for_hub)
            Spoken(words, "home/waits") { TellCard(words, null) }
        }
    }
    SpaceCard(state.space)
    for (form in state.forms) {
        TapCard(titleInWords(form.title), null, { on(HomeEvent.Start(form.id)) }, enabled = !state.waitsForHub && state.space != SpaceLeft.NONE)
    }
}

/** In words and counts; "received" is said only of what has a receipt. */
@Composable
private fun Sync(sync: SyncWords, on: (HomeEvent) -> Unit) {
    val locale = LocalConfiguration.current.locales[0]
    val lines = buildList {
        if (sync.reportsWaiting > 0) add(pluralStringResource(R.plurals.home_reports_waiting, sync.reportsWaiting, sync.reportsWaiting))
        if (sync.photosWaiting > 0) add(pluralStringResource(R.plurals.home_photos_waiting, sync.photosWaiting, sync.photosWaiting))
        if (isEmpty()) add(stringResource(if (sync.lastMs == null) R.string.home_never_sent else R.string.home_all_received))
    }
    val words = lines.joinToString("\n")
    val prompt = when {
        sync.running != null -> "sync/running"
        sync.waits -> "home/unsent"
        sync.lastMs == null -> "home/nothing"
        else -> "home/received"
    }
    val run = sync.running
    if (run != null) ScreenStaysOn()
    val line = run?.inWords() ?: sync.lastMs?.let { stringResource(R.string.home_last_sync, dayAndHour(it, locale)) }
    Spoken(words, prompt) { TellCard(words, line) }
    val send: () -> Unit = { on(HomeEvent.SendNow) }
    when {
        run != null -> MainButton(stringResource(R.string.home_sending), {}, enabled = false)
        sync.waits -> MainButton(stringResource(R.string.home_send_now), send)
        else -> SideButton(stringResource(R.string.home_ask_hub), send)
    }
}

private const val FEW = 5

/** The rest is under "Catatan saya". */
private const val MOST_NEWS = 3
