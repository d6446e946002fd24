package org.saksi.presentation.join

import org.saksi.core.FieldException
import org.saksi.core.FieldValue
import org.saksi.presentation.Language
import org.saksi.presentation.Settings
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.core.Invitation

/** What is signed for an answer: the text kept until it is, one `purpose=ANSWER` by line. */
internal fun Map<Purpose, ConsentAnswer>.toLines() = entries.joinToString("\n") { "${it.key.code}=${it.value}" }

/** Reads [toLines]; what it does not know is left out. */
internal fun readAnswers(lines: String?): Map<Purpose, ConsentAnswer> =
    lines.orEmpty().lines().mapNotNull { line ->
        val purpose = Purpose.entries.firstOrNull { it.code == line.substringBefore('=') }
        val answer = ConsentAnswer.entries.firstOrNull { it.name == line.substringAfter('=') }
        if (purpose != null && answer != null) purpose to answer else null
    }.toMap()

/** The recording of a consent that the project brought in that language, whatever kind of sound it is. */
internal fun Invitation.recording(purpose: Purpose, language: Language): ByteArray? {
    val begins = "consent/${purpose.code}.${language.code}."
    return recordings.entries.firstOrNull { it.key.startsWith(begins) }?.value
}

/**
 * Signs the answers that were given and not signed yet: a consent record of the person about
 * herself, with one act for each answer. Called after joining and after every opening, so
 * that the end of the process right after joining loses none. What cannot be signed now, on a full
 * phone for example, waits for the next opening: she must get in to make room. Blocks.
 */
fun signDueConsents(core: FieldCore, settings: Settings) {
    try {
        signConsents(core, settings)
    } catch (_: FieldException) {
        return
    }
}

private fun signConsents(core: FieldCore, settings: Settings) {
    val lines = settings.consentsDue
    val due = readAnswers(lines).toMutableMap()
    if (due.isEmpty()) return
    val about = FieldValue.Bytes(core.standing().member.chunked(2).map { it.toInt(16).toByte() }.toByteArray())
    val begun = lines?.lines()?.firstOrNull { it.startsWith(RECORD) }?.removePrefix(RECORD)
    val person = begun ?: core.act(null, "consent.open", mapOf("subject" to about), emptyList(), null)
    for ((purpose, answer) in due.toMap()) {
        settings.consentsDue = "$RECORD$person\n${due.toLines()}"
        val verb = when (answer) {
            ConsentAnswer.YES -> "consent.give"
            ConsentAnswer.NO -> "consent.withdraw"
            ConsentAnswer.ASK_FIRST -> "consent.ask_first"
        }
        val args = mapOf("purpose" to FieldValue.Text(purpose.code), "method" to FieldValue.Text("tap"))
        core.act(person, verb, args, emptyList(), null)
        due -= purpose
    }
    settings.consentsDue = null
}

/** Before the record that was opened for the answers: the rest of them go into the same. */
private const val RECORD = "record="
