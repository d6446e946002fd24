package org.saksi.presentation.camera

import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test

class CameraTest {
    private val twelve = PhotoSize(4000, 3000)
    private val eight = PhotoSize(3264, 2448)
    private val five = PhotoSize(2560, 1920)
    private val all = listOf(PhotoSize(9000, 7000), twelve, eight, five, PhotoSize(640, 480))

    @Test
    fun `free space chooses twelve, eight or five megapixels, never more`() {
        assertEquals(twelve, chooseSize(all, 4_000_000_000))
        assertEquals(eight, chooseSize(all, 1_000_000_000))
        assertEquals(five, chooseSize(all, 400_000_000))
    }

    @Test
    fun `a camera that has only large sizes gives its smallest`() {
        assertEquals(twelve, chooseSize(listOf(PhotoSize(9000, 7000), twelve), 100))
        assertNull(chooseSize(emptyList(), 4_000_000_000))
    }

    @Test
    fun `only a frame that is black all over is black`() {
        assertTrue(isBlack(IntArray(64) { 3 }))
        assertFalse(isBlack(IntArray(64) { if (it == 9) 40 else 0 }))
        assertFalse(isBlack(IntArray(0)))
    }

    @Test
    fun `a viewfinder is dark at the second black look, and no longer at the first light`() {
        val (black, night) = IntArray(9) to IntArray(9) { 7 }
        val darkness = Darkness()
        assertEquals(listOf(false, true, true), List(3) { darkness.look(black) })
        assertEquals(listOf(false, false, true), listOf(night, black, black).map(darkness::look))
        assertEquals("nothing drawn yet is not black", listOf(false, false), listOf(null, black).map(darkness::look))
    }
}
