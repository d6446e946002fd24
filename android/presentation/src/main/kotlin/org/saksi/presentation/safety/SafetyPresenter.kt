package org.saksi.presentation.safety

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import org.saksi.presentation.Presenter
import org.saksi.presentation.Settings
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.Failure
import org.saksi.presentation.core.Gate
import org.saksi.presentation.core.attempt
import org.saksi.presentation.core.orElse
import org.saksi.presentation.phone.Disguise
import org.saksi.presentation.route.BackStack
import org.saksi.presentation.unlock.MAX_PIN
import org.saksi.presentation.unlock.MIN_PIN

/** What [SafetyPresenter] reaches outside the core. */
class SafetyDoors(
    val gate: Gate,
    val settings: Settings,
    val disguise: Disguise,
    val background: CoroutineDispatcher,
    /** Closes the core: the PIN is asked again. */
    val lock: () -> Unit,
    /** The profile is gone: everything that stood for her goes too. */
    val wiped: () -> Unit,
)

/** Lock, disguise, PIN, participation record, wipe. */
class SafetyPresenter(
    private val core: Core,
    private val routes: BackStack,
    private val doors: SafetyDoors,
    private val scope: CoroutineScope,
) : Presenter<SafetyState, SafetyEvent> {
    private val digits = StringBuilder()
    private var old = ""
    private var new = ""
    private val now = MutableStateFlow(
        SafetyState(
            lockAfter = doors.settings.lockAfter.value, discreet = doors.settings.discreet.value, wiping = false,
            pin = null, exported = false, busy = false, failure = null,
        ),
    )
    override val state = now.asStateFlow()

    override fun on(event: SafetyEvent) {
        if (now.value.busy) return
        now.update { it.copy(failure = null, exported = false) }
        when (event) {
            is SafetyEvent.LockAfterChosen -> {
                doors.settings.choose(event.after)
                now.update { it.copy(lockAfter = event.after) }
            }
            is SafetyEvent.Discreet -> {
                doors.settings.chooseDiscreet(event.on)
                doors.disguise.wear(event.on)
                now.update { it.copy(discreet = event.on) }
            }
            SafetyEvent.LockNow -> doors.lock()
            SafetyEvent.ChangePin -> ask(PinStep.OLD)
            is SafetyEvent.Digit -> entered { if (digits.length < MAX_PIN) digits.append(event.digit) }
            SafetyEvent.Erase -> entered { if (digits.isNotEmpty()) digits.setLength(digits.length - 1) }
            SafetyEvent.NextPin -> if (digits.length >= MIN_PIN) nextPin()
            is SafetyEvent.Export -> export(event)
            SafetyEvent.AskWipe -> now.update { it.copy(wiping = true) }
            SafetyEvent.Wipe -> if (now.value.wiping) wipe()
            SafetyEvent.Back -> back()
        }
    }

    private fun back() {
        val state = now.value
        forgetPins()
        if (state.wiping || state.pin != null) now.update { it.copy(wiping = false, pin = null) } else routes.back()
    }

    private fun ask(step: PinStep, differ: Boolean = false) {
        digits.setLength(0)
        now.update { it.copy(pin = PinChange(step, entered = 0, differ = differ)) }
    }

    private fun entered(change: () -> Unit) {
        change()
        now.update { it.copy(pin = it.pin?.copy(entered = digits.length)) }
    }

    private fun nextPin() {
        val pin = digits.toString()
        when (now.value.pin?.step) {
            PinStep.OLD -> {
                old = pin
                ask(PinStep.NEW)
            }
            PinStep.NEW -> {
                new = pin
                ask(PinStep.AGAIN)
            }
            PinStep.AGAIN -> if (pin == new) changePin() else ask(PinStep.NEW, differ = true)
            null -> Unit
        }
    }

    private fun changePin() {
        val (from, to) = old to new
        forgetPins()
        now.update { it.copy(busy = true) }
        scope.launch {
            val changed = attempt(doors.background) { doors.gate.changePin(from, to) }.orElse(::fail)
            now.update { it.copy(busy = false, pin = null) }
            // The new PIN is asked at once, so that a slip shows while she still remembers.
            if (changed != null) doors.lock()
        }
    }

    private fun forgetPins() {
        digits.setLength(0)
        old = ""
        new = ""
    }

    private fun export(to: SafetyEvent.Export) = working {
        core.ask { to.write(participationRecord().encodeToByteArray()) }.orElse(::fail)?.let {
            now.update { it.copy(exported = true) }
        }
    }

    private fun wipe() = working {
        val done = core.ask { panicWipe() }
        // The key goes first: even if the rest failed, there is no profile any more.
        if (doors.gate.isJoined()) done.orElse(::fail) else doors.wiped()
    }

    private fun working(work: suspend () -> Unit) {
        now.update { it.copy(busy = true) }
        scope.launch {
            work()
            now.update { it.copy(busy = false) }
        }
    }

    private fun fail(failure: Failure) = now.update { it.copy(failure = failure) }
}
