package org.saksi.presentation.report

import org.saksi.core.ActTold
import org.saksi.core.CodeWords
import org.saksi.core.FieldValue

/** One thing that happened to the report. */
data class ToldLine(
    /** The core's verb, for example `submission.return`. */
    val verb: String,
    /** The coded reason in both languages. */
    val reason: CodeWords?,
    /** The key under which that reason can be heard, `return_reason/blur`, where somebody recorded it. */
    val prompt: String?,
    /** What the officer wrote beside it. */
    val note: String?,
    val ms: Long,
)

/** The core's list of coded reasons: the words of a code in a list. */
typealias CodeList = (list: String, code: String) -> CodeWords?

/** The act as it is told to her; null for one that is not hers to hear of. */
fun ActTold.toldLine(words: CodeList): ToldLine? {
    if (verb !in REASONS) return null
    fun text(name: String) = (args[name] as? FieldValue.Text)?.v1
    val coded = text("reason")?.let { code -> REASONS[verb]?.let { it to code } }
    val reason = coded?.let { (list, code) -> words(list, code) }
    return ToldLine(verb, reason, coded?.let { (list, code) -> "$list/$code" }, text("note") ?: text("question"), recordedMs ?: deviceMs)
}

/** The acts that are told to her, and the list that each one's reason is from. */
private val REASONS = mapOf(
    "submission.accept" to null,
    "submission.return" to "return_reason",
    "submission.void" to "void_reason",
    "evidence.accept" to null,
    "evidence.needs_more" to "needs_more_reason",
    "evidence.reject" to "reject_reason",
    "evidence.seal" to "seal_reason",
)
