package org.saksi.app.words

import androidx.compose.runtime.Composable
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.res.stringResource
import org.saksi.app.R
import org.saksi.core.Grade
import org.saksi.core.ReportStanding
import org.saksi.presentation.report.ToldLine

@Composable
fun ReportStanding.words(): String = stringResource(
    when (this) {
        ReportStanding.WAITING -> R.string.standing_waiting
        ReportStanding.PHOTOS_WAIT -> R.string.standing_photos_wait
        ReportStanding.BEING_CHECKED -> R.string.standing_being_checked
        ReportStanding.ACCEPTED -> R.string.standing_accepted
        ReportStanding.RETURNED -> R.string.standing_returned
        ReportStanding.VOID -> R.string.standing_void
        ReportStanding.WITHDRAWN -> R.string.standing_withdrawn
    },
)

/** What happened, without its reason. */
@Composable
fun ToldLine.what(): String = stringResource(
    when (verb) {
        "submission.accept" -> R.string.report_accepted
        "submission.return" -> R.string.report_returned
        "submission.void" -> R.string.report_void
        "evidence.accept" -> R.string.report_evidence_accepted
        "evidence.needs_more" -> R.string.report_evidence_needs_more
        "evidence.reject" -> R.string.report_evidence_rejected
        else -> R.string.report_evidence_sealed
    },
)

/** Why, and what the officer wrote beside it; null if nothing was said. */
@Composable
fun ToldLine.why(): String? = listOfNotNull(reason?.let { spoken(it.id, it.en) }, note).joinToString("\n").ifEmpty { null }

@Composable
fun Grade.words(): String = stringResource(
    when (this) {
        Grade.A -> R.string.report_grade_a
        Grade.B -> R.string.report_grade_b
        Grade.C -> R.string.report_grade_c
        Grade.D -> R.string.report_grade_d
    },
)

/** Of a text that the core gives in both languages, the one on screen. */
@Composable
fun <T> spoken(indonesian: T, english: T): T = if (LocalConfiguration.current.locales[0].language == "en") english else indonesian
