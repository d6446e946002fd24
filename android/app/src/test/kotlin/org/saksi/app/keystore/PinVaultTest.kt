package org.saksi.app.keystore

import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.saksi.app.rig.CoreRig
import org.saksi.app.rig.ScreenTest
import org.saksi.app.rig.SoftwareDeviceKey
import org.saksi.core.FieldException
import org.saksi.presentation.core.FieldGate
import org.saksi.presentation.core.Gate
import java.io.File

/** The vault's logic over the real core, with the software key: a phone's key store is not in it. */
class PinVaultTest : ScreenTest() {
    @get:Rule
    val rig = CoreRig()

    private fun refusal(gate: Gate, pin: String): String? =
        runCatching { (gate.open(pin) as AutoCloseable).close() }.exceptionOrNull()?.let { (it as FieldException.Failed).code }

    @Test
    fun `the PIN opens, and a wrong one slows down but never wipes`() {
        rig.joined()
        repeat(5) { assertEquals("vault_passphrase", refusal(rig.gate(), "0000")) }
        assertEquals("vault_wait", refusal(rig.gate(), CoreRig.PIN))
        rig.clocks.aheadMs += 10 * 60_000
        assertEquals(null, refusal(rig.gate(), CoreRig.PIN))
    }

    @Test
    fun `the PIN without this phone's key opens nothing`() {
        rig.joined()
        val other = FieldGate(rig.home, rig.clocks, SoftwareDeviceKey(File(rig.home, "other.key")).apply { seal(ByteArray(1)) })
        assertEquals("vault_damaged", refusal(other, CoreRig.PIN))
    }

    @Test
    fun `after a wipe nothing opens`() {
        rig.joined()
        rig.inCore { panicWipe() }
        assertFalse(rig.gate().isJoined())
        assertEquals("no_project", refusal(rig.gate(), CoreRig.PIN))
    }

    @Test
    fun `a preview tells who invites and leaves nothing behind`() {
        val before = rig.home.walk().filter { it.isFile }.map { it.path }.toSet()
        val invitation = rig.gate().preview(rig.card(4), rig.projectFile())
        assertEquals("Pantau Lasolo", invitation.projectName)
        assertEquals(listOf("F01", "F02", "F03"), invitation.forms.map { it.id }.sorted())
        assertFalse(rig.gate().isJoined())
        assertEquals(before, rig.home.walk().filter { it.isFile }.map { it.path }.toSet())
        assertTrue("the card still joins", rig.joined(4).gate().isJoined())
    }
}
