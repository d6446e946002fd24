package org.saksi.presentation.unlock

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.launch
import org.saksi.presentation.Presenter
import org.saksi.presentation.Settings
import org.saksi.presentation.core.Gate
import org.saksi.presentation.core.Outcome
import org.saksi.presentation.join.signDueConsents
import org.saksi.presentation.shell.Entrance

/** Opens the profile by its PIN. */
class UnlockPresenter(
    private val gate: Gate,
    private val settings: Settings,
    private val entrance: Entrance,
    private val scope: CoroutineScope,
) : Presenter<UnlockState, UnlockEvent> {
    private val pin = StringBuilder()
    private val now = MutableStateFlow(UnlockState(entered = 0, busy = false, failure = null))
    override val state = now.asStateFlow()

    override fun on(event: UnlockEvent) {
        if (now.value.busy) return
        when (event) {
            is UnlockEvent.Digit -> if (pin.length < MAX_PIN) pin.append(event.digit)
            UnlockEvent.Erase -> if (pin.isNotEmpty()) pin.setLength(pin.length - 1)
            UnlockEvent.Open -> return open()
        }
        now.value = UnlockState(entered = pin.length, busy = false, failure = null)
    }

    private fun open() {
        val tried = pin.toString()
        pin.setLength(0)
        now.value = UnlockState(entered = tried.length, busy = true, failure = null)
        scope.launch {
            val entered = entrance.enter { gate.open(tried).also { signDueConsents(it, settings) } }
            now.value = UnlockState(entered = 0, busy = false, failure = (entered as? Outcome.Failed)?.failure)
        }
    }
}

/** Digits of a PIN, at least and at most. */
const val MIN_PIN = 4
const val MAX_PIN = 12
