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
        is Answer.Decimal -> if (inEnglish()) answer.v1 else answer.v1.replace('.', ',')
        is Answer.One -> label(answer.v1)
        is Answer.Many -> answer.v1.joinToString { label(it) }
        is Answer.Ranking -> answer.v1.joinToString { label(it) }
        is Answer.Point -> answer.v1.inWords()
        is Answer.Date -> day(answer.v1, LocalConfiguration.current.locales[0])
        is Answer.Time -> hour(answer.v1, LocalConfiguration.current.locales[0])
        is Answer.DateTime -> dayAndHour(answer.v1, LocalConfiguration.current.locales[0])
        is Answer.Media -> stringResource(R.string.answer_media)
        // A newer core knows more kinds of answers than this page has words for.
        else -> stringResource(if (answer is Answer.Acknowledged) R.string.answer_yes else R.string.answer_other)
    }
}

@Composable
fun GeoPoint.inWords(): String {
    val pair = decimalInWords(listOf(latE7, lonE7).joinToString { String.format(Locale.ROOT, "%.5f", it / E7) })
    val accuracy = accMm ?: return pair
    return stringResource(R.string.answer_point_accuracy, pair, (accuracy / MM).roundToInt())
}

/** The core writes hemispheres in English; here they are in the language of the screen. */
@Composable
fun dmsInWords(dms: String): String = if (inEnglish()) dms else dmsInIndonesian(dms)

fun dmsInIndonesian(dms: String): String =
    dms.replace("S", "\u00A0LS").replace("N", "\u00A0LU").replace("E", "\u00A0BT").replace("W", "\u00A0BB").replace('.', ',')

/** The same for decimal degrees: a decimal comma, so the pair is parted by a semicolon. */
@Composable
fun decimalInWords(pair: String): String = if (inEnglish()) pair else decimalInIndonesian(pair)

fun decimalInIndonesian(pair: String): String = pair.replace(", ", "; ").replace('.', ',')

@Composable
private fun inEnglish() = LocalConfiguration.current.locales[0].language == "en"

/** Of a time as ODK stores it, the hour and minute by the clock that it was written with. */
private fun hour(iso: String, locale: Locale): String = iso.take(HOUR_AND_MINUTE).let { if (locale.language == "en") it else it.replace(':', '.') }

private fun dayAndHour(iso: String, locale: Locale): String {
    val (day, hour) = iso.substringBefore('T') to iso.substringAfter('T', "")
    return if (hour.isEmpty()) day(day, locale) else "${day(day, locale)}, ${hour(hour, locale)}"
}

private fun day(iso: String, locale: Locale): String = try {
    SimpleDateFormat("d MMM yyyy", locale).format(SimpleDateFormat("yyyy-MM-dd", Locale.ROOT).parse(iso) ?: return iso)
} catch (_: ParseException) {
    iso
}

private const val E7 = 1e7
private const val MM = 1000.0
private const val HOUR_AND_MINUTE = 5
