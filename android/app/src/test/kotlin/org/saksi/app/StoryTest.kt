package org.saksi.app

import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.junit4.createEmptyComposeRule
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextInput
import androidx.lifecycle.ViewModelProvider
import androidx.test.core.app.ActivityScenario
import org.junit.After
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.saksi.app.rig.CoreRig
import org.saksi.app.rig.RigApplication
import org.saksi.app.rig.ScreenTest
import org.saksi.app.rig.Shots
import org.saksi.core.RecordFilter
import org.saksi.core.RecordKind
import org.saksi.presentation.join.JoinEvent

/** The app as a person has it: the real activity over the real core. */
class StoryTest : ScreenTest() {
    @get:Rule(order = 0)
    val rig = CoreRig()

    @get:Rule(order = 1)
    val compose = createEmptyComposeRule()

    private var scenario: ActivityScenario<MainActivity>? = null

    private fun start() {
        RigApplication.rig = rig
        scenario = ActivityScenario.launch(MainActivity::class.java)
    }

    @After
    fun stop() {
        scenario?.close()
        RigApplication.rig = null
    }

    private fun await(text: String) = compose.waitUntil(PATIENCE_MS) { compose.onAllNodesWithText(text).fetchSemanticsNodes().isNotEmpty() }

    private fun tap(text: String) {
        await(text)
        compose.onNodeWithText(text).performClick()
    }

    private fun pin(pin: String) = pin.forEach { compose.onNodeWithText(it.toString()).performScrollTo().performClick() }

    private fun open(name: String, bytes: ByteArray) = scenario!!.onActivity { activity ->
        val model = ViewModelProvider(activity)[ShellModel::class.java]
        model.handIn(JoinEvent.FileOpened(name, bytes))
    }

    private fun shot(name: String) {
        compose.waitForIdle()
        scenario!!.onActivity { Shots.hold("story-$name", Shots.draw(it), isGolden = false) }
    }

    @Test
    fun `a monitor joins without a signal and lands at home with the project's forms`() {
        start()
        await("Ikut proyek")
        compose.onNode(hasSetTextAction()).performTextInput(rig.card(1))
        open("lasolo.saksi.zip", rig.projectFile())
        await("Berkas dibuka: lasolo.saksi.zip")
        tap("Baca kartu")
        await("Pantau Lasolo")
        shot("1-who")
        tap("Lanjut")
        repeat(4) {
            compose.onNodeWithText("Ya").performScrollTo().performClick()
            compose.waitForIdle()
        }
        await("Penyu Biru")
        compose.onNodeWithText("Penyu Biru").performScrollTo().performClick()
        tap("Lanjut")
        pin(CoreRig.PIN)
        tap("Lanjut")
        await("Masukkan PIN lagi")
        pin(CoreRig.PIN)
        tap("Selesai, ikut")
        await("Halo, Penyu Biru")
        await("Isi laporan baru")
        shot("2-home")
        scenario!!.close()
        val consents = rig.inCore { records(RecordFilter(kind = RecordKind.PERSON)).map { fold(it.record) } }
        assertEquals(listOf("consent.open") + List(4) { "consent.give" }, consents.single().acts.map { it.verb })
    }

    private companion object {
        const val PATIENCE_MS = 30_000L
    }
}
