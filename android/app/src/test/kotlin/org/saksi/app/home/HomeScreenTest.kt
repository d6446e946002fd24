package org.saksi.app.home

import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.saksi.app.rig.Heard
import org.saksi.app.rig.ScreenRig
import org.saksi.app.rig.ScreenTest
import org.saksi.core.Advice
import org.saksi.presentation.core.Failure
import org.saksi.presentation.home.HomeEvent
import org.saksi.presentation.spoken.PromptsEvent

class HomeScreenTest : ScreenTest() {
    @get:Rule
    val screen = ScreenRig()

    @Test
    fun `Home with work to do`() = screen.shoot("home-working") { HomeView(HomeSamples.working, {}) }

    @Test
    fun `Home when the hub has everything`() = screen.shoot("home-all-received") { HomeView(HomeSamples.allReceived, {}) }

    @Test
    fun `Home without a signal`() = screen.shoot("home-offline") { HomeView(HomeSamples.offline, {}) }

    @Test
    fun `Home of somebody who joined without forms`() = screen.shoot("home-newcomer") { HomeView(HomeSamples.newcomer, {}) }

    @Test
    fun `Home before the first report`() = screen.shoot("home-first") { HomeView(HomeSamples.first, {}) }

    @Test
    fun `Home on a full phone`() = screen.shoot("home-full") { HomeView(HomeSamples.full, {}) }

    @Test
    fun `Home with a report that came back and one that was accepted`() = screen.shoot("home-told") { HomeView(HomeSamples.told, {}) }

    @Test
    fun `Home on a phone that does not wake the app`() = screen.shoot("home-asleep") { HomeView(HomeSamples.asleep, {}) }

    @Test
    fun `Home with photos of other apps that wait`() = screen.shoot("home-shared") { HomeView(HomeSamples.shared, {}) }

    @Test
    fun `the maker's page and putting its card away are two buttons, and shared photos lead on`() {
        val done = mutableListOf<Any>()
        screen.show { HomeView(HomeSamples.asleep.copy(shared = 1), { done += it }) { done += "maker" } }
        for (text in listOf("Buka pengaturan HP", "Jangan tampilkan lagi", "1 foto dari aplikasi lain menunggu")) {
            screen.rule.onNodeWithText(text).performScrollTo().performClick()
        }
        assertEquals(listOf("maker", HomeEvent.WakeCardAway, HomeEvent.Shared), done)
    }

    @Test
    fun `Home with news of a report that is put away`() = screen.shoot("home-numbered") { HomeView(HomeSamples.numbered, {}) }

    @Test
    fun `Home that can be heard`() = screen.shoot("home-spoken") { Heard(playing = "home/returned") { HomeView(HomeSamples.told, {}) } }

    @Test
    fun `an error that can be heard, by its own words or by what to do about it`() {
        val asked = mutableListOf<PromptsEvent>()
        screen.show { Heard(playing = null, asked::add) { HomeView(HomeSamples.offline, {}) } }
        screen.rule.onNode(hasContentDescription("Dengarkan: Tidak ada sinyal, atau pusat tidak menjawab.")).performClick()
        val busy = HomeSamples.offline.copy(failure = Failure("store_busy", Advice.RETRY))
        screen.show { Heard(playing = null, asked::add) { HomeView(busy, {}) } }
        screen.rule.onNode(hasContentDescription("Dengarkan: Penyimpanan sedang dipakai.")).performClick()
        assertEquals(listOf(PromptsEvent.Play("error/offline"), PromptsEvent.Play("error/retry")), asked)
    }

    @Test
    fun `where nobody recorded anything there is no key`() {
        screen.show { HomeView(HomeSamples.told, {}) }
        assertEquals(0, screen.rule.onAllNodes(hasContentDescription("Dengarkan", substring = true)).fetchSemanticsNodes().size)
    }

    @Test
    fun `what came back and what is new open the report`() {
        val done = mutableListOf<HomeEvent>()
        screen.show { HomeView(HomeSamples.told.copy(drafts = emptyList(), forms = emptyList()), { done += it }) }
        for (text in listOf("Lingkungan dan keselamatan", "Diterima", "Sudah dibaca", "Siap berangkat?", "Peta")) {
            screen.rule.onNodeWithText(text).performScrollTo().performClick()
        }
        val opened = HomeSamples.told.run { (returned + news).map { HomeEvent.Open(it.record) } }
        assertEquals(opened + listOf(HomeEvent.NewsRead, HomeEvent.Departure, HomeEvent.Map), done)
    }

    @Test
    fun `of many unfinished forms the newest stand here, and the rest when it is asked for`() {
        val many = (1..7).map { HomeSamples.working.drafts.single().copy(draft = "d$it", title = "Formulir $it") }
        screen.show { HomeView(HomeSamples.working.copy(drafts = many), {}) }
        screen.rule.onNodeWithText("Formulir 5").assertExists()
        screen.rule.onNodeWithText("Formulir 6").assertDoesNotExist()
        screen.rule.onNodeWithText("Tampilkan 2 lagi").performScrollTo().performClick()
        screen.rule.onNodeWithText("Formulir 7").assertExists()
        screen.rule.onNodeWithText("Tampilkan", substring = true).assertDoesNotExist()
    }

    @Test
    fun `each row leads where it says`() {
        val done = mutableListOf<HomeEvent>()
        screen.show { HomeView(HomeSamples.working.copy(forms = HomeSamples.working.forms.take(1)), { done += it }) }
        for (text in listOf("Lingkungan dan keselamatan", "Izin dan wilayah tambang", "Kirim sekarang")) {
            screen.rule.onNodeWithText(text).performScrollTo().performClick()
        }
        assertEquals(listOf(HomeEvent.Continue("d1"), HomeEvent.Start("F01"), HomeEvent.SendNow), done)
    }
}
