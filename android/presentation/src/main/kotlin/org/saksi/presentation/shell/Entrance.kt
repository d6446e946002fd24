package org.saksi.presentation.shell

import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.core.Outcome

/** The way in for a core that is being opened, which takes a second because a PIN is slow on purpose. */
fun interface Entrance {
    /**
     * Closes first what was open before, then calls [open] off the main thread. False: the app was
     * locked meanwhile, by a dark screen for example; then what was opened is closed again.
     */
    suspend fun enter(open: () -> FieldCore): Outcome<Boolean>
}
