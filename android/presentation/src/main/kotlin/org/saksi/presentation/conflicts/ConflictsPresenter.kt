package org.saksi.presentation.conflicts

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import org.saksi.core.Answer
import org.saksi.core.ConflictView
import org.saksi.core.FieldException
import org.saksi.presentation.Presenter
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.Failure
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.core.orElse
import org.saksi.presentation.report.Preview
import org.saksi.presentation.route.BackStack

/** One conflict after the other, only her own. */
class ConflictsPresenter(
    private val core: Core,
    private val routes: BackStack,
    private val scope: CoroutineScope,
) : Presenter<ConflictsState, ConflictsEvent> {
    /** How many were put off in this visit. */
    private var later = 0
    private val now = MutableStateFlow(
        ConflictsState(ready = false, card = null, number = 0, of = 0, third = null, busy = false, failure = null),
    )
    override val state = now.asStateFlow()

    override fun on(event: ConflictsEvent) {
        if (now.value.busy) return
        when (event) {
            ConflictsEvent.Shown -> scope.launch { look() }
            is ConflictsEvent.Choose -> settle { card -> resolve(card.record, card.path, card.versions.first { it.entry == event.entry }.value) }
            ConflictsEvent.WriteThird -> now.update { it.copy(third = "", failure = null) }
            is ConflictsEvent.Third -> now.update { it.copy(third = event.text) }
            ConflictsEvent.KeepThird -> now.value.third?.let { text -> settle { card -> resolveText(card.record, card.path, text) } }
            ConflictsEvent.NoThird -> now.update { it.copy(third = null, failure = null) }
            ConflictsEvent.Later -> putOff()
            ConflictsEvent.Back -> routes.back()
        }
    }

    private fun putOff() {
        later += 1
        if (later < now.value.of) scope.launch { look() } else routes.back()
    }

    private fun settle(decide: FieldCore.(ConflictCard) -> String) {
        val card = now.value.card ?: return
        now.update { it.copy(busy = true, failure = null) }
        scope.launch {
            val settled = core.ask { decide(card) }.orElse(::fail)
            now.update { it.copy(busy = false) }
            if (settled != null) look()
        }
    }

    private suspend fun look() {
        val seen = core.ask { seen() }.orElse(::fail) ?: return
        now.value = seen
    }

    private fun FieldCore.seen(): ConflictsState {
        val mine = conflicts().filter { it.mine }
        val at = later.coerceAtMost((mine.size - 1).coerceAtLeast(0))
        return ConflictsState(
            ready = true, card = mine.getOrNull(at)?.let { card(it) }, number = at + 1, of = mine.size,
            third = null, busy = false, failure = null,
        )
    }

    private fun FieldCore.card(conflict: ConflictView): ConflictCard {
        val form = report(conflict.record).form
        val written = timeline(conflict.record).associate { it.entry to it.deviceMs }
        val versions = conflict.live.map { live ->
            val question = readValue(conflict.record, conflict.path, live.value)
            Version(live.entry, live.value, question, written[live.entry], (question.value as? Answer.Media)?.let { preview(it.v1) })
        }.sortedBy { it.writtenMs }
        return ConflictCard(
            record = conflict.record,
            path = conflict.path,
            title = forms().firstOrNull { it.id == form }?.title,
            question = versions.first().question,
            versions = versions,
        )
    }

    private fun FieldCore.preview(evidence: String): Preview? = try {
        Preview(openBlob(evidence, "preview"))
    } catch (_: FieldException.Failed) {
        null
    }

    private fun fail(failure: Failure) = now.update { it.copy(failure = failure) }
}
