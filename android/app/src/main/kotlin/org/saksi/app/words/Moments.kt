package org.saksi.app.words

import java.text.SimpleDateFormat
import java.util.Date
import java.util.Locale

/** Day and hour as they are said here, in the phone's zone: `28 Nov, 14.05`. */
fun dayAndHour(ms: Long, locale: Locale): String {
    val hour = if (locale.language == "en") "HH:mm" else "HH.mm"
    return SimpleDateFormat("d MMM, $hour", locale).format(Date(ms))
}
