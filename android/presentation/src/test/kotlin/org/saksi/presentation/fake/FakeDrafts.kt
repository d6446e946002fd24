package org.saksi.presentation.fake

import org.saksi.core.Answer
import org.saksi.core.Appearance
import org.saksi.core.DraftView
import org.saksi.core.FailingQuestion
import org.saksi.core.OfferedChoice
import org.saksi.core.QuestionParameters
import org.saksi.core.QuestionType
import org.saksi.core.QuestionView
import org.saksi.core.StepKind
import org.saksi.core.StepView
import org.saksi.core.Why

/** Drafts and questions as the core would tell them, with nothing in them that a test does not name. */
object FakeDrafts {
    fun question(place: String, kind: QuestionType, value: Answer? = null, vararg appearance: Appearance) = QuestionView(
        place = place, kind = kind, label = "Apa $place?", hint = "", guidance = null, image = null, audio = null, video = null,
        headings = emptyList(), appearance = appearance.toList(), range = null,
        parameters = QuestionParameters(null, null, null, null, null, null), secret = false, value = value,
        required = false, requiredMessage = null, constraintMessage = null, readonly = false,
        choices = emptyList(), choicesInAll = 0u, searched = false,
    )

    fun choice(code: String) = OfferedChoice(code, "Pilihan $code", null, null, null)

    fun step(place: String?, kind: StepKind = StepKind.QUESTION) = StepView(kind, place, "Apa $place?", emptyList(), null, failing = false)

    /** A draft that stands at [place]. */
    fun at(place: String?, questions: List<QuestionView>, kind: StepKind = StepKind.QUESTION) = DraftView(
        id = "d1", form = "F02", version = "1", title = "Lubang dan air", record = null, step = step(place, kind),
        position = 1u, of = 3u, questions = questions, failing = emptyList(), stop = null,
    )

    fun DraftView.failing(place: String, why: Why, message: String? = null) =
        copy(failing = failing + FailingQuestion(place, "Apa $place?", why, message))
}
