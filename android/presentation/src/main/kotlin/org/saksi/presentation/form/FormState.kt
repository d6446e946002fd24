package org.saksi.presentation.form

import org.saksi.core.DraftView
import org.saksi.core.FailingQuestion
import org.saksi.core.GeoPoint
import org.saksi.core.OfferedChoice
import org.saksi.core.QuestionView
import org.saksi.core.RowView
import org.saksi.core.StepKind
import org.saksi.core.StepView
import org.saksi.core.Why
import org.saksi.presentation.camera.Scan
import org.saksi.presentation.core.Failure
import org.saksi.presentation.permit.Permit
import org.saksi.presentation.report.Preview

/** A form being filled in: the screen of the step where the core says the person stands. */
data class FormState(
    /** The draft; null until the core has told it. */
    val view: DraftView?,
    /** What stands in the fields of this screen as it was typed, by place; the core has it in its own spelling. */
    val typed: Map<String, String>,
    /** Places whose typed text is no answer, so that it is not stored. */
    val unread: Set<String>,
    /** Places that she wanted to go on from, although something is missing there: from then on it is said. */
    val told: Set<String>,
    /** Small pictures of the photos on this screen, by place; null: it has none. One that is not in here is being opened. */
    val pictures: Map<String, Preview?>,
    /** Pictures of labels and choices, by the names of their files, in the same way. */
    val labels: Map<String, Preview?>,
    /** What is told of a sound, film or file that is an answer, by place, in the same way. */
    val files: Map<String, FileTold?>,
    /** What plays just now. */
    val playing: Heard?,
    /** The camera looks for a code. */
    val scanning: Scanning?,
    /** What was searched for in a long list, and what was found. */
    val found: Map<String, Found>,
    /** Points of a line that are too few to be an answer yet. */
    val points: Map<String, List<GeoPoint>>,
    /** The list, of those that are shown on a tap, that is open. */
    val opened: String?,
    /** The question that is drawn on just now. */
    val drawing: String?,
    /** The question that a sound is recorded for just now. */
    val recording: String?,
    /** The line that waits for a position. */
    val measuring: String?,
    /** The compass in use; null: it is off. */
    val aiming: Aiming?,
    val hasCompass: Boolean,
    /** Which permissions hold, for the buttons that need one. */
    val location: Permit,
    val microphone: Permit,
    /** Photos of other apps that a photo question may take. */
    val shared: Int,
    val asking: Asking?,
    /** The list of all steps, as it lies over the page; null: it does not. */
    val overview: List<StepView>?,
    val busy: Boolean,
    val failure: Failure?,
)

/** Size in bytes, and how long it plays, ms, if the phone can tell. */
data class FileTold(val size: Long, val lengthMs: Long?)

/** A sound that is heard. */
sealed interface Heard {
    /** Of a label or choice, by the name of its file. */
    data class Label(val name: String) : Heard

    /** The answer to a question. */
    data class Captured(val place: String) : Heard
}

/** The question that a code is looked for. */
data class Scanning(val place: String, val scan: Scan)

/** A search in a long list. */
data class Found(val text: String, val choices: List<OfferedChoice>)

/** The question that a direction is taken for, and where the phone points now. */
data class Aiming(val place: String, val degrees: Int?)

/** What is asked before it is done. */
sealed interface Asking {
    data object Discard : Asking

    data class RemoveRow(val row: RowView, val label: String) : Asking

    /** Why a submitted form was changed, as far as it is typed. */
    data class Reason(val text: String) : Asking
}

/** What is wrong at a question. */
sealed interface Trouble {
    /** What is typed is no number, date or the like. */
    data object Unread : Trouble

    data class Failing(val question: FailingQuestion) : Trouble
}

/** What is to be said at a question now: at once what is wrong, what is missing only to one who went on. */
fun FormState.trouble(place: String): Trouble? {
    if (place in unread) return Trouble.Unread
    val failing = view?.failing?.firstOrNull { it.place == place } ?: return null
    return Trouble.Failing(failing).takeIf { failing.why != Why.MISSING || place in told }
}

/** The same, also of what is only missing. */
fun FormState.stuck(): List<String> {
    val here = view?.questions.orEmpty().map { it.place }
    val failing = view?.failing.orEmpty().map { it.place }
    return here.filter { it in unread || it in failing }
}

/** Is she told that something here keeps the report from being finished? Then it may be left for later. */
fun FormState.mayPutOff(): Boolean = stuck().any { it in told }

/** The row of a repeat that this screen is in; the innermost. */
fun FormState.row(): RowView? = view?.step?.headings?.lastOrNull { it.row != null }?.row

fun FormState.question(place: String): QuestionView? = view?.questions?.firstOrNull { it.place == place }

fun FormState.isAtEnd(): Boolean = view?.step?.kind == StepKind.END

/** The text that stands in a field. */
fun FormState.text(question: QuestionView): String = typed[question.place] ?: question.value.asText()
