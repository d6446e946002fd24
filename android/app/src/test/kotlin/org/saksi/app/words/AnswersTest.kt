package org.saksi.app.words

import androidx.compose.foundation.layout.Column
import androidx.compose.material3.Text
import androidx.compose.ui.test.onNodeWithText
import org.junit.Rule
import org.junit.Test
import org.saksi.app.rig.Samples.question
import org.saksi.app.rig.ScreenRig
import org.saksi.app.rig.ScreenTest
import org.saksi.app.rig.Variant
import org.saksi.core.Answer
import org.saksi.core.GeoPoint
import org.saksi.core.QuestionType
import org.saksi.presentation.Language
import org.saksi.presentation.Look

/** Answers as they are read, by the clock and with the point or comma of who reads. */
class AnswersTest : ScreenTest() {
    @get:Rule
    val screen = ScreenRig()

    private val answers = listOf(
        QuestionType.DateTime to Answer.DateTime("2026-11-24T10:30:00.000+08:00"), QuestionType.DateTime to Answer.DateTime("2026-11-24"),
        QuestionType.Date to Answer.Date("2025-05-01"), QuestionType.Time to Answer.Time("09:05:00.000+08:00"),
        QuestionType.Decimal to Answer.Decimal("6.5"), QuestionType.Text to Answer.Text("v1.2, 09:05"),
        QuestionType.Geopoint to Answer.Point(GeoPoint(-34_500_000, 1_223_500_000, null, 4_000)),
        QuestionType.Geopoint to Answer.Point(GeoPoint(5_000_000, -1_223_500_000, null, null)),
    )

    private fun read(language: Language, vararg wanted: String) {
        screen.show(Variant(language, 1f, Look.LIGHT)) {
            Column { answers.forEach { (kind, answer) -> Text(question("a", kind, answer).answerInWords()) } }
        }
        wanted.forEach { screen.rule.onNodeWithText(it).assertExists() }
    }

    @Test
    fun `in Indonesian`() = read(
        Language.INDONESIAN, "24 Nov 2026, 10.30", "24 Nov 2026", "1 Mei 2025", "09.05", "6,5", "v1.2, 09:05",
        "-3,45000; 122,35000 (± 4 m)", "0,50000; -122,35000",
    )

    @Test
    fun `in English`() = read(
        Language.ENGLISH, "24 Nov 2026, 10:30", "24 Nov 2026", "1 May 2025", "09:05", "6.5", "v1.2, 09:05",
        "-3.45000, 122.35000 (± 4 m)", "0.50000, -122.35000",
    )
}
