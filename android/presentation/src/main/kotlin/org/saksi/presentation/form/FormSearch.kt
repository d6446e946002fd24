package org.saksi.presentation.form

import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.update
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.Failure
import org.saksi.presentation.core.orElse

/** Searches in long lists: what is typed shows at once, and an older search never overtakes a newer one. */
internal class FormSearch(
    private val core: Core,
    private val draft: String,
    private val now: MutableStateFlow<FormState>,
    private val fail: (Failure) -> Unit,
    private val inTurn: (suspend () -> Unit) -> Unit,
) {
    fun find(place: String, text: String) {
        now.update { it.copy(found = it.found + (place to Found(text, it.found[place]?.choices.orEmpty()))) }
        inTurn {
            if (now.value.found[place]?.text != text) return@inTurn
            val choices = core.ask { findChoices(draft, place, text) }.orElse(fail) ?: return@inTurn
            now.update { if (it.found[place]?.text == text) it.copy(found = it.found + (place to Found(text, choices))) else it }
        }
    }
}
