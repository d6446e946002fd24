package org.saksi.presentation.report

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.drop
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import org.saksi.core.Answer
import org.saksi.core.ReportStanding
import org.saksi.presentation.Notes
import org.saksi.presentation.Presenter
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.Failure
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.core.Outcome
import org.saksi.presentation.core.orElse
import org.saksi.presentation.route.BackStack
import org.saksi.presentation.route.Route
import org.saksi.presentation.sending.Sends

/**
 * One report: read, checked, sent again, corrected, withdrawn. [words] is the core's list of coded
 * reasons; [syncs] tells of each background sync; [notes] hold that she is taking it back, and the reason she chose.
 */
class ReportPresenter(
    private val record: String,
    private val core: Core,
    private val routes: BackStack,
    private val words: CodeList,
    syncs: Flow<Int>,
    private val notes: Notes,
    private val sends: Sends,
    private val scope: CoroutineScope,
) : Presenter<ReportState, ReportEvent> {
    private val now = MutableStateFlow(nothingYet())
    override val state = now.asStateFlow()

    init {
        scope.launch { syncs.drop(1).collect { if (now.value.ready) look() } }
    }

    override fun on(event: ReportEvent) {
        when (event) {
            ReportEvent.Shown -> scope.launch { look() }
            ReportEvent.Edit -> work { core.ask { edit(record) }.orElse(::fail)?.let { routes.go(Route.Form(it)) } }
            ReportEvent.SendAgain -> work { sends.begin(core).await().orElse(::fail) }
            ReportEvent.Conflicts -> routes.go(Route.Conflicts)
            ReportEvent.AskWithdraw -> withdrawing(Withdrawing(null))
            is ReportEvent.Reason -> withdrawing(Withdrawing(event.reason))
            ReportEvent.KeepIt -> withdrawing(null)
            ReportEvent.Withdraw -> now.value.withdrawing?.reason?.let { reason -> change { erase(record, reason.code) } }
            ReportEvent.Back -> routes.back()
        }
    }

    private fun withdrawing(asked: Withdrawing?) {
        notes[record] = asked?.run { reason?.code.orEmpty() }
        now.update { it.copy(withdrawing = asked) }
    }

    private fun withdrawingByNote(): Withdrawing? = notes[record]?.let { code -> Withdrawing(WithdrawReason.entries.firstOrNull { it.code == code }) }

    private fun change(change: FieldCore.() -> Unit) = work {
        core.ask(change).orElse(::fail)
        look()
    }

    /** One thing after the other: a second tap does nothing. */
    private fun work(work: suspend () -> Unit) {
        if (now.value.busy) return
        withdrawing(null)
        now.update { it.copy(busy = true, failure = null) }
        scope.launch {
            work()
            now.update { it.copy(busy = false) }
        }
    }

    private suspend fun look() {
        val seen = core.ask { seen(now.value) }.orElse(::fail) ?: return
        now.update { seen.copy(withdrawing = it.withdrawing.takeIf { seen.putAway == null }, busy = it.busy, failure = it.failure) }
        // Checking reads every byte of a photo, so the words come first and each photo when it is done.
        for (id in seen.answers.mapNotNull { (it.question.value as? Answer.Media)?.v1 }) {
            val told = checked(id)
            now.update { it.copy(evidence = it.evidence + (id to told)) }
        }
    }

    private fun FieldCore.seen(before: ReportState): ReportState {
        val report = report(record)
        if (report.putAway != null) {
            notes[record] = null
            return nothingYet().copy(ready = true, putAway = report.putAway)
        }
        return before.copy(
            ready = true,
            title = forms().firstOrNull { it.id == report.form }?.title,
            madeMs = report.madeMs,
            putAway = null,
            standing = report.standing,
            answers = if (report.standing == ReportStanding.WITHDRAWN) emptyList() else readRecord(record),
            told = report.acts.mapNotNull { it.toldLine(words) }.reversed(),
            conflicts = conflicts().count { it.mine && it.record == record },
        )
    }

    private suspend fun checked(id: String): EvidenceTold {
        // A photo of faces that did not agree has no small picture: that is no failure.
        val preview = (core.ask { openBlob(id, "preview") } as? Outcome.Done)?.let { Preview(it.value) }
        val stamp = (core.ask { evidenceStamp(id) } as? Outcome.Done)?.value
        return when (val grade = core.ask { evidenceGrade(id) to verifyEvidence(id) }) {
            is Outcome.Done -> EvidenceTold(grade.value.first, grade.value.second, preview, stamp, failure = null)
            is Outcome.Failed -> EvidenceTold(null, emptyList(), preview, stamp, grade.failure)
        }
    }

    private fun fail(failure: Failure) = now.update { it.copy(failure = failure) }

    private fun nothingYet() = ReportState(
        ready = false, title = null, madeMs = 0, putAway = null, standing = ReportStanding.WAITING, answers = emptyList(),
        evidence = emptyMap(), told = emptyList(), conflicts = 0, withdrawing = withdrawingByNote(), busy = false, failure = null,
    )
}
