package org.saksi.app.safety

import org.saksi.presentation.safety.PinChange
import org.saksi.presentation.safety.PinStep
import org.saksi.presentation.safety.SafetyState
import org.saksi.presentation.shell.LockAfter

object SafetySamples {
    val plain = SafetyState(
        lockAfter = LockAfter.FIVE_MINUTES, discreet = true, wiping = false, pin = null, exported = false, busy = false, failure = null,
    )
    val wiping = plain.copy(wiping = true)
    val newPin = plain.copy(pin = PinChange(PinStep.NEW, entered = 2, differ = true))
}
