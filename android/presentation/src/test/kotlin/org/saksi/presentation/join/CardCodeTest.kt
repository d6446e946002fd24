package org.saksi.presentation.join

import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.saksi.presentation.camera.Frame
import org.saksi.presentation.fake.paintedCode

class CardCodeTest {
    private val card = "SAKSI1:" + "hFggAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyBYIAEC".repeat(4)

    @Test
    fun `a code as long as a card's is read askew, unevenly lit and through noise`() {
        val unread = listOf(0.0, 12.0, 25.0, 90.0, 171.0).filter { codeIn(paintedCode(card, degrees = it)) != card }
        assertEquals(emptyList<Double>(), unread)
    }

    @Test
    fun `an empty table has no code`() {
        assertNull(codeIn(Frame(640, 480, ByteArray(640 * 480) { (it % 251).toByte() })))
    }

    @Test
    fun `a code that is cut off is not read`() {
        val whole = paintedCode(card)
        assertNull(codeIn(Frame(640, 720, ByteArray(640 * 720) { whole.luma[it / 640 * 1280 + it % 640] })))
    }
}
