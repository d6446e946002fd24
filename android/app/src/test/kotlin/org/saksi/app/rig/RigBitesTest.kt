package org.saksi.app.rig

import android.graphics.Bitmap
import android.graphics.Color
import androidx.compose.foundation.clickable
import androidx.compose.foundation.gestures.detectDragGestures
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.size
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.ui.Modifier
import androidx.compose.ui.input.pointer.pointerInput
import androidx.compose.ui.semantics.CollectionItemInfo
import androidx.compose.ui.semantics.collectionItemInfo
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.onLongClick
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.semantics.setProgress
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.unit.Density
import androidx.compose.ui.unit.dp
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.saksi.app.parts.FieldName
import org.saksi.presentation.Look

/** The rig's own checks, each with a case that must fail. */
class RigBitesTest : ScreenTest() {
    @get:Rule
    val screen = ScreenRig()

    private fun faults(look: Look = Look.LIGHT) = screen.rule.inaccessible(Density(screen.rule.density.density), look)

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
    fun `what is held, dragged or drawn on without a label is found`() {
        val held = Modifier.size(60.dp).semantics { onLongClick { true } }
        val dragged = Modifier.size(60.dp).semantics { setProgress { true } }
        val drawn = Modifier.size(60.dp).semantics {}.pointerInput(Unit) { detectDragGestures { _, _ -> } }
        for (touched in listOf(held, dragged, drawn)) {
            screen.show { Box(touched) }
            assertTrue("$touched", faults().single().contains("has no label"))
        }
    }

    @Test
    fun `in full sun 48 dp are too small to tap, but for the days of a calendar`() {
        val at = CollectionItemInfo(0, 1, 0, 1)
        screen.show {
            Column {
                Text("a", Modifier.size(48.dp, 64.dp).clickable {})
                Text("b", Modifier.size(48.dp, 64.dp).semantics { collectionItemInfo = at }.clickable {})
                Text("c", Modifier.size(64.dp, 48.dp).semantics { collectionItemInfo = at }.clickable {})
            }
        }
        assertEquals(listOf("\"a\" is 48.0 x 64.0 dp", "\"c\" is 64.0 x 48.0 dp"), faults(Look.SUN))
        assertEquals(emptyList<String>(), faults())
    }

    @Test
    fun `a description that hides what is typed is found, a name beside it is fine`() {
        screen.show {
            Column {
                OutlinedTextField("kerikil", {}, Modifier.semantics { contentDescription = "Nama" })
                OutlinedTextField("pasir", {}, suffix = { FieldName("Nama") })
            }
        }
        assertEquals(listOf("what is typed into \"Nama\" is not heard"), faults())
        screen.rule.onNode(hasSetTextAction() and hasContentDescription("Nama") and hasText("pasir")).assertExists()
    }

    @Test
    fun `a field without a name is found`() {
        screen.show { OutlinedTextField("pasir", {}) }
        assertTrue(faults().single().contains("has no label"))
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
