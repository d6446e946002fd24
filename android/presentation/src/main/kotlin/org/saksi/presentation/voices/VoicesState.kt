package org.saksi.presentation.voices

import org.saksi.core.Prompt
import org.saksi.presentation.core.Failure
import org.saksi.presentation.permit.Permit

/** "Rekam suara petunjuk": somebody of the place speaks what the app says. */
data class VoicesState(
    /** False until the core has answered for the first time. */
    val ready: Boolean,
    /** Everything that the app can say, in order. */
    val lines: List<VoiceLine>,
    /** Which line is being spoken; null on the first page, which asks for agreement. */
    val at: Int?,
    val microphone: Permit,
    val recording: Boolean,
    /** What was recorded is being sealed: nothing else may be recorded now. */
    val keeping: Boolean,
    /** What was recorded for this line was refused, for [failure]; it is still in memory. */
    val unkept: Boolean,
    /** The microphone did not begin: another app holds it, or there is none. */
    val deaf: Boolean,
    /** The key of what is heard just now. */
    val playing: String?,
    /** Is everything to be deleted? */
    val deleting: Boolean,
    val export: VoicesExport,
    val failure: Failure?,
) {
    val recorded get() = lines.count { it.recorded }
}

/** One thing to say; [recorded]: in the language on screen. */
data class VoiceLine(val prompt: Prompt, val recorded: Boolean)

/** What became of the file. */
enum class VoicesExport { NOTHING, SAVED, FAILED }
