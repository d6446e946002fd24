package org.saksi.presentation.conflicts

import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Test
import org.saksi.core.ConflictView
import org.saksi.core.EntryKind
import org.saksi.core.FieldValue
import org.saksi.core.Live
import org.saksi.core.PathStep
import org.saksi.core.QuestionType
import org.saksi.core.ReportStanding
import org.saksi.core.TimelineItem
import org.saksi.presentation.MemoryNotes
import org.saksi.presentation.Notes
import org.saksi.presentation.core.Core
import org.saksi.presentation.fake.FakeCore
import org.saksi.presentation.fake.FakeReports
import org.saksi.presentation.route.BackStack
import org.saksi.presentation.route.Route

class ConflictsPresenterTest {
    private val dispatcher = UnconfinedTestDispatcher()
    private val fake = FakeCore()
    private val routes = BackStack(MemoryNotes()).apply { go(Route.Conflicts) }
    private val noted = mutableMapOf<String, String>()
    private val notes = object : Notes {
        override fun get(name: String) = noted[name]

        override fun set(name: String, text: String?) {
            if (text == null) noted.remove(name) else noted[name] = text
        }
    }
    private val conflicts = presenter()

    private fun presenter() = ConflictsPresenter(Core(fake, dispatcher), routes, notes, TestScope(dispatcher))

    private fun conflict(record: String, mine: Boolean) = ConflictView(
        record, listOf(PathStep.Field("trucks")),
        listOf(Live(FieldValue.Int(5), "e5", "0a"), Live(FieldValue.Int(4), "e4", "0a")), mine,
    )

    private fun written(id: String, ms: Long) = TimelineItem(id, EntryKind.Change, null, "0a", ms, null, emptyList(), "ok")

    private fun shown(vararg of: ConflictView) {
        fake.conflicts = of.toList()
        fake.reports = of.map { FakeReports.report(1, ReportStanding.WAITING).copy(record = it.record) }
        fake.timeline = listOf(written("e5", 9L), written("e4", 3L))
        conflicts.on(ConflictsEvent.Shown)
    }

    @Test
    fun `only her own are shown, the earlier value first`() {
        shown(conflict("aa", mine = false), conflict("bb", mine = true))
        val card = conflicts.state.value.card
        assertEquals("bb", card?.record)
        assertEquals(listOf(3L, 9L), card?.versions?.map { it.writtenMs })
        assertEquals(1 to 1, conflicts.state.value.let { it.number to it.of })
    }

    @Test
    fun `choosing writes that value, and the next one comes`() {
        shown(conflict("aa", mine = true), conflict("bb", mine = true))
        conflicts.on(ConflictsEvent.Choose("e4"))
        assertEquals(listOf("resolve 4"), fake.done)
        assertEquals("bb", conflicts.state.value.card?.record)
    }

    @Test
    fun `a third answer is the core's to judge, and stays on screen when refused`() {
        shown(conflict("aa", mine = true))
        conflicts.on(ConflictsEvent.WriteThird)
        conflicts.on(ConflictsEvent.Third("banyak"))
        fake.fails = "answer_malformed"
        conflicts.on(ConflictsEvent.KeepThird)
        assertEquals("banyak" to "answer_malformed", conflicts.state.value.let { it.third to it.failure?.code })
        conflicts.on(ConflictsEvent.Third("6"))
        conflicts.on(ConflictsEvent.KeepThird)
        assertEquals(listOf("resolve text 6"), fake.done)
        assertEquals(null, conflicts.state.value.card)
    }

    @Test
    fun `a decimal is written with a comma as it is said here`() {
        fake.kind = QuestionType.Decimal
        shown(conflict("aa", mine = true))
        conflicts.on(ConflictsEvent.WriteThird)
        conflicts.on(ConflictsEvent.Third(" 6,5"))
        conflicts.on(ConflictsEvent.KeepThird)
        assertEquals(listOf("resolve text 6.5"), fake.done)
    }

    @Test
    fun `a comma in a text stays one`() {
        fake.kind = QuestionType.Text
        shown(conflict("aa", mine = true))
        conflicts.on(ConflictsEvent.WriteThird)
        conflicts.on(ConflictsEvent.Third("dua, tiga"))
        conflicts.on(ConflictsEvent.KeepThird)
        assertEquals(listOf("resolve text dua, tiga"), fake.done)
    }

    @Test
    fun `the end of the process leads back to the same conflict and the third answer begun, of which nothing is in a note`() {
        shown(conflict("aa", mine = true), conflict("bb", mine = true))
        conflicts.on(ConflictsEvent.Later)
        conflicts.on(ConflictsEvent.WriteThird)
        conflicts.on(ConflictsEvent.Third("6"))
        assertFalse("$noted", noted.values.any { "6" in it })
        runBlocking { conflicts.handOver() }
        val after = presenter()
        after.on(ConflictsEvent.Shown)
        assertEquals("bb" to "6", after.state.value.let { it.card?.record to it.third })
        after.on(ConflictsEvent.Third("7"))
        after.on(ConflictsEvent.Shown)
        assertEquals("a turn of the phone keeps it", "7", after.state.value.third)
        after.on(ConflictsEvent.Back)
        assertEquals(emptyMap<String, String>(), noted)
    }

    @Test
    fun `a third answer that is put off is found again where it was left`() {
        shown(conflict("aa", mine = true))
        conflicts.on(ConflictsEvent.WriteThird)
        conflicts.on(ConflictsEvent.Third("6"))
        conflicts.on(ConflictsEvent.Later)
        val after = presenter()
        after.on(ConflictsEvent.Shown)
        assertEquals(null, after.state.value.third)
        after.on(ConflictsEvent.WriteThird)
        assertEquals("6", after.state.value.third)
    }

    @Test
    fun `a third answer that was given up or kept leaves nothing of itself, nor stands at another conflict`() {
        shown(conflict("aa", mine = true), conflict("bb", mine = true))
        conflicts.on(ConflictsEvent.WriteThird)
        conflicts.on(ConflictsEvent.Third("6"))
        runBlocking { conflicts.handOver() }
        assertEquals(1, fake.sounds.jotted.size)
        conflicts.on(ConflictsEvent.NoThird)
        assertEquals(emptyMap<String, String>(), fake.sounds.jotted)
        conflicts.on(ConflictsEvent.WriteThird)
        assertEquals("", conflicts.state.value.third)
    }

    @Test
    fun `later decides nothing and leads on, then back`() {
        shown(conflict("aa", mine = true), conflict("bb", mine = true))
        conflicts.on(ConflictsEvent.Later)
        assertEquals("bb", conflicts.state.value.card?.record)
        conflicts.on(ConflictsEvent.Later)
        assertEquals(emptyList<String>(), fake.done)
        assertEquals(listOf<Route>(Route.Home), routes.routes.value)
    }
}
