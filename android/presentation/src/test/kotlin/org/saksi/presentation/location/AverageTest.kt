package org.saksi.presentation.location

import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.saksi.presentation.fake.reading

class AverageTest {
    private fun latitude(vararg readings: Reading) = average(readings.toList())?.position?.latE7

    @Test
    fun `nothing, or only mock readings, is no position`() {
        assertNull(average(emptyList()))
        assertNull(average(listOf(reading(3_000, 0, mock = true))))
    }

    @Test
    fun `the sharper reading weighs by the square of its sharpness`() {
        // 5 m against 10 m: four to one
        assertEquals(-34_500_200, latitude(reading(5_000, 0, latE7 = -34_500_000), reading(10_000, 1, latE7 = -34_501_000)))
    }

    @Test
    fun `an outlier does not pull`() {
        val here = Array(4) { reading(5_000, it.toLong(), latE7 = 34_500_000) }
        assertEquals(34_500_000, latitude(*here, reading(5_000, 9, latE7 = 34_600_000)))
    }

    @Test
    fun `the radius is that of the sharpest, however many there are`() {
        val many = List(100) { reading(4_000 + it * 10, it.toLong()) }
        assertEquals(4_000u, average(many)?.accuracyMm)
    }

    @Test
    fun `two sharp readings a few metres apart do not expel each other`() {
        assertEquals(-34_500_500, latitude(reading(2_000, 0, latE7 = -34_500_000), reading(2_000, 1, latE7 = -34_501_000)))
    }

    @Test
    fun `east of the antimeridian nothing overflows`() {
        val far = reading(3_000, 0).let { it.copy(fix = it.fix.copy(position = org.saksi.core.LatLon(900_000_000, -1_800_000_000))) }
        assertEquals(900_000_000, average(listOf(far, far))?.position?.latE7)
    }
}
