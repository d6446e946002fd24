package org.saksi.presentation.fake

import org.saksi.core.Advice
import org.saksi.core.FieldException
import org.saksi.core.Post
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.core.Gate
import org.saksi.presentation.core.Invitation

/** A gate in memory: `CARD` is the one good card. */
class FakeGate(val core: FakeCore) : Gate {
    /** The PIN of the profile; null before joining. */
    var pin: String? = null
    var file: ByteArray? = null
    val recordings = mutableMapOf<String, ByteArray>()

    override fun isJoined() = pin != null

    override fun preview(card: String, file: ByteArray?): Invitation {
        if (card != CARD) refuse("card")
        return Invitation("Pantau Lasolo".takeIf { file != null }, "http://127.0.0.1:1", listOf(Post("MON", "74")), core.forms, recordings)
    }

    override fun join(card: String, file: ByteArray?, pin: String): FieldCore {
        if (card != CARD) refuse("card")
        this.pin = pin
        this.file = file
        return core
    }

    override fun open(pin: String): FieldCore {
        if (pin != this.pin) refuse("vault_passphrase")
        return core
    }

    override fun changePin(old: String, new: String) {
        if (old != pin) refuse("vault_passphrase")
        pin = new
    }

    /** What practice began like, in the order of asking. */
    val practised = mutableListOf<FieldCore?>()
    var practiceWiped = false

    override fun practise(like: FieldCore?): FieldCore {
        practised += like
        return core
    }

    override fun wipePractice() {
        practiceWiped = true
    }

    /** How often a store was thrown away, and whether one is there now. */
    var trialsWiped = 0
    var trialOpen = false

    override fun trial(): FieldCore {
        trialOpen = true
        return core
    }

    override fun wipeTrial() {
        trialOpen = false
        trialsWiped++
    }

    private fun refuse(code: String): Nothing = throw FieldException.Failed(code, Advice.ASK)

    companion object {
        const val CARD = "SAKSI1:good"
    }
}
