package org.saksi.app.words

import androidx.compose.runtime.Composable
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.res.stringResource
import org.saksi.app.R
import org.saksi.core.Answer
import org.saksi.core.GeoPoint
import org.saksi.core.QuestionView
import java.text.ParseException
import java.text.SimpleDateFormat
import java.util.Locale
import kotlin.math.roundToInt

/** An answer as a person reads it: a choice by its label, a date in her language. */
@Composable
fun QuestionView.answerInWords(): String {
    fun label(code: String) = choices.firstOrNull { it.code == code }?.label?.ifEmpty { null } ?: code
    return when (val answer = value) {
        null -> stringResource(R.string.answer_none)
        is Answer.Text -> answer.v1
        is Answer.Int -> answer.v1.toString()
        is Answer.Decimal -> answer.v1
        is Answer.One -> label(answer.v1)
        is Answer.Many -> answer.v1.joinToString { label(it) }
        is Answer.Ranking -> answer.v1.joinToString { label(it) }
        is Answer.Point -> answer.v1.inWords()
        is Answer.Date -> day(answer.v1, LocalConfiguration.current.locales[0])
        is Answer.Time -> answer.v1.take(HOUR_AND_MINUTE)
        is Answer.DateTime -> answer.v1.replace('T', ' ')
        is Answer.Media -> stringResource(R.string.answer_media)
        // A newer core knows more kinds of answers than this page has words for.
        else -> stringResource(if (answer is Answer.Acknowledged) R.string.answer_yes else R.string.answer_other)
    }
}

@Composable
fun GeoPoint.inWords(): String {
    val (lat, lon) = listOf(latE7, lonE7).map { String.format(Locale.ROOT, "%.5f", it / E7) }
    val accuracy = accMm ?: return stringResource(R.string.answer_point, lat, lon)
    return stringResource(R.string.answer_point_accuracy, lat, lon, (accuracy / MM).roundToInt())
}

/** The core writes hemispheres in English; here they are in the language of the screen. */
@Composable
fun dmsInWords(dms: String): String = if (LocalConfiguration.current.locales[0].language == "en") dms else dmsInIndonesian(dms)

fun dmsInIndonesian(dms: String): String =
    dms.replace("S", "\u00A0LS").replace("N", "\u00A0LU").replace("E", "\u00A0BT").replace("W", "\u00A0BB").replace('.', ',')

/** The same for decimal degrees: a decimal comma, so the pair is parted by a semicolon. */
@Composable
fun decimalInWords(pair: String): String = if (LocalConfiguration.current.locales[0].language == "en") pair else decimalInIndonesian(pair)

fun decimalInIndonesian(pair: String): String = pair.replace(", ", "; ").replace('.', ',')

private fun day(iso: String, locale: Locale): String = try {
    SimpleDateFormat("d MMM yyyy", locale).format(SimpleDateFormat("yyyy-MM-dd", Locale.ROOT).parse(iso) ?: return iso)
} catch (_: ParseException) {
    iso
}

private const val E7 = 1e7
private const val MM = 1000.0
private const val HOUR_AND_MINUTE = 5
