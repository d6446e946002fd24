package org.saksi.presentation.form

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.Failure
import org.saksi.presentation.core.Outcome

/** What stands in the fields of a form's page: handed over a moment after she stopped typing, and before everything else. */
internal class FormTyping(
    private val core: Core,
    private val draft: String,
    private val tools: FormTools,
    private val now: MutableStateFlow<FormState>,
    private val scope: CoroutineScope,
    private val turn: Mutex,
    private val fail: (Failure) -> Unit,
) {
    /** Texts that the core does not have yet, by place. */
    private val unstored = mutableMapOf<String, String>()
    private var pause: Job? = null

    fun typed(place: String, text: String) {
        put(place, text)
        pause?.cancel()
        pause = scope.launch {
            delay(PAUSE_MS)
            turn.withLock { store() }
        }
    }

    /** As if she had typed it, and stored at once. Called in turn, as the next. */
    suspend fun written(place: String, text: String) {
        put(place, text)
        store()
    }

    /** Also if the scope is ending. False: not all of it is an answer, or could be stored. */
    suspend fun store(): Boolean {
        if (unstored.isEmpty()) return now.value.unread.isEmpty()
        val texts = unstored.toMap()
        withContext(NonCancellable) { texts.forEach { (place, text) -> storeOne(place, text) } }
        return unstored.isEmpty() && now.value.unread.isEmpty()
    }

    /** What was typed at [place], or anywhere, is no longer wanted. */
    fun forget(place: String? = null) {
        if (place == null) unstored.clear() else unstored.remove(place)
    }

    private fun put(place: String, text: String) {
        tools.busy()
        now.update { it.copy(typed = it.typed + (place to text), unread = it.unread - place) }
        unstored[place] = text
    }

    private suspend fun storeOne(place: String, text: String) {
        val kind = now.value.question(place)?.kind
        val stored = wholeText(kind, text, tools.zoneMinutes())
        val told = if (stored == null) null else core.ask { answerText(draft, place, stored) }
        when {
            told is Outcome.Done -> {
                unstored.remove(place, text)
                now.update { it.copy(view = told.value, unread = it.unread - place) }
            }
            told is Outcome.Failed && !told.failure.code.startsWith(NO_ANSWER) -> fail(told.failure)
            else -> {
                // What is no answer is not kept waiting: it stands in its field and is said to be none.
                unstored.remove(place, text)
                now.update { it.copy(unread = it.unread + place) }
            }
        }
    }

    private companion object {
        const val PAUSE_MS = 400L
        const val NO_ANSWER = "answer_"
    }
}
