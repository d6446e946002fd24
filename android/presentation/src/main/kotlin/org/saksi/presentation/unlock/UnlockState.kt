package org.saksi.presentation.unlock

import org.saksi.presentation.core.Failure

/** A pad and nothing else: no name, no project, not even how long the PIN is. */
data class UnlockState(
    /** How many digits are in; the digits themselves never stand in a state. */
    val entered: Int,
    val busy: Boolean,
    val failure: Failure?,
)
