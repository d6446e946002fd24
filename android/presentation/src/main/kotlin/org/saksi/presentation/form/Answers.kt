package org.saksi.presentation.form

import org.saksi.core.Answer
import org.saksi.core.GeoPoint
import org.saksi.core.QuestionType
import org.saksi.core.QuestionView

/** What stands in a field for an answer; empty for what is not typed. */
fun Answer?.asText(): String = when (this) {
    is Answer.Text -> v1
    is Answer.Int -> v1.toString()
    is Answer.Decimal -> v1
    is Answer.One -> v1
    is Answer.Date -> v1
    is Answer.Time -> v1
    is Answer.DateTime -> v1
    else -> ""
}

/** The codes that are chosen, in their order. */
fun Answer?.codes(): List<String> = when (this) {
    is Answer.One -> listOf(v1)
    is Answer.Many -> v1
    is Answer.Ranking -> v1
    else -> emptyList()
}

/** The codes with one more, or one less if it was there; none left is no answer. */
fun toggled(chosen: Answer?, code: String): Answer? {
    val codes = chosen.codes()
    val now = if (code in codes) codes - code else codes + code
    return if (now.isEmpty()) null else Answer.Many(now)
}

/** The order with one code moved by [by] places; what was not ranked yet comes in the order of the list. */
fun moved(question: QuestionView, code: String, by: Int): Answer {
    val order = order(question).toMutableList()
    val at = order.indexOf(code)
    val to = (at + by).coerceIn(0, order.lastIndex)
    order.add(to, order.removeAt(at))
    return Answer.Ranking(order)
}

/** The order as it stands: as ranked, then the rest. */
fun order(question: QuestionView): List<String> {
    val offered = question.choices.map { it.code }
    val ranked = question.value.codes().filter { it in offered }
    return ranked + (offered - ranked.toSet())
}

/** The points of a line or area, the closing one left out. */
fun Answer?.points(): List<GeoPoint> = when (this) {
    is Answer.Trace -> v1
    is Answer.Shape -> v1.dropLast(1)
    else -> emptyList()
}

/** The answer of so many points; null if they are too few for it. */
fun lineOf(kind: QuestionType?, points: List<GeoPoint>): Answer? = when {
    kind is QuestionType.Geoshape && points.size >= LEAST_OF_AREA -> Answer.Shape(points + points.first())
    kind is QuestionType.Geotrace && points.size >= LEAST_OF_LINE -> Answer.Trace(points)
    else -> null
}

/** The number after [text] by whole [step]s from [start], within the bounds; what is no number begins at the start. */
fun stepped(text: String, start: String, end: String, step: String, by: Int): String {
    val from = start.toBigDecimal()
    val to = end.toBigDecimal()
    val width = step.toBigDecimal().abs() * (if (to < from) (-1).toBigDecimal() else 1.toBigDecimal())
    val at = text.toBigDecimalOrNull() ?: return start
    return (at + width * by.toBigDecimal()).coerceIn(minOf(from, to), maxOf(from, to)).stripTrailingZeros().toPlainString()
}

/** All values of a range, in order; bounded, for a form may name any step. */
fun values(start: String, end: String, step: String): List<String> {
    val values = generateSequence(start.toBigDecimal().stripTrailingZeros().toPlainString()) { stepped(it, start, end, step, 1) }
        .zipWithNext().takeWhile { (one, next) -> one != next }.map { it.second }.take(MOST_VALUES).toList()
    return listOf(start.toBigDecimal().stripTrailingZeros().toPlainString()) + values
}

private const val LEAST_OF_LINE = 2
private const val LEAST_OF_AREA = 3
private const val MOST_VALUES = 1_000
