package org.saksi.presentation.permit

import org.junit.Assert.assertEquals
import org.junit.Test
import org.saksi.presentation.MemoryNotes

class PermitsTest {
    private fun grant(granted: Boolean = false, coarse: Boolean = false, rationale: Boolean = false) = Grant(granted, coarse, rationale)

    @Test
    fun `silence before the first question is not a refusal`() = assertEquals(Permit.ASK, permitOf(grant(), asked = false))

    @Test
    fun `the same silence after it is a final one`() = assertEquals(Permit.FINAL, permitOf(grant(), asked = true))

    @Test
    fun `one refusal may be asked again`() = assertEquals(Permit.ASK, permitOf(grant(rationale = true), asked = true))

    @Test
    fun `an approximate location is neither granted nor refused`() =
        assertEquals(Permit.COARSE, permitOf(grant(coarse = true), asked = true))

    @Test
    fun `what was allowed only this time may be asked again once it ended, and is final only if refused then`() {
        var now = grant()
        val permits = NotedPermits(MemoryNotes()) { now }
        permits.asked(Need.CAMERA)
        now = grant(granted = true)
        assertEquals(Permit.GRANTED, permits.of(Need.CAMERA))
        now = grant()
        assertEquals(Permit.ASK, permits.of(Need.CAMERA))
        permits.asked(Need.CAMERA)
        assertEquals(Permit.FINAL, permits.of(Need.CAMERA))
    }

    @Test
    fun `that it was asked outlives a restart, for each need alone`() {
        val notes = MemoryNotes()
        NotedPermits(notes) { grant() }.asked(Need.CAMERA)
        val later = NotedPermits(notes) { grant() }
        assertEquals(listOf(Permit.FINAL, Permit.ASK), listOf(later.of(Need.CAMERA), later.of(Need.LOCATION)))
    }
}
