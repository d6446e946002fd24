package org.saksi.presentation.core

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext

/**
 * A text that she is writing and that is no answer yet. It lies sealed with the core, a moment after she stopped typing: nothing
 * of it is in the notes that Android keeps. One at a time under a [name], with what it is about.
 */
class Jotted(private val core: Core, private val name: String, private val scope: CoroutineScope) {
    private var unkept: String? = null
    private var pause: Job? = null

    /** One call of the core after the other: what is forgotten must not come back by a call that began before. */
    private val turn = Mutex()

    fun write(about: String, text: String) {
        unkept = "$about\n$text"
        pause?.cancel()
        pause = scope.launch {
            delay(PAUSE_MS)
            keep()
        }
    }

    /** Also if the scope is ending. */
    suspend fun keep() = withContext(NonCancellable) {
        turn.withLock {
            val text = unkept
            if (text != null && core.ask { jot(name, text) } is Outcome.Done && unkept == text) unkept = null
        }
    }

    /** What was written about this; null if nothing was, or about something else. */
    suspend fun about(what: String): String? = turn.withLock {
        val kept = unkept ?: core.ask { jotted(name) }.orElse {}
        kept?.takeIf { it.startsWith("$what\n") }?.substringAfter('\n')
    }

    suspend fun forget() {
        pause?.cancel()
        unkept = null
        turn.withLock { core.ask { jot(name, null) } }
    }

    private companion object {
        const val PAUSE_MS = 500L
    }
}
