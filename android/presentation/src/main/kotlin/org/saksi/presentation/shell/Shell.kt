package org.saksi.presentation.shell

import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import org.saksi.presentation.Notes
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.core.Gate
import org.saksi.presentation.route.BackStack

/** What stands at the bottom of everything: is there a profile, and is it open? */
sealed interface Stage {
    /** Nobody has joined on this phone. */
    data object Outside : Stage

    /** A PIN opens it. No name is shown here. */
    data object Locked : Stage

    /** [practice]: the project is one to practise in. */
    data class Open(val core: Core, val practice: Boolean) : Stage
}

/**
 * The app without its screens: opens and locks the profile, keeps the back stack. A locked app keeps
 * its back stack, so that a PIN after a restart leads back to the same question.
 */
class Shell(private val gate: Gate, private val background: CoroutineDispatcher, notes: Notes) {
    private val now = MutableStateFlow(if (gate.isJoined()) Stage.Locked else Stage.Outside)
    val stage: StateFlow<Stage> = now.asStateFlow()
    private val ownStack = BackStack(notes)
    private val practiceStack = BackStack(notes.of("practice"))

    /** Practice has places of its own: a draft of it is no draft of the real profile. */
    val backStack: BackStack get() = if (isPractice) practiceStack else ownStack

    private var field: FieldCore? = null
    val isPractice get() = (now.value as? Stage.Open)?.practice == true

    /** A profile was joined or unlocked. */
    fun opened(core: FieldCore) {
        field = core
        now.value = Stage.Open(Core(core, background), practice = false)
    }

    /** A project to practise in was opened; the real profile was locked before. */
    fun practising(core: FieldCore) {
        field = core
        practiceStack.home()
        now.value = Stage.Open(Core(core, background), practice = true)
    }

    /** Practice is over and what was practised is gone. */
    fun endPractice() {
        if (!isPractice) return
        close()
        lock()
        gate.wipePractice()
    }

    /**
     * Locks, or shows that there is nothing to lock any more. The core that was open is given back:
     * its caller closes it, once nothing wants to hand over anything to it.
     */
    fun lock(): FieldCore? {
        now.value = if (gate.isJoined()) Stage.Locked else Stage.Outside
        return field.also { field = null }
    }

    /** The end of the process, in good order. */
    fun close() {
        (field as? AutoCloseable)?.close()
        field = null
    }
}
