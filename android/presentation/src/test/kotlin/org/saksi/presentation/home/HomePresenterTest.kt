package org.saksi.presentation.home

import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.saksi.core.ActTold
import org.saksi.core.Advice
import org.saksi.core.CodeWords
import org.saksi.core.DraftSummary
import org.saksi.core.FieldException
import org.saksi.core.FieldValue
import org.saksi.core.ReportStanding
import org.saksi.core.SyncState
import org.saksi.core.SyncStep
import org.saksi.presentation.MemoryNotes
import org.saksi.presentation.Settings
import org.saksi.presentation.core.Core
import org.saksi.presentation.fake.FakeCore
import org.saksi.presentation.fake.FakePhone
import org.saksi.presentation.fake.FakeReports
import org.saksi.presentation.phone.OpenCore
import org.saksi.presentation.phone.SpaceLeft
import org.saksi.presentation.report.CodeList
import org.saksi.presentation.route.BackStack
import org.saksi.presentation.route.Route
import org.saksi.presentation.sending.Sends
import org.saksi.presentation.share.SharedPhotos
import org.saksi.presentation.wake.WakeCard
import org.saksi.presentation.wake.WakeUps

class HomePresenterTest {
    private val dispatcher = UnconfinedTestDispatcher()
    private val fake = FakeCore()
    private val routes = BackStack(MemoryNotes())
    private val phone = FakePhone()
    private val settings = Settings(MemoryNotes())
    private val codes: CodeList = { list, code -> CodeWords("$list/$code", "") }
    private val shared = SharedPhotos(MemoryNotes())
    private var wallMs = 0L
    private val wakeUps = WakeUps(settings, emptyList(), "Contoh X1") { wallMs }
    private val open = OpenCore()
    private val sends = Sends(TestScope(dispatcher), FakePhone(), open::synced)
    private val home = HomePresenter(
        Core(fake, dispatcher), routes, settings, phone, codes, shared, wakeUps, sends, open.syncs, practice = false, TestScope(dispatcher),
    )

    @Test
    fun `a draft is named by the title of its form`() {
        fake.drafts = listOf(DraftSummary("d7", "F02", "1", null, 1_000L))
        home.on(HomeEvent.Shown)
        assertEquals(listOf(DraftCard("d7", "Lubang dan air", 1_000L)), home.state.value.drafts)
    }

    @Test
    fun `only reports without a receipt count as waiting`() {
        fake.reports = listOf(ReportStanding.WAITING, ReportStanding.PHOTOS_WAIT, ReportStanding.RETURNED, ReportStanding.WAITING).map { report(it) }
        fake.syncState = SyncState(9uL, 0uL, 3uL, 5_000L, 0L, false)
        home.on(HomeEvent.Shown)
        assertEquals(SyncWords(reportsWaiting = 2, photosWaiting = 3, lastMs = 5_000L, running = null), home.state.value.sync)
    }

    @Test
    fun `a phone that did not wake the app for two days is told once something is unsent, until that is put away`() {
        settings.wokenMs = 0
        wallMs = 48 * 3_600_000L
        home.on(HomeEvent.Shown)
        assertEquals(null, home.state.value.wake)
        fake.reports = listOf(report(ReportStanding.WAITING))
        home.on(HomeEvent.Shown)
        assertEquals(WakeCard.OTHER, home.state.value.wake)
        home.on(HomeEvent.WakeCardAway)
        home.on(HomeEvent.Shown)
        assertEquals(null, home.state.value.wake)
    }

    @Test
    fun `photos of other apps that wait are counted and lead to their screen`() {
        shared.take(listOf("content://a/1", "content://a/2"))
        home.on(HomeEvent.Shown)
        assertEquals(2, home.state.value.shared)
        home.on(HomeEvent.Shared)
        assertEquals(Route.Shared(null, null), routes.routes.value.last())
    }

    @Test
    fun `a report that came back stands first with its reason, until it is corrected`() {
        fake.reports = listOf(report(ReportStanding.RETURNED, act("submission.return", 7L, "reason" to "blur")))
        home.on(HomeEvent.Shown)
        val card = home.state.value.returned.single()
        assertEquals("Lubang dan air" to "return_reason/blur", card.title to card.told.reason?.id)
        home.on(HomeEvent.Open(card.record))
        assertEquals(Route.Report(card.record), routes.routes.value.last())
        fake.reports = fake.reports.map { it.copy(standing = ReportStanding.BEING_CHECKED) }
        home.on(HomeEvent.Shown)
        assertEquals(emptyList<WordCard>() to emptyList<WordCard>(), home.state.value.run { returned to news })
    }

    @Test
    fun `news are told once, the good too`() {
        val acts = listOf(act("submission.return", 7L, "reason" to "blur"), act("submission.accept", 9L))
        fake.reports = listOf(report(ReportStanding.ACCEPTED).copy(acts = acts))
        home.on(HomeEvent.Shown)
        assertEquals(listOf("submission.accept"), home.state.value.news.map { it.told.verb })
        assertEquals(emptyList<WordCard>(), home.state.value.returned)
        home.on(HomeEvent.NewsRead)
        home.on(HomeEvent.Shown)
        assertEquals(emptyList<WordCard>(), home.state.value.news)
        fake.reports = fake.reports.map { it.copy(acts = acts + act("evidence.needs_more", 10L, "reason" to "story")) }
        home.on(HomeEvent.Shown)
        assertEquals(listOf(10L), home.state.value.news.map { it.told.ms })
    }

    @Test
    fun `of a report that is put away home tells that there is news, by its number and until it is read`() {
        val back = report(ReportStanding.RETURNED, act("submission.return", 7L, "reason" to "blur", "note" to "di dermaga"))
        fake.reports = listOf(back.copy(putAway = "0417-2290"))
        home.on(HomeEvent.Shown)
        assertEquals("she cannot correct it here", emptyList<WordCard>(), home.state.value.returned)
        val card = home.state.value.news.single()
        assertEquals("0417-2290" to null, card.number to card.title)
        assertEquals(listOf(null, null, null), card.told.run { listOf(reason, note, prompt) })
        home.on(HomeEvent.NewsRead)
        assertEquals(emptyList<WordCard>(), home.state.value.news)
    }

    @Test
    fun `somebody who has begun nothing is new`() {
        home.on(HomeEvent.Shown)
        assertTrue(home.state.value.isNew)
        fake.drafts = listOf(DraftSummary("d7", "F02", "1", null, 1_000L))
        home.on(HomeEvent.Shown)
        assertFalse(home.state.value.isNew)
    }

    @Test
    fun `a form that is started opens at once`() {
        home.on(HomeEvent.Start("F02"))
        assertEquals(listOf(Route.Home, Route.Form("d1")), routes.routes.value)
    }

    @Test
    fun `a full phone begins no form, and says so`() {
        phone.free = 149_000_000
        home.on(HomeEvent.Start("F02"))
        assertEquals(listOf<Route>(Route.Home), routes.routes.value)
        assertEquals(SpaceLeft.NONE, home.state.value.space)
    }

    @Test
    fun `an almost full phone begins one with a warning`() {
        phone.free = 499_000_000
        home.on(HomeEvent.Start("F02"))
        assertEquals(Route.Form("d1"), routes.routes.value.last())
        assertEquals(SpaceLeft.LITTLE, home.state.value.space)
    }

    @Test
    fun `what the app sends by itself at opening is seen here, in counts, and what it brought`() {
        fake.reports = listOf(report(ReportStanding.WAITING))
        home.on(HomeEvent.Shown)
        fake.syncing = { progress ->
            assertEquals(1, sends.running.value?.reports)
            fake.reports = listOf(report(ReportStanding.BEING_CHECKED))
            assertTrue(progress.on(SyncStep.ENTRIES, 1uL, 1uL))
        }
        sends.begin(Core(fake, dispatcher))
        assertEquals(SyncWords(reportsWaiting = 0, photosWaiting = 0, lastMs = null, running = null), home.state.value.sync)
    }

    @Test
    fun `sending without a signal says so and changes nothing else`() {
        home.on(HomeEvent.Shown)
        val before = home.state.value
        fake.syncing = { throw FieldException.Failed("offline", Advice.RETRY) }
        home.on(HomeEvent.SendNow)
        assertEquals("offline", home.state.value.failure?.code)
        assertEquals(before, home.state.value.copy(failure = null))
    }

    @Test
    fun `a phone that the hub has not accepted may not begin a form`() {
        fake.mayCollect = false
        home.on(HomeEvent.Shown)
        assertTrue(home.state.value.waitsForHub)
    }

    @Test
    fun `nothing is claimed before the core has answered`() {
        assertFalse(home.state.value.ready)
        assertEquals(null, home.state.value.sync)
    }

    private fun act(verb: String, ms: Long, vararg args: Pair<String, String>) =
        ActTold("e$ms", "0b".repeat(16), verb, args.associate { it.first to FieldValue.Text(it.second) }, ms, null)

    private fun report(standing: ReportStanding, vararg acts: ActTold) = FakeReports.report(15, standing).copy(acts = acts.toList())
}
