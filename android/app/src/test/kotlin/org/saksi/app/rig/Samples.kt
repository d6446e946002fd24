package org.saksi.app.rig

import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Color
import android.graphics.Paint
import org.saksi.core.Answer
import org.saksi.core.OfferedChoice
import org.saksi.core.QuestionParameters
import org.saksi.core.QuestionType
import org.saksi.core.QuestionView
import org.saksi.presentation.report.Preview
import java.io.ByteArrayOutputStream

/** What samples of several screens share; not shipped. */
object Samples {
    /** 28 November 2026, 14.05 in Kendari. */
    const val THEN = 1_795_845_900_000L
    const val HOUR = 3_600_000L

    fun question(label: String, kind: QuestionType, value: Answer?, choices: List<OfferedChoice> = emptyList()) = QuestionView(
        place = label.lowercase(), kind = kind, label = label, hint = "", guidance = null, image = null, audio = null, video = null,
        headings = emptyList(), appearance = emptyList(), range = null,
        parameters = QuestionParameters(null, null, null, null, null, null), secret = false, value = value,
        required = false, requiredMessage = null, constraintMessage = null, readonly = false,
        choices = choices, choicesInAll = choices.size.toUInt(), searched = false,
    )

    fun choice(code: String, label: String) = OfferedChoice(code, label, null, null, null)

    /** A picture that was taken nowhere: brown water under a pale sky. */
    val photo: Preview by lazy {
        val bitmap = Bitmap.createBitmap(240, 160, Bitmap.Config.ARGB_8888)
        Canvas(bitmap).run {
            drawColor(Color.rgb(190, 215, 230))
            drawRect(0f, 70f, 240f, 160f, Paint().apply { color = Color.rgb(140, 95, 50) })
        }
        Preview(ByteArrayOutputStream().also { bitmap.compress(Bitmap.CompressFormat.JPEG, 90, it) }.toByteArray())
    }
}
