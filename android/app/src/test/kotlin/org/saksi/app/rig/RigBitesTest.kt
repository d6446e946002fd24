package org.saksi.app.rig

import android.graphics.Bitmap
import android.graphics.Color
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Text
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.Density
import androidx.compose.ui.unit.dp
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test

/** The rig's own checks, each with a case that must fail. */
class RigBitesTest : ScreenTest() {
    @get:Rule
    val screen = ScreenRig()

    private fun faults() = screen.rule.inaccessible(Density(screen.rule.density.density))

    @Test
    fun `something to tap without a label is found`() {
        screen.show { Box(Modifier.size(60.dp).clickable {}) }
        assertTrue(faults().single().contains("has no label"))
    }

    @Test
    fun `something too small to tap is found`() {
        screen.show { Box { Text("a", Modifier.size(40.dp, 60.dp).clickable {}) } }
        assertEquals(listOf("\"a\" is 40.0 x 60.0 dp"), faults())
    }

    @Test
    fun `what has label and size is fine`() {
        screen.show { Box { Text("a", Modifier.size(48.dp).clickable {}) } }
        assertEquals(emptyList<String>(), faults())
    }

    private fun page(mark: Boolean) = Bitmap.createBitmap(20, 20, Bitmap.Config.ARGB_8888).apply {
        eraseColor(Color.WHITE)
        if (mark) (0 until 5).forEach { setPixel(it, 3, Color.BLACK) }
    }

    @Test
    fun `a changed picture is a difference, and the same one is none`() {
        assertEquals(5, Diff.of(page(false), page(true))?.pixels)
        assertNull(Diff.of(page(true), page(true)))
    }

    @Test
    fun `another size is a difference everywhere`() {
        val wider = Bitmap.createBitmap(21, 20, Bitmap.Config.ARGB_8888)
        assertEquals(420, Diff.of(page(false), wider)?.pixels)
    }
}
