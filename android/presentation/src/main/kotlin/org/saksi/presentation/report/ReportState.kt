package org.saksi.presentation.report

import org.saksi.core.EvidenceStamp
import org.saksi.core.Finding
import org.saksi.core.GradeTold
import org.saksi.core.RecordAnswer
import org.saksi.core.ReportStanding
import org.saksi.presentation.core.Failure

/** One report with everything that is known about it. */
data class ReportState(
    /** False until the core has answered for the first time. */
    val ready: Boolean,
    /** The title of its form; null once it was withdrawn. */
    val title: String?,
    val madeMs: Long,
    /** Dangerous to be found with, and at the hub: this number is all that is shown of it. */
    val putAway: String?,
    val standing: ReportStanding,
    val answers: List<RecordAnswer>,
    /** By the id of the evidence, as answers name it; one that is not in here is still being looked at. */
    val evidence: Map<String, EvidenceTold>,
    /** What others said about it, newest first. */
    val told: List<ToldLine>,
    /** Answers of it that only she can decide about. */
    val conflicts: Int,
    val withdrawing: Withdrawing?,
    /** A call that changes something is under way. */
    val busy: Boolean,
    val failure: Failure?,
)

/** A piece of evidence, checked on this phone just now. */
data class EvidenceTold(
    /** Null if it was altered or is not here: then [failure] says so. */
    val grade: GradeTold?,
    val findings: List<Finding>,
    /** The small picture; null if there is none. */
    val preview: Preview?,
    /** When and where, to be read over the small picture; null if that is not told here. */
    val stamp: EvidenceStamp?,
    val failure: Failure?,
)

/** A small JPEG. Two of them are the same only if they are one object: bytes are not compared. */
class Preview(val jpeg: ByteArray)

/** She wants to take the report back. */
data class Withdrawing(val reason: WithdrawReason?)

/** Why. [code] is what is signed. */
enum class WithdrawReason(val code: String) { SAFETY("safety"), MISTAKE("fact"), TWICE("dup"), OTHER("other") }
