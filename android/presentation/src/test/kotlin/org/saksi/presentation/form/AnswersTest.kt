package org.saksi.presentation.form

import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.saksi.core.Answer
import org.saksi.core.GeoPoint
import org.saksi.core.QuestionType
import org.saksi.presentation.fake.FakeDrafts.choice
import org.saksi.presentation.fake.FakeDrafts.question

class AnswersTest {
    private val point = GeoPoint(1, 2, null, null)

    @Test
    fun `a code is taken and given back, and none left is no answer`() {
        assertEquals(Answer.Many(listOf("a")), toggled(null, "a"))
        assertEquals(Answer.Many(listOf("a", "b")), toggled(Answer.Many(listOf("a")), "b"))
        assertNull(toggled(Answer.Many(listOf("a")), "a"))
    }

    @Test
    fun `ranking moves one and keeps the others in order`() {
        val rank = question("r", QuestionType.Rank).copy(choices = listOf("a", "b", "c").map(::choice))
        assertEquals(Answer.Ranking(listOf("b", "a", "c")), moved(rank, "b", -1))
        assertEquals(Answer.Ranking(listOf("c", "a", "b")), moved(rank.copy(value = Answer.Ranking(listOf("c", "b"))), "a", -1))
        assertEquals(Answer.Ranking(listOf("a", "b", "c")), moved(rank, "a", -1))
    }

    @Test
    fun `an area needs three points and is closed, a line needs two`() {
        assertNull(lineOf(QuestionType.Geotrace, listOf(point)))
        assertNull(lineOf(QuestionType.Geoshape, listOf(point, point)))
        val shape = lineOf(QuestionType.Geoshape, listOf(point, point, point))
        assertEquals(Answer.Shape(List(4) { point }), shape)
        assertEquals(3, shape.points().size)
    }

    @Test
    fun `steps go to the bounds and not beyond, also downwards`() {
        assertEquals("0.3", stepped("0.2", "0", "1", "0.1", 1))
        assertEquals("10", stepped("10", "0", "10", "2", 1))
        assertEquals("3", stepped("4", "5", "1", "1", 1))
        assertEquals("0", stepped("", "0", "10", "1", 1))
        assertEquals(listOf("1", "2", "3"), values("1", "3", "1"))
        assertEquals(listOf("0", "0.5", "1"), values("0", "1.0", "0.5"))
        assertEquals(listOf("5", "4", "3"), values("5", "3", "1"))
    }

    @Test
    fun `parts of a date are read back as they were written`() {
        val part = Written("2026", "", "28", "", "")
        assertEquals(part, Written.read(part.text()))
        assertEquals(Written("2026", "11", "8", "", ""), Written.read("2026-11-08"))
        assertEquals(Written("", "", "", "9", "5"), Written.read("09:05:00.000+08:00"))
        assertEquals(Written("2026", "11", "24", "10", "30"), Written.read("2026-11-24T10:30:00.000+08:00"))
        assertEquals(Written.BLANK, Written.read(""))
    }

    @Test
    fun `a date with time carries its zone`() {
        val whole = Written("2026", "1", "2", "3", "4")
        assertEquals("2026-01-02T03:04:00.000+08:00", whole.whole(QuestionType.DateTime, 480))
        assertEquals("03:04:00.000-02:30", whole.whole(QuestionType.Time, -150))
        assertNull(whole.copy(year = "26").whole(QuestionType.Date, 0))
        assertNull(whole.copy(minute = "").whole(QuestionType.DateTime, 0))
    }
}
