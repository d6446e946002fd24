package org.saksi.app.words

import androidx.compose.runtime.Composable
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.res.stringResource
import org.saksi.app.R
import org.saksi.core.Grade
import org.saksi.presentation.records.ReportStanding

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
