package org.saksi.app.report

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import org.saksi.app.R
import org.saksi.app.parts.FailureCard
import org.saksi.app.parts.SmallPicture
import org.saksi.app.words.dayAndHour
import org.saksi.app.words.dmsInWords
import org.saksi.app.words.spoken
import org.saksi.app.words.words
import org.saksi.core.Dimension
import org.saksi.core.EvidenceStamp
import org.saksi.core.Finding
import org.saksi.presentation.report.EvidenceTold

/** A piece of evidence: its grade, why not better, and the three questions that must not be mixed. */
@Composable
internal fun EvidencePart(told: EvidenceTold?, label: String) {
    if (told == null) return Text(stringResource(R.string.report_checking), style = MaterialTheme.typography.bodyLarge)
    Column(verticalArrangement = Arrangement.spacedBy(4.dp)) {
        when (val preview = told.preview) {
            null -> Text(stringResource(R.string.report_no_preview), style = MaterialTheme.typography.bodyMedium)
            else -> Stamped(told.stamp) { SmallPicture(preview, stringResource(R.string.report_photo, label)) }
        }
        told.failure?.let { FailureCard(it) }
        val grade = told.grade ?: return@Column
        Text(grade.grade.words(), style = MaterialTheme.typography.titleMedium)
        for (reason in spoken(grade.reasonsId, grade.reasonsEn)) Text(reason, style = MaterialTheme.typography.bodyMedium)
        if (told.findings.any { it.check == "digest" && it.outcome == HOLDS }) {
            Text(stringResource(R.string.report_unchanged), style = MaterialTheme.typography.bodyLarge)
        }
        Question(R.string.report_integrity, told.findings.filter { it.dimension == Dimension.INTEGRITY })
        Question(R.string.report_trust, told.findings.filter { it.dimension == Dimension.TRUST })
        Question(R.string.report_plausibility, told.findings.filter { it.dimension == Dimension.PLAUSIBILITY })
    }
}

/** When and where, over the small picture on screen alone: it stands in no file, and the original stays as it was taken. */
@Composable
private fun Stamped(stamp: EvidenceStamp?, picture: @Composable () -> Unit) {
    Box(contentAlignment = Alignment.BottomStart) {
        picture()
        if (stamp == null) return@Box
        val day = dayAndHour(stamp.madeMs, LocalConfiguration.current.locales[0])
        val place = stamp.dms?.let { dmsInWords(it) }
        val metres = stamp.accuracyMm?.let { ((it.toLong() + HALF_METRE) / MM).toInt() }
        val words = if (place == null || metres == null) {
            stringResource(R.string.report_stamp_no_place, day)
        } else {
            stringResource(R.string.report_stamp, day, place, metres)
        }
        Text(
            words,
            style = MaterialTheme.typography.bodyMedium,
            color = Color.White,
            modifier = Modifier.fillMaxWidth().background(Color.Black.copy(alpha = DARK)).padding(horizontal = 8.dp, vertical = 4.dp),
        )
    }
}

/** What does not hold, or cannot be told; what holds is said in one sentence. */
@Composable
private fun Question(title: Int, findings: List<Finding>) {
    Text(stringResource(title), style = MaterialTheme.typography.titleMedium)
    val odd = findings.filter { it.outcome != HOLDS }
    if (odd.isEmpty()) Text(stringResource(R.string.report_nothing_odd), style = MaterialTheme.typography.bodyMedium)
    for (finding in odd) Text(spoken(finding.textId, finding.textEn), style = MaterialTheme.typography.bodyMedium)
}

private const val HOLDS = "holds"
private const val MM = 1_000
private const val HALF_METRE = 500

/** White on it stays readable over any picture. */
private const val DARK = 0.75f
