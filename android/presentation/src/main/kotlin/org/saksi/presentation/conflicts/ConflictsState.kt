package org.saksi.presentation.conflicts

import org.saksi.core.FieldValue
import org.saksi.core.PathStep
import org.saksi.core.QuestionView
import org.saksi.presentation.core.Failure
import org.saksi.presentation.report.Preview

/** One answer with two values, neither written in view of the other. Others' conflicts are the supervisor's. */
data class ConflictsState(
    /** False until the core has answered for the first time. */
    val ready: Boolean,
    /** The one on screen; null if nothing is left. */
    val card: ConflictCard?,
    /** Its number, from 1, and of how many. */
    val number: Int,
    val of: Int,
    /** The third answer as typed so far; null while none is written. */
    val third: String?,
    val busy: Boolean,
    val failure: Failure?,
)

data class ConflictCard(
    val record: String,
    val path: List<PathStep>,
    /** The form's title. */
    val title: String?,
    /** The question, as one of the values reads at it. */
    val question: QuestionView,
    val versions: List<Version>,
)

/** One of the values. */
data class Version(
    val entry: String,
    val value: FieldValue,
    /** The question with this value as its answer. */
    val question: QuestionView,
    /** By the clock of the phone that wrote it. */
    val writtenMs: Long?,
    val preview: Preview?,
)
