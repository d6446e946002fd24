package org.saksi.app.words

import androidx.compose.runtime.Composable
import androidx.compose.ui.platform.LocalConfiguration

/** A form's title in the language of the screen. A form has one title only, so ours are named "Indonesian / English". */
@Composable
fun titleInWords(title: String): String = titleIn(title, LocalConfiguration.current.locales[0].language)

fun titleIn(title: String, language: String): String {
    val both = title.split(" / ")
    if (both.size != 2) return title
    return if (language == "en") both.last() else both.first()
}
