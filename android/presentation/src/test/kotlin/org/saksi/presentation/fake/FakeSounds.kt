package org.saksi.presentation.fake

import org.saksi.core.Advice
import org.saksi.core.FieldException
import org.saksi.presentation.core.FieldCore

/** The part of the core that has to do with voices, and with texts that are no answer yet. */
class FakeSounds(val land: FakeLand = FakeLand()) : FieldCore by land {
    /** What the project recorded, by name; what was recorded here. */
    var recorded = mapOf<String, ByteArray>()
    val made = linkedMapOf<String, ByteArray>()

    val jotted = mutableMapOf<String, String>()

    override fun jot(name: String, text: String?) {
        if (text == null) jotted -= name else jotted[name] = text
    }

    override fun jotted(name: String) = jotted[name]

    /** When set, nothing is kept any more, for this reason. */
    var refuses: String? = null

    override fun recordings() = recorded.keys.toList()

    override fun openRecording(name: String) = recorded[name]

    override fun keepSpoken(name: String, bytes: ByteArray) {
        refuses?.let { throw FieldException.Failed(it, Advice.ASK) }
        made[name] = bytes
    }

    /** How often it was asked what was recorded here. */
    var asked = 0

    override fun spoken() = made.keys.toList().also { asked++ }

    override fun openSpoken(name: String) = made[name]

    override fun deleteSpoken(name: String) {
        made -= name
    }
}
