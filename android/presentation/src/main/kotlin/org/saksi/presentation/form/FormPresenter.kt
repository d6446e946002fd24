package org.saksi.presentation.form

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import org.saksi.core.Answer
import org.saksi.core.Appearance
import org.saksi.core.DraftView
import org.saksi.core.GeoPoint
import org.saksi.core.QuestionType
import org.saksi.core.QuestionView
import org.saksi.core.StepKind
import org.saksi.presentation.Presenter
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.Failure
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.core.Jotted
import org.saksi.presentation.core.Outcome
import org.saksi.presentation.core.orElse
import org.saksi.presentation.permit.Need
import org.saksi.presentation.route.BackStack
import org.saksi.presentation.route.Route

/**
 * One draft, a screen at a time. Which screen comes next, what is asked and what fails is the core's;
 * here is only when it is told: taps at once, typed text a moment later and before everything else.
 */
class FormPresenter(
    private val core: Core,
    private val routes: BackStack,
    private val at: Route.Form,
    private val tools: FormTools,
    private val scope: CoroutineScope,
) : Presenter<FormState, FormEvent> {
    private val now = MutableStateFlow(nothingYet(tools))
    override val state = now.asStateFlow()

    /** One call of the core after the other, in the order of the taps. */
    private val turn = Mutex()

    /** She was held back on this page, because something on it cannot be kept, and could read why. */
    private var heldBack = false
    private val typing = FormTyping(core, at.draft, tools, now, scope, turn, ::fail)
    private val captures = FormCaptures(core, at.draft, tools, now, scope)
    private val media = FormMedia(core, at.draft, tools.player, now, scope)
    private val search = FormSearch(core, at.draft, now, ::fail, ::inTurn)
    private val track = FormTrack(core, at.draft, tools.gps, scope)
    private val reason = Jotted(core, "reason", scope)
    private val scan = FormScan(tools.scan, now, scope) { place, text -> inTurn { typing.written(place, text) } }

    override fun on(event: FormEvent) {
        when (event) {
            FormEvent.Shown -> inTurn { look(); track.begin() }
            FormEvent.Hidden -> inTurn { quiet(); track.end(); scan.rest(); store() }
            FormEvent.Next -> inTurn { next() }
            FormEvent.Previous -> inTurn { previous() }
            FormEvent.PutOff -> inTurn { move { next(at.draft) } }
            is FormEvent.Jump -> inTurn { move { event.place?.let { jump(at.draft, it) } ?: jumpToEnd(at.draft) } }
            is FormEvent.Overview -> if (event.show) inTurn { overview() } else now.update { it.copy(overview = null) }
            is FormEvent.Typed -> { heldBack = false; typing.typed(event.place, event.text) }
            is FormEvent.Chosen -> inTurn { choose(event.place, event.answer) }
            is FormEvent.Toggled -> inTurn { question(event.place)?.let { choose(it.place, toggled(it.value, event.code)) } }
            is FormEvent.Moved -> inTurn { question(event.place)?.let { choose(it.place, moved(it, event.code, event.by)) } }
            is FormEvent.Open -> now.update { it.copy(opened = event.place) }
            is FormEvent.Search -> search.find(event.place, event.text)
            is FormEvent.TakePhoto -> leaveFor(Route.Camera(at.draft, event.place, ghost = null))
            is FormEvent.UseShared -> leaveFor(Route.Shared(at.draft, event.place))
            is FormEvent.Locate -> leaveFor(Route.Location(at.draft, event.place))
            is FormEvent.PointOnMap -> leaveFor(Route.PickPoint(at.draft, event.place))
            is FormEvent.AddPoint -> addPoint(event.place)
            is FormEvent.RemovePoint -> inTurn { question(event.place)?.let { points(it, pointsOf(it).dropLast(1)) } }
            is FormEvent.Aim -> captures.aim(event.place)
            FormEvent.UseDirection -> useDirection()
            is FormEvent.AskingPermit -> tools.permits.asked(event.need)
            is FormEvent.Draw -> now.update { it.copy(drawing = event.place) }
            is FormEvent.Record -> record(event.place)
            FormEvent.StopRecording -> inTurn { look() }
            is FormEvent.Brought -> inTurn { bring(event.place, event.file) }
            else -> onSenses(event)
        }
    }

    /** What is heard and seen on the page. */
    private fun onSenses(event: FormEvent) {
        when (event) {
            is FormEvent.Play -> scope.launch { media.play(event.heard) }
            is FormEvent.ScanCode -> event.place?.let(scan::begin) ?: scan.end()
            is FormEvent.Surface -> scan.look(event.surface)
            else -> onDraft(event)
        }
    }

    /** What is about rows and the draft as a whole. */
    private fun onDraft(event: FormEvent) {
        when (event) {
            is FormEvent.AddRow -> inTurn { move { addRow(at.draft, event.repeat); view(at.draft) } }
            is FormEvent.AskRemoveRow -> now.update { it.copy(asking = Asking.RemoveRow(event.row, event.label)) }
            FormEvent.AskDiscard -> now.update { it.copy(asking = Asking.Discard) }
            is FormEvent.Reasoned -> {
                now.update { it.copy(asking = Asking.Reason(event.text)) }
                reason.write(at.draft, event.text)
            }
            FormEvent.NotNow -> now.update { it.copy(asking = null) }
            FormEvent.Confirm -> inTurn { confirm() }
            FormEvent.Submit -> inTurn { submit() }
            FormEvent.Leave -> inTurn { leave() }
            FormEvent.Dismiss -> now.update { it.copy(failure = null) }
            else -> Unit
        }
    }

    override suspend fun handOver() = turn.withLock {
        quiet()
        store()
        reason.keep()
    }

    private fun inTurn(work: suspend () -> Unit) {
        scope.launch { turn.withLock { work() } }
    }

    private suspend fun look() {
        store()
        scan.look()
        val (location, microphone) = tools.permits.of(Need.LOCATION) to tools.permits.of(Need.MICROPHONE)
        now.update { it.copy(location = location, microphone = microphone, shared = tools.shared.waiting.value.size) }
        core.ask { entered(at.draft) }.orElse(::fail)?.let { show(it) }
    }

    private suspend fun show(view: DraftView) {
        val moved = now.value.view?.step?.let { it.place != view.step.place || it.kind != view.step.kind } ?: true
        now.update { if (moved) it.movedTo(view) else it.copy(view = view) }
        if (moved) leaveFields()
        media.load(view)
    }

    private suspend fun overview() {
        store()
        core.ask { steps(at.draft) }.orElse(::fail)?.let { steps -> now.update { it.copy(overview = steps) } }
    }

    private fun leaveFields() {
        typing.forget()
        heldBack = false
        quiet()
        scan.end()
    }

    /** Compass and loudspeaker rest. */
    private fun quiet() {
        captures.aim(null)
        media.stop()
    }

    /** The loudspeaker is silent then: a microphone hears it. */
    private fun record(place: String) {
        media.stop()
        captures.record(place, question(place)?.parameters?.quality) { inTurn { look() } }
    }

    private fun useDirection() {
        val aimed = now.value.aiming ?: return
        captures.aim(null)
        aimed.degrees?.let { typing.typed(aimed.place, it.toString()) }
    }

    /** Hands over what was typed and what is being recorded, also if this scope is ending. False: not all of it is an answer, or could be stored. */
    private suspend fun store(): Boolean {
        val kept = withContext(NonCancellable) { captures.keepRecording().orElse(::fail) }
        return typing.store() && kept != null
    }

    private fun question(place: String): QuestionView? = now.value.question(place)

    private suspend fun choose(place: String, answer: Answer?) {
        typing.forget(place)
        val closes = question(place)?.kind !is QuestionType.SelectMultiple
        now.update { it.copy(typed = it.typed - place, unread = it.unread - place, opened = it.opened.takeUnless { closes }) }
        val view = core.ask { answer(at.draft, place, answer) }.orElse(::fail) ?: return
        val quick = answer is Answer.One && question(place)?.appearance.orEmpty().any { it is Appearance.Quick }
        show(view)
        if (quick && view.mayGoOn(place)) move { next(at.draft) }
    }

    /** On, unless something is wrong or missing here: then that is said first. */
    private suspend fun next() {
        store()
        val stuck = now.value.stuck()
        if (stuck.isEmpty()) move { next(at.draft) } else now.update { it.copy(told = it.told + stuck) }
    }

    /** Back; from the first question out of the form, with everything stored. */
    private suspend fun previous() {
        if (!mayGo()) return
        val view = core.ask { previous(at.draft) }.orElse(::fail) ?: return
        if (view.step.kind == StepKind.START) routes.back() else show(view)
    }

    private suspend fun move(go: FieldCore.() -> DraftView) {
        store()
        now.update { it.copy(overview = null) }
        core.ask(go).orElse(::fail)?.let { show(it) }
    }

    /** Out, with everything stored. */
    private suspend fun leave() {
        if (mayGo()) routes.back()
    }

    /** What is no answer, or cannot be stored, holds her back once, so that she reads why. */
    private suspend fun mayGo(): Boolean = (store() || heldBack).also { heldBack = !it }

    private fun leaveFor(route: Route) = inTurn {
        store()
        routes.go(route)
    }

    private fun pointsOf(question: QuestionView) = now.value.points[question.place] ?: question.value.points()

    private suspend fun points(question: QuestionView, points: List<GeoPoint>) {
        now.update { it.copy(points = it.points + (question.place to points)) }
        val answer = lineOf(question.kind, points)
        if (answer != null || question.value != null) choose(question.place, answer)
    }

    private fun addPoint(place: String) = captures.measure(place) { point ->
        turn.withLock { question(place)?.let { points(it, pointsOf(it) + point) } }
    }

    private suspend fun bring(place: String, file: BroughtFile) {
        media.stop()
        captures.bring(place, file).orElse(::fail)
        look()
    }

    private suspend fun confirm() {
        val asked = now.value.asking
        now.update { it.copy(asking = null) }
        when (asked) {
            is Asking.RemoveRow -> move { removeRow(at.draft, asked.row.place) }
            Asking.Discard -> core.ask { discard(at.draft) }.orElse(::fail)?.let { reason.forget(); routes.back() }
            is Asking.Reason -> core.ask { auditReason(at.draft, asked.text) }.orElse(::fail)?.let { reason.forget(); submit() }
            null -> Unit
        }
    }

    private suspend fun submit() {
        if (!store()) return
        now.update { it.copy(busy = true, failure = null) }
        val done = core.ask { submit(at.draft) }
        now.update { it.copy(busy = false) }
        when {
            done is Outcome.Done -> done.value?.let { routes.replace(Route.Report(it)) } ?: routes.back()
            done is Outcome.Failed && done.failure.code == REASON_WANTED -> askWhy()
            else -> done.orElse(::fail)
        }
    }

    private suspend fun askWhy() {
        val begun = reason.about(at.draft)
        now.update { it.copy(asking = Asking.Reason(begun.orEmpty())) }
    }

    private fun fail(failure: Failure) = now.update { it.copy(failure = failure) }

    private companion object {
        const val REASON_WANTED = "form_reason_wanted"
    }
}
