package org.saksi.app

import android.view.View
import android.view.ViewGroup
import android.view.inputmethod.EditorInfo
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performTextInput
import kotlinx.coroutines.runBlocking
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.saksi.app.rig.AppRig
import org.saksi.app.rig.CoreRig
import org.saksi.app.rig.ScreenTest
import org.saksi.app.rig.unlock
import org.saksi.core.Answer
import org.saksi.presentation.route.Route
import org.saksi.presentation.shell.Stage

/** Locking at the worst moment: in the middle of a word, while it opens, while it wipes. */
class LockStoryTest : ScreenTest() {
    @get:Rule
    val app = AppRig()

    private val form = "type,name,label\ntext,site,Tempat?\n\u0000\u0000form_title,form_id,version\nTempat,T8,1\n".encodeToByteArray()

    /** A draft with its only question on screen. */
    private fun atQuestion(): String {
        val draft = app.core.joined(1).inCore { installForm(form); start("T8") }
        app.start()
        app.unlock()
        app.await("Isi laporan baru")
        app.model.shell.backStack.go(Route.Form(draft))
        app.await("Tempat?")
        return draft
    }

    private fun field() = app.compose.onNode(hasSetTextAction())

    @Test
    fun `a screen that goes dark in the middle of a word loses none of it`() {
        val draft = atQuestion()
        field().performTextInput("Lasolo Kepul")
        app.model.autoLock.screenWentOff()
        assertEquals(Stage.Locked, app.model.shell.stage.value)
        app.unlock()
        app.await("Lasolo Kepul")
        app.end()
        app.core.inCore { assertEquals(Answer.Text("Lasolo Kepul"), questionAt(draft, "site").value) }
    }

    @Test
    fun `a screen that goes dark while the PIN is looked at leaves it locked, and the next PIN opens`() {
        app.core.joined(1)
        app.start()
        app.await("Buka")
        app.pin()
        app.tap("Buka")
        app.model.autoLock.screenWentOff()
        app.await("Buka")
        assertEquals(Stage.Locked, app.model.shell.stage.value)
        app.unlock()
        app.await("Isi laporan baru")
    }

    @Test
    fun `what locked itself while it was wiped asks for no PIN, and nothing of her is left in what the phone saves`() {
        atQuestion()
        app.model.notes.of("location d1 spot")["typed"] = "-3.4567, 122.3456"
        (app.model.shell.stage.value as Stage.Open).let { open -> runBlocking { open.core.ask { panicWipe() } } }
        app.model.autoLock.screenWentOff()
        app.model.wiped()
        assertEquals(Stage.Outside, app.model.shell.stage.value)
        assertEquals(null, app.model.notes.of("location d1 spot")["typed"])
        app.await("Ikut proyek")
    }

    @Test
    fun `the keyboard is asked to learn nothing, and typing keeps the app open`() {
        atQuestion()
        field().performClick()
        app.compose.waitForIdle()
        val asked = EditorInfo()
        val connection = checkNotNull(app.activity.window.decorView.typedInto().onCreateInputConnection(asked)) { "a field has the focus" }
        assertTrue(asked.imeOptions and EditorInfo.IME_FLAG_NO_PERSONALIZED_LEARNING != 0)
        connection.commitText("Las", 1)
        app.await("Las")
    }

    private fun View.typedInto(): View = generateSequence(listOf(this)) { level ->
        level.flatMap { view -> (view as? ViewGroup)?.let { group -> (0 until group.childCount).map(group::getChildAt) }.orEmpty() }.ifEmpty { null }
    }.flatten().first { it.onCheckIsTextEditor() }
}
