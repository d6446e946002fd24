package org.saksi.presentation.permit

import org.saksi.presentation.Notes

/** What is asked for, each at its first need and after a card that says why. */
enum class Need { CAMERA, LOCATION, MICROPHONE }

/** How a permission stands. */
enum class Permit {
    GRANTED,

    /** Android 12 and later: location only "approximate", which is too coarse for a boundary. */
    COARSE,

    /** May be asked. */
    ASK,

    /** Refused for good ("jangan tanya lagi", or twice on Android 11): only Settings can change it. */
    FINAL,
}

/** The phone's permissions, as they are now. */
interface Permits {
    fun of(need: Need): Permit

    /** The system's question was answered, or she was sent to Settings: only after that does silence mean a final refusal. */
    fun asked(need: Need)
}

/** What Android says about one permission. */
data class Grant(
    val granted: Boolean,
    /** Only the approximate one of two was granted. */
    val coarse: Boolean,
    /** Android would explain before it asks again: refused, and not for good. */
    val rationale: Boolean,
)

/**
 * The rule. Android answers `rationale = false` both before the first question and after a final
 * refusal, so it takes a note of having asked to tell them apart.
 */
fun permitOf(grant: Grant, asked: Boolean): Permit = when {
    grant.granted -> Permit.GRANTED
    grant.coarse -> Permit.COARSE
    asked && !grant.rationale -> Permit.FINAL
    else -> Permit.ASK
}

/** The rule over a phone that [grant]s, with notes that outlive a restart. */
class NotedPermits(private val notes: Notes, private val grant: (Need) -> Grant) : Permits {
    override fun of(need: Need): Permit {
        val now = grant(need)
        // "Hanya kali ini", and what Android takes back of an app that is not used: that it ends is no refusal, so it may be asked anew.
        if (now.granted && notes[need.name] != null) notes[need.name] = null
        return permitOf(now, notes[need.name] != null)
    }

    override fun asked(need: Need) {
        notes[need.name] = "asked"
    }
}
