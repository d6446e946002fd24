package org.saksi.app.theme

import org.junit.Assert.assertEquals
import org.junit.Test
import org.saksi.presentation.Look

class ContrastTest {
    private fun weak(look: Look, least: Float) = coloursOf(look).textPairs()
        .mapValues { (_, pair) -> contrast(pair.first, pair.second) }
        .filterValues { it < least }

    @Test
    fun `in full sun every text has a contrast of seven to one`() = assertEquals(emptyMap<String, Float>(), weak(Look.SUN, 7f))

    @Test
    fun `elsewhere it has at least four and a half`() {
        assertEquals(emptyMap<String, Float>(), weak(Look.LIGHT, 4.5f))
        assertEquals(emptyMap<String, Float>(), weak(Look.DARK, 4.5f))
    }

    @Test
    fun `in full sun targets are sixty-four dp`() = assertEquals(64f, sizesOf(Look.SUN).target.value)
}
