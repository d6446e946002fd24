package org.saksi.presentation.form

import org.saksi.core.QuestionType

/**
 * A date or time as its fields hold it, filled in one by one: `2026-11-28T10:30`, with empty parts
 * where nothing was typed. [whole] is the text that ODK stores, once every field that counts is there.
 */
data class Written(val year: String, val month: String, val day: String, val hour: String, val minute: String) {
    /** What is kept while it is being typed. */
    fun text(): String = "$year-$month-${day}T$hour:$minute"

    fun isBlank() = listOf(year, month, day, hour, minute).all { it.isEmpty() }

    /** Null as long as a field is empty or has no number in it. */
    fun whole(kind: QuestionType?, zoneMinutes: Int): String? {
        val numbers = listOf(year, month, day, hour, minute).map { it.toIntOrNull() }
        fun two(at: Int) = numbers[at]?.toString()?.padStart(2, '0')
        val date = if (year.length == YEAR && numbers.take(3).all { it != null }) "$year-${two(1)}-${two(2)}" else null
        val time = if (numbers.drop(3).all { it != null }) "${two(3)}:${two(4)}:00.000${zone(zoneMinutes)}" else null
        return when (kind) {
            is QuestionType.Date -> date
            is QuestionType.Time -> time
            is QuestionType.DateTime -> if (date == null || time == null) null else "${date}T$time"
            else -> null
        }
    }

    companion object {
        private const val YEAR = 4
        val BLANK = Written("", "", "", "", "")

        /** Reads what [text] wrote, and the answers of the core. */
        fun read(text: String): Written {
            if ('-' !in text.take(YEAR + 1) && ':' in text) return BLANK.timed(text)
            val date = text.substringBefore('T').split('-')
            val written = BLANK.copy(year = date.part(0), month = date.part(1), day = date.part(2))
            return if ('T' in text) written.timed(text.substringAfter('T')) else written
        }

        private fun Written.timed(text: String): Written {
            val time = text.split(':')
            return copy(hour = time.part(0), minute = time.part(1))
        }

        /** Without the leading zeros of the core's own spelling. */
        private fun List<String>.part(at: Int): String {
            val text = getOrNull(at).orEmpty()
            return if (text.length == 2 && text.startsWith("0")) text.drop(1) else text
        }

        private fun zone(minutes: Int): String {
            val sign = if (minutes < 0) '-' else '+'
            val size = kotlin.math.abs(minutes)
            return sign + (size / 60).toString().padStart(2, '0') + ":" + (size % 60).toString().padStart(2, '0')
        }
    }
}
