package org.saksi.app.form

import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.SemanticsMatcher.Companion.keyIsDefined
import androidx.compose.ui.test.SemanticsNodeInteraction
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasScrollToNodeAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onAllNodesWithContentDescription
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.performSemanticsAction
import androidx.compose.ui.test.performTextReplacement
import androidx.compose.ui.test.performTouchInput
import androidx.compose.ui.test.swipe
import org.saksi.app.rig.AppRig
import org.saksi.core.Answer
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.route.Route

/** Fills in forms as a person does, by what she reads. */
class FormRobot(private val app: AppRig) {
    /** Unlocks and opens a draft. */
    fun open(draft: String) {
        app.start()
        unlock()
        app.await("Isi laporan baru")
        app.model.shell.backStack.go(Route.Form(draft))
    }

    fun unlock() {
        app.pin()
        app.tap("Buka")
    }

    /** Waits for the question, types into its field. */
    fun type(label: String, text: String) {
        val field = hasSetTextAction() and (hasContentDescription(label) or hasText(label))
        app.compose.waitUntil(PATIENCE_MS) { app.compose.onAllNodes(field).fetchSemanticsNodes().isNotEmpty() }
        app.compose.onNode(field).seen().performTextReplacement(text)
    }

    /** Types into the field that narrows a list. */
    fun search(text: String) = app.compose.onNode(hasSetTextAction()).seen().performTextReplacement(text)

    /** Waits for the question, taps each word. What each tap opens is walked too. */
    fun pick(label: String, vararg taps: String) {
        app.await(label)
        taps.forEach {
            app.assertAccessible()
            app.tap(it)
        }
    }

    /** Drags a slider: to its [at]th value, from 0. */
    fun slide(label: String, at: Int) {
        app.await(label)
        app.compose.onNode(slider(label)).seen().performSemanticsAction(SemanticsActions.SetProgress) { it(at.toFloat()) }
        app.compose.waitForIdle()
    }

    /** One stroke on the sheet to draw on. */
    fun draw() {
        app.compose.onNode(hasContentDescription("Lembar gambar", substring = true)).performTouchInput {
            swipe(Offset(width * 0.2f, height * 0.3f), Offset(width * 0.7f, height * 0.6f))
        }
        app.compose.waitForIdle()
    }

    /** Of several keys that read alike, the one at [index]. */
    fun keyAt(index: Int, spoken: String) {
        app.compose.onAllNodesWithContentDescription(spoken)[index].seen().performClick()
        app.compose.waitForIdle()
    }

    /** Is it to be read anywhere on this page? */
    fun reads(text: String) = app.compose.onAllNodesWithText(text, substring = true).fetchSemanticsNodes().isNotEmpty()

    /** Into how many steps its ticks part it; none: it has no ticks. */
    fun ticks(label: String): Int {
        app.await(label)
        return app.compose.onNode(slider(label)).fetchSemanticsNode().config[SemanticsProperties.ProgressBarRangeInfo].steps
    }

    private fun slider(label: String) = hasContentDescription(label) and keyIsDefined(SemanticsActions.SetProgress)

    /** A key whose face is a sign is found by what TalkBack reads. */
    fun key(spoken: String) {
        app.compose.waitUntil(PATIENCE_MS) { app.compose.onAllNodes(hasContentDescription(spoken)).fetchSemanticsNodes().isNotEmpty() }
        app.compose.onNodeWithContentDescription(spoken).seen().performClick()
        app.compose.waitForIdle()
    }

    fun awaitGone(text: String) =
        app.compose.waitUntil(PATIENCE_MS) { app.compose.onAllNodesWithText(text, substring = true).fetchSemanticsNodes().isEmpty() }

    /** By the list of questions, of which only what is seen is drawn. */
    fun jump(label: String) {
        app.tap("Daftar pertanyaan")
        app.await("Ke akhir")
        app.compose.onNode(hasScrollToNodeAction()).performScrollToNode(hasText(label))
        app.assertAccessible()
        app.tap(label)
    }

    fun toEnd() {
        app.tap("Daftar pertanyaan")
        app.tap("Ke akhir")
        app.await("Periksa dan selesaikan")
    }

    /** Goes to a required question by the end page's list, and taps. */
    fun fromEnd(label: String, vararg taps: String) {
        toEnd()
        app.tap(label)
        pick("$label (wajib)", *taps)
    }

    /** The one that can be tapped, of several that read alike. */
    fun tapKey(text: String) {
        app.await(text)
        app.compose.onNode(hasText(text) and hasClickAction()).seen().performClick()
        app.compose.waitForIdle()
    }

    /** On, after this page was walked for labels and sizes. */
    fun next() {
        app.assertAccessible()
        app.tap("Lanjut")
    }

    private fun SemanticsNodeInteraction.seen() = apply { runCatching { performScrollTo() } }

    private companion object {
        const val PATIENCE_MS = 60_000L
    }
}

/** What is stored for a question outside repeats. */
fun FieldCore.stored(draft: String, name: String): Answer? = questionAt(draft, findQuestion(draft, name)).value
