package org.saksi.presentation.location

import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.saksi.core.Provider
import org.saksi.presentation.fake.reading

class GpsTest {
    private val old = reading(4_000, 30_000)
    private val sharp = reading(6_000, 95_000)
    private val newest = reading(9_000, 99_000)

    @Test
    fun `the sharpest of the last ten seconds goes with a photo`() = assertEquals(sharp, listOf(old, sharp, newest).bestAt(100_000))

    @Test
    fun `without a fresh one the newest does, because a boat moves`() {
        val before = reading(3_000, 60_000)
        assertEquals(sharp, listOf(before, sharp).bestAt(120_000))
    }

    @Test
    fun `a reading older than a minute is none`() = assertNull(listOf(old).bestAt(90_001))

    @Test
    fun `a mock reading counts only where there is no other, and satellites before cells`() {
        val mock = reading(1_000, 99_500, mock = true)
        val cells = reading(2_000, 99_800, provider = Provider.NETWORK)
        assertEquals(newest, listOf(newest, mock, cells).bestAt(100_000))
        assertEquals(mock, listOf(mock).bestAt(100_000))
    }

    @Test
    fun `the receiver is off at five metres or after a minute`() {
        assertFalse(gpsIsDone(0, 59_999, reading(5_001, 0).fix))
        assertTrue(gpsIsDone(0, 1_000, reading(5_000, 0).fix))
        assertTrue(gpsIsDone(0, 60_000, null))
    }

    @Test
    fun `a receiver that lost nineteen years does not make the clock wrong`() {
        val weeks = 1_024L * 7 * 24 * 3_600_000
        assertEquals(2_500L, clockOffset(1_795_845_902_500, 1_795_845_900_000))
        assertEquals(2_500L, clockOffset(1_795_845_902_500, 1_795_845_900_000 - weeks))
        assertEquals(-86_400_000L, clockOffset(1_795_759_500_000, 1_795_845_900_000))
    }
}
