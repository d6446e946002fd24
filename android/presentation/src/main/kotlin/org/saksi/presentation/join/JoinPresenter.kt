package org.saksi.presentation.join

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import org.saksi.presentation.Notes
import org.saksi.presentation.Presenter
import org.saksi.presentation.Settings
import org.saksi.presentation.camera.CodeScan
import org.saksi.presentation.camera.ScanTools
import org.saksi.presentation.core.Failure
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.core.Gate
import org.saksi.presentation.core.Outcome
import org.saksi.presentation.core.attempt
import org.saksi.presentation.core.orElse
import org.saksi.presentation.phone.InMemory
import org.saksi.presentation.phone.Player
import org.saksi.presentation.phone.Voice
import org.saksi.presentation.shell.Entrance
import org.saksi.presentation.unlock.MAX_PIN
import org.saksi.presentation.unlock.MIN_PIN

/** What joining needs from the rest of the app. */
class JoinDoors(
    val gate: Gate,
    val handed: HandedFile,
    val settings: Settings,
    val background: CoroutineDispatcher,
    val scan: ScanTools,
    val voice: Voice,
    val player: Player,
    val entrance: Entrance,
    /** The way into practice. */
    val practice: Entrance,
)

/** Joins a project, offline: card and file, who and what, consent, a picture, a PIN. */
class JoinPresenter(
    private val doors: JoinDoors,
    private val notes: Notes,
    private val scope: CoroutineScope,
) : Presenter<JoinState, JoinEvent> {
    private val pin = StringBuilder()
    private var firstPin = ""
    private val now = MutableStateFlow(restored())
    override val state = now.asStateFlow()

    private val scanning = CodeScan(doors.scan, scope, ::codeIn, ::isCard, { told -> now.update { it.copy(scan = told) } }, ::scanned)

    init {
        // The card was read before the process ended: read it again, then go on where she was.
        val step = stepOf(notes["step"])
        if (step != JoinStep.Card) read(now.value.card, step)
        scope.coroutineContext[Job]?.invokeOnCompletion { doors.voice.end() }
    }

    override fun on(event: JoinEvent) {
        if (now.value.busy) return
        now.update { it.copy(failure = null, pinsDiffer = false, fileRefused = false) }
        when (event) {
            is JoinEvent.CardTyped -> typed(event.text)
            JoinEvent.Practise -> practise()
            JoinEvent.OtherLanguage -> doors.settings.choose(doors.settings.language.value.other)
            JoinEvent.Scan -> scan()
            is JoinEvent.Surface -> if (now.value.step == JoinStep.Scan) scanning.look(event.surface)
            JoinEvent.Asking -> scanning.asking()
            JoinEvent.AnsweredPermit -> scanning.look()
            is JoinEvent.Say -> say(event.text)
            is JoinEvent.FileOpened -> take(event)
            JoinEvent.FileRefused -> now.update { it.copy(fileRefused = true) }
            is JoinEvent.Answered -> answered(event.answer)
            is JoinEvent.Chosen -> now.update { it.copy(picture = event.picture) }.also { notes["picture"] = event.picture.code }
            is JoinEvent.Digit -> if (pin.length < MAX_PIN) entered { pin.append(event.digit) }
            JoinEvent.Erase -> entered { pin.setLength((pin.length - 1).coerceAtLeast(0)) }
            JoinEvent.Next -> next()
            JoinEvent.Back -> back()
        }
    }

    private fun practise() {
        now.update { it.copy(busy = true) }
        scope.launch {
            doors.practice.enter { doors.gate.practise(like = null) }.orElse(::fail)
            now.update { it.copy(busy = false) }
        }
    }

    private fun scan() {
        go(JoinStep.Scan)
        scanning.look()
    }

    /** As if she had typed it, and read at once. */
    private fun scanned(card: String) {
        typed(card)
        go(JoinStep.Card)
        read(card, JoinStep.Who)
    }

    private fun typed(text: String) {
        notes["card"] = text
        now.update { it.copy(card = text) }
    }

    private fun take(event: JoinEvent.FileOpened) {
        notes["file"] = event.name
        now.update { it.copy(fileName = event.name, busy = true) }
        scope.launch {
            attempt(doors.background) { doors.handed.keep(event.bytes) }.orElse(::fail)
            now.update { it.copy(busy = false) }
        }
    }

    private fun answered(answer: ConsentAnswer) {
        val purpose = (now.value.step as? JoinStep.Consent)?.purpose ?: return
        now.update { it.copy(answers = it.answers + (purpose to answer)) }
        notes["answers"] = now.value.answers.toLines()
        val following = Purpose.entries.getOrNull(purpose.ordinal + 1)
        go(
            when {
                purpose.isNeeded && answer != ConsentAnswer.YES -> JoinStep.Declined
                following != null -> JoinStep.Consent(following)
                else -> JoinStep.ChoosePicture
            },
        )
    }

    private fun next() {
        when (val step = now.value.step) {
            JoinStep.Card -> read(now.value.card, JoinStep.Who)
            JoinStep.Who -> go(JoinStep.Consent(Purpose.entries.first()))
            is JoinStep.Consent, JoinStep.Declined, JoinStep.Scan -> Unit
            JoinStep.ChoosePicture -> if (now.value.picture != null) go(JoinStep.Pin)
            JoinStep.Pin -> if (pin.length >= MIN_PIN) again()
            JoinStep.PinAgain -> if (step == JoinStep.PinAgain) confirm()
        }
    }

    private fun back() {
        when (val step = now.value.step) {
            JoinStep.Card -> Unit
            JoinStep.Who, JoinStep.Scan -> go(JoinStep.Card)
            is JoinStep.Consent -> go(before(step.purpose))
            JoinStep.Declined -> go(JoinStep.Consent(Purpose.COLLECT))
            JoinStep.ChoosePicture -> go(JoinStep.Consent(Purpose.entries.last()))
            JoinStep.Pin -> go(JoinStep.ChoosePicture)
            JoinStep.PinAgain -> go(JoinStep.Pin)
        }
    }

    private fun before(purpose: Purpose) =
        Purpose.entries.getOrNull(purpose.ordinal - 1)?.let { JoinStep.Consent(it) } ?: JoinStep.Who

    private fun read(card: String, then: JoinStep) {
        now.update { it.copy(busy = true) }
        scope.launch {
            attempt(doors.background) { doors.gate.preview(card, doors.handed.bytes()) }.orElse(::fail)?.let { invitation ->
                now.update { it.copy(invitation = invitation) }
                go(then)
            }
            now.update { it.copy(busy = false) }
        }
    }

    private fun again() {
        firstPin = pin.toString()
        go(JoinStep.PinAgain)
    }

    private fun confirm() {
        val same = pin.toString() == firstPin
        val chosen = firstPin
        firstPin = ""
        if (same) {
            join(chosen)
        } else {
            go(JoinStep.Pin)
            now.update { it.copy(pinsDiffer = true) }
        }
    }

    private fun join(chosen: String) {
        val asked = now.value
        now.update { it.copy(busy = true) }
        scope.launch {
            // Also where it is locked by now: she has joined.
            doors.entrance.enter { enter(asked, chosen) }.orElse {
                go(JoinStep.Pin)
                fail(it)
            }?.let { NAMES.forEach { notes[it] = null } }
            now.update { it.copy(busy = false) }
        }
    }

    private fun enter(asked: JoinState, chosen: String): FieldCore {
        doors.settings.consentsDue = asked.answers.toLines()
        doors.settings.picture = asked.picture?.code
        val core = doors.gate.join(asked.card, doors.handed.bytes(), chosen)
        signDueConsents(core, doors.settings)
        doors.handed.forget()
        return core
    }

    private fun entered(change: () -> Unit) {
        change()
        now.update { it.copy(entered = pin.length) }
    }

    private fun go(step: JoinStep) {
        pin.setLength(0)
        doors.voice.stop()
        doors.player.stop()
        if (now.value.step == JoinStep.Scan && step != JoinStep.Scan) scanning.end()
        if (step is JoinStep.Consent) scope.launch { hear(step.purpose) }
        // A PIN is asked anew after a restart: it is written down nowhere.
        notes["step"] = stepText(if (step == JoinStep.PinAgain) JoinStep.Pin else step)
        now.update { it.copy(step = step, entered = 0, scan = it.scan.takeIf { step == JoinStep.Scan }) }
    }

    /** By the recording that the project brought, else by the phone's own voice. */
    private fun say(text: String) {
        val language = doors.settings.language.value
        val spoken = (now.value.step as? JoinStep.Consent)?.let { recording(it.purpose) }
        if (spoken == null) return doors.voice.say(text, language)
        scope.launch {
            val plays = attempt(doors.background) { doors.player.play(InMemory(spoken)) {} }
            if (plays != Outcome.Done(true)) doors.voice.say(text, language)
        }
    }

    private fun recording(purpose: Purpose) = now.value.invitation?.recording(purpose, doors.settings.language.value)

    private suspend fun hear(purpose: Purpose) {
        if (recording(purpose) != null) return now.update { it.copy(voice = VoiceHeard.RECORDED) }
        if (now.value.voice == VoiceHeard.THERE || now.value.voice == VoiceHeard.NONE) return
        val speaks = doors.voice.speaks(doors.settings.language.value)
        now.update { it.copy(voice = if (speaks) VoiceHeard.THERE else VoiceHeard.NONE) }
    }

    private fun fail(failure: Failure) = now.update { it.copy(failure = failure) }

    private fun restored() = JoinState(
        step = JoinStep.Card,
        card = notes["card"].orEmpty(),
        fileName = notes["file"],
        fileRefused = false,
        invitation = null,
        scan = null,
        voice = VoiceHeard.ASKING,
        answers = readAnswers(notes["answers"]),
        picture = Picture.of(notes["picture"]),
        entered = 0,
        pinsDiffer = false,
        busy = false,
        failure = null,
    )

    private companion object {
        val NAMES = listOf("step", "card", "file", "answers", "picture")
    }
}
