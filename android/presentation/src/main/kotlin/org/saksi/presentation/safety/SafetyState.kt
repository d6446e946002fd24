package org.saksi.presentation.safety

import org.saksi.presentation.core.Failure
import org.saksi.presentation.shell.LockAfter

/** What protects her on this phone, and what it cannot do. */
data class SafetyState(
    val lockAfter: LockAfter,
    /** Another icon and name among the apps. */
    val discreet: Boolean,
    /** The question before the wipe is on screen. */
    val wiping: Boolean,
    val pin: PinChange?,
    /** Her participation record was written where she chose. */
    val exported: Boolean,
    val busy: Boolean,
    val failure: Failure?,
)

/** A new PIN, one question after the other. */
data class PinChange(
    val step: PinStep,
    /** How many digits are in; the digits themselves never stand in a state. */
    val entered: Int,
    /** The second was not the first: the new one is asked again. */
    val differ: Boolean,
)

enum class PinStep { OLD, NEW, AGAIN }
