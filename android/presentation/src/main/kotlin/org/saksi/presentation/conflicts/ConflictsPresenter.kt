package org.saksi.presentation.conflicts

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import org.saksi.core.Answer
import org.saksi.core.ConflictView
import org.saksi.core.FieldException
import org.saksi.presentation.Notes
import org.saksi.presentation.Presenter
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.Failure
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.core.Jotted
import org.saksi.presentation.core.orElse
import org.saksi.presentation.form.wholeText
import org.saksi.presentation.report.Preview
import org.saksi.presentation.route.BackStack

/**
 * One conflict after the other, only her own. [notes] hold at which one she stands and whether she writes a third answer; what she
 * wrote of it is with the core alone.
 */
class ConflictsPresenter(
    private val core: Core,
    private val routes: BackStack,
    private val notes: Notes,
    private val scope: CoroutineScope,
) : Presenter<ConflictsState, ConflictsEvent> {
    /** How many were put off in this visit. */
    private var later = notes[LATER]?.toIntOrNull() ?: 0
    private val written = Jotted(core, "third", scope)
    private val now = MutableStateFlow(
        ConflictsState(ready = false, card = null, number = 0, of = 0, third = null, busy = false, failure = null),
    )
    override val state = now.asStateFlow()

    override fun on(event: ConflictsEvent) {
        if (now.value.busy) return
        when (event) {
            ConflictsEvent.Shown -> scope.launch { look() }
            is ConflictsEvent.Choose -> settle { card -> resolve(card.record, card.path, card.versions.first { it.entry == event.entry }.value) }
            ConflictsEvent.WriteThird -> writeThird()
            is ConflictsEvent.Third -> type(event.text)
            ConflictsEvent.KeepThird -> now.value.third?.let(::keepThird)
            ConflictsEvent.NoThird -> { third(null); scope.launch { written.forget() } }
            ConflictsEvent.Later -> putOff()
            ConflictsEvent.Back -> leave()
        }
    }

    override suspend fun handOver() = written.keep()

    /** From where she left it. */
    private fun writeThird() {
        third("")
        val key = now.value.card?.key() ?: return
        scope.launch { written.about(key)?.let { begun -> now.update { if (it.third == "") it.copy(third = begun) else it } } }
    }

    private fun type(text: String) {
        now.update { it.copy(third = text) }
        now.value.card?.let { written.write(it.key(), text) }
    }

    private fun third(text: String?) {
        notes[THIRD] = now.value.card?.key().takeIf { text != null }
        now.update { it.copy(third = text, failure = null) }
    }

    private fun keepThird(text: String) = settle { card ->
        resolveText(card.record, card.path, wholeText(card.question.kind, text, zoneMinutes = 0) ?: text)
    }

    private fun putOff() {
        later += 1
        notes[LATER] = later.toString()
        if (later < now.value.of) scope.launch { written.keep(); look() } else leave()
    }

    private fun leave() {
        scope.launch { written.keep() }
        notes[LATER] = null
        notes[THIRD] = null
        routes.back()
    }

    private fun settle(decide: FieldCore.(ConflictCard) -> String) {
        val card = now.value.card ?: return
        now.update { it.copy(busy = true, failure = null) }
        scope.launch {
            val settled = core.ask { decide(card) }.orElse(::fail)
            now.update { it.copy(busy = false) }
            if (settled == null) return@launch
            notes[THIRD] = null
            written.forget()
            look()
        }
    }

    private suspend fun look() {
        val seen = core.ask { seen() }.orElse(::fail) ?: return
        // What she is typing stays through a turn of the phone, and through the end of the process.
        val kept = seen.card?.takeIf { seen.third != null }?.let { written.about(it.key()) }
        now.update { before -> if (seen.third == null) seen else seen.copy(third = before.third ?: kept ?: seen.third) }
    }

    private fun FieldCore.seen(): ConflictsState {
        val mine = conflicts().filter { it.mine }
        val at = later.coerceAtMost((mine.size - 1).coerceAtLeast(0))
        val card = mine.getOrNull(at)?.let { card(it) }
        return ConflictsState(
            ready = true, card = card, number = at + 1, of = mine.size,
            third = if (card != null && notes[THIRD] == card.key()) "" else null, busy = false, failure = null,
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

    /** Tells conflicts apart: an entry is one value of one of them. */
    private fun ConflictCard.key() = versions.joinToString(" ") { it.entry }

    private companion object {
        const val LATER = "later"
        const val THIRD = "third"
    }
}
