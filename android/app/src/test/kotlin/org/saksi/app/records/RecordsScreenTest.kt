package org.saksi.app.records

import androidx.compose.ui.test.assertIsSelected
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.saksi.app.rig.ScreenRig
import org.saksi.app.rig.ScreenTest
import org.saksi.core.ReportFilter
import org.saksi.presentation.records.RecordsEvent

class RecordsScreenTest : ScreenTest() {
    @get:Rule
    val screen = ScreenRig()

    @Test
    fun `My records with what became of each`() = screen.shoot("records-many") { RecordsView(RecordsSamples.many) {} }

    @Test
    fun `My records where nothing came back`() = screen.shoot("records-none") { RecordsView(RecordsSamples.none) {} }

    @Test
    fun `My records with one that is dangerous to be found with`() = screen.shoot("records-put-away") { RecordsView(RecordsSamples.putAway) {} }

    @Test
    fun `rows, filters and the conflict lead where they say`() {
        val done = mutableListOf<RecordsEvent>()
        screen.show { RecordsView(RecordsSamples.many) { done += it } }
        screen.rule.onNodeWithText("Semua").assertIsSelected()
        for (text in listOf("1 jawaban berbeda di dua HP", "Belum terkirim", "Penerimaan daerah", "Tampilkan lagi")) {
            screen.rule.onNodeWithText(text).performScrollTo().performClick()
        }
        assertEquals(
            listOf(
                RecordsEvent.Conflicts, RecordsEvent.Filter(ReportFilter.WAITING),
                RecordsEvent.Open(RecordsSamples.many.cards[3].record), RecordsEvent.More,
            ),
            done,
        )
    }
}
