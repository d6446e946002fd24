package org.saksi.presentation.form

import org.saksi.core.DraftView
import org.saksi.core.QuestionType
import org.saksi.core.StepKind
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.permit.Need

/** A form of which the core has told nothing yet. */
internal fun nothingYet(tools: FormTools) = FormState(
    view = null, typed = emptyMap(), unread = emptySet(), told = emptySet(), pictures = emptyMap(), labels = emptyMap(),
    files = emptyMap(), playing = null, scanning = null, found = emptyMap(),
    points = emptyMap(), opened = null, drawing = null, recording = null, measuring = null, aiming = null,
    hasCompass = tools.compass.isThere,
    location = tools.permits.of(Need.LOCATION), microphone = tools.permits.of(Need.MICROPHONE),
    shared = tools.shared.waiting.value.size, asking = null, overview = null, busy = false, failure = null,
)

/** Another page: nothing is typed, said or open on it yet. */
internal fun FormState.movedTo(view: DraftView) = copy(
    view = view, typed = emptyMap(), unread = emptySet(), told = emptySet(), found = emptyMap(),
    points = emptyMap(), opened = null, overview = null,
)

/** The page before the first question has nothing on it: she begins at the first question. */
internal fun FieldCore.entered(draft: String): DraftView {
    val view = view(draft)
    return if (view.step.kind == StepKind.START) next(draft) else view
}

/** Nothing keeps her at this question any more. */
internal fun DraftView.mayGoOn(place: String) =
    step.kind == StepKind.QUESTION && stop == null && failing.none { it.place == place }

/** The text to store; null if fields of a date are missing. */
internal fun wholeText(kind: QuestionType?, text: String, zoneMinutes: Int): String? = when (kind) {
    is QuestionType.Date, is QuestionType.Time, is QuestionType.DateTime -> {
        val written = Written.read(text)
        if (written.isBlank()) "" else written.whole(kind, zoneMinutes)
    }
    is QuestionType.Decimal -> text.trim().replace(',', '.')
    else -> text
}
