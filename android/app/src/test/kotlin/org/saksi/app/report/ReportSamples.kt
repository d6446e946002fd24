package org.saksi.app.report

import org.saksi.app.rig.Samples
import org.saksi.app.rig.Samples.choice
import org.saksi.app.rig.Samples.question
import org.saksi.core.Advice
import org.saksi.core.Answer
import org.saksi.core.CodeWords
import org.saksi.core.Dimension
import org.saksi.core.EvidenceStamp
import org.saksi.core.Finding
import org.saksi.core.GeoPoint
import org.saksi.core.Grade
import org.saksi.core.GradeTold
import org.saksi.core.PathStep
import org.saksi.core.QuestionType
import org.saksi.core.QuestionView
import org.saksi.core.RecordAnswer
import org.saksi.core.ReportStanding
import org.saksi.presentation.core.Failure
import org.saksi.presentation.report.EvidenceTold
import org.saksi.presentation.report.ReportState
import org.saksi.presentation.report.ToldLine
import org.saksi.presentation.report.WithdrawReason
import org.saksi.presentation.report.Withdrawing

object ReportSamples {
    private const val PHOTO = "aa"
    private fun answer(question: QuestionView, personal: Boolean = false) =
        RecordAnswer(listOf(PathStep.Field(question.place)), question, personal)

    private val problem = question(
        "Masalahnya apa?", QuestionType.SelectOne, Answer.One("turbid"), listOf(choice("turbid", "Air/laut keruh, lumpur")),
    )
    private val answers = listOf(
        answer(problem),
        answer(question("Posisi pemotret", QuestionType.Geopoint, Answer.Point(GeoPoint(-32_512_340, 1_221_234_560, null, 8_000)))),
        answer(question("Hari", QuestionType.Date, Answer.Date("2026-11-28"))),
        answer(question("Siapa yang bercerita?", QuestionType.Text, Answer.Text("Ibu nelayan")), personal = true),
    )
    private val photo = answer(question("Foto air keruh", QuestionType.Image, Answer.Media(PHOTO)))
    private fun finding(check: String, dimension: Dimension, outcome: String, id: String, en: String) =
        Finding(check, dimension, outcome, id, en)

    private val told = EvidenceTold(
        GradeTold(Grade.B, listOf("Titik GPS datang 80 detik sesudah foto."), listOf("The GPS point came 80 seconds after the photo.")),
        listOf(
            finding("digest", Dimension.INTEGRITY, "holds", "", ""),
            finding("receipt", Dimension.TRUST, "cannot_tell", "Belum ada tanda terima dari pusat.", "There is no receipt from the hub yet."),
            finding("place", Dimension.PLAUSIBILITY, "holds", "", ""),
        ),
        Samples.photo, EvidenceStamp(Samples.THEN, "3°15'04.52\"S 122°07'24.43\"E", 8_000u), failure = null,
    )

    val waiting = ReportState(
        ready = true, title = "Lingkungan dan keselamatan", madeMs = Samples.THEN, putAway = null, standing = ReportStanding.WAITING,
        answers = answers, evidence = emptyMap(), told = emptyList(), conflicts = 0, withdrawing = null, busy = false, failure = null,
    )
    val returned = waiting.copy(
        standing = ReportStanding.RETURNED,
        told = listOf(
            ToldLine(
                "submission.return",
                CodeWords("Foto kabur. Ambil lagi dari tempat yang sama.", "Photo blurred. Take it again from the same place."),
                "return_reason/blur", "Yang dekat dermaga.", Samples.THEN + Samples.HOUR,
            ),
        ),
    )
    val photographed = waiting.copy(standing = ReportStanding.PHOTOS_WAIT, answers = listOf(photo), evidence = mapOf(PHOTO to told))
    val altered = photographed.copy(
        evidence = mapOf(PHOTO to EvidenceTold(null, emptyList(), Samples.photo, stamp = null, Failure("evidence_altered", Advice.REPORT))),
    )
    val putAway = waiting.copy(title = null, putAway = "0417-2290", answers = emptyList(), madeMs = 0)
    val withdrawing = waiting.copy(withdrawing = Withdrawing(WithdrawReason.SAFETY))
}
