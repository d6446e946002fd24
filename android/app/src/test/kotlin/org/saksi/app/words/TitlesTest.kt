package org.saksi.app.words

import org.junit.Assert.assertEquals
import org.junit.Test

class TitlesTest {
    @Test
    fun `a title in two languages is told in the one of the screen`() {
        val both = "Lingkungan dan keselamatan / Environment and safety check"
        assertEquals("Lingkungan dan keselamatan", titleIn(both, "in"))
        assertEquals("Environment and safety check", titleIn(both, "en"))
    }

    @Test
    fun `any other title stays as it is`() {
        for (title in listOf("Truk lewat", "Desa A/B", "a / b / c", "")) assertEquals(title, titleIn(title, "en"))
    }

    @Test
    fun `positions are told in Indonesian`() {
        assertEquals("-3,4500000; 122,3500000", decimalInIndonesian("-3.4500000, 122.3500000"))
        assertEquals("3°27'00,00\"\u00A0LS 122°21'00,00\"\u00A0BT", dmsInIndonesian("3°27'00.00\"S 122°21'00.00\"E"))
    }
}
