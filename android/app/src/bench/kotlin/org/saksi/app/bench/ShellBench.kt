package org.saksi.app.bench

import android.graphics.Bitmap
import android.graphics.Canvas
import android.view.View
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.lifecycle.ViewModelProvider
import org.junit.After
import org.junit.Before
import org.junit.Rule
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.android.controller.ActivityController
import org.robolectric.annotation.Config
import org.robolectric.annotation.GraphicsMode
import org.saksi.app.MainActivity
import org.saksi.app.ShellModel
import org.saksi.app.rig.CoreRig
import org.saksi.core.Answer
import org.saksi.presentation.form.FormPresenter
import org.saksi.presentation.home.HomeEvent
import org.saksi.presentation.home.HomePresenter
import org.saksi.presentation.route.Route

/**
 * The shell's side of `./x bench android`: how long from the start of the activity until home is drawn, from a tap until a form of
 * 500 questions is drawn, and one answer through uniffi. Judges nothing: `tests/bench/android.py` does, against the core alone.
 */
@RunWith(RobolectricTestRunner::class)
@GraphicsMode(GraphicsMode.Mode.NATIVE)
@Config(sdk = [36], qualifiers = "w360dp-h640dp-xhdpi", application = BenchApplication::class)
class ShellBench {
    @get:Rule(order = 0)
    val rig = CoreRig()

    @get:Rule(order = 1)
    val compose = createEmptyComposeRule()
    private val home by lazy { BenchHome(rig).made() }
    private lateinit var controller: ActivityController<MainActivity>
    private val model get() = ViewModelProvider(controller.get())[ShellModel::class.java]

    @Before
    fun wire() {
        BenchApplication.rig = rig
    }

    @After
    fun unwire() {
        BenchApplication.rig = null
    }

    @Test
    fun measure() {
        val starts = mutableListOf<Run>()
        val forms = mutableListOf<Run>()
        home
        repeat(TIMES) {
            val from = System.nanoTime()
            val trace = started()
            starts += Run(from, trace)
            trace.clear()
            val tapped = System.nanoTime()
            opened("LIMARATUS")
            forms += Run(tapped, trace)
            controller.pause().stop().destroy()
        }
        val answers = listOf(500, 5_000).associateWith { answered(it) }
        home.tell("home.trace", starts.last().calls)
        home.tell("form.trace", forms.last().calls)
        home.tell(
            "shell.json",
            """{"home": ${starts.told()}, "form": ${forms.told()}, "profile": "${home.profile}",
               "answers": {${answers.map { (questions, run) -> "\"$questions\": $run" }.joinToString()}}}""",
        )
    }

    private class Run(from: Long, trace: Trace) {
        val wholeMs = (System.nanoTime() - from) / 1e6
        val throughMs = trace.spentMs
        val calls = trace.calls.joinToString("\n")
    }

    private fun List<Run>.told() = """{"whole_ms": ${map { it.wholeMs }}, "through_ms": ${map { it.throughMs }}}"""

    /** From nothing to home, drawn. The PIN is left out: a person types it, and Argon2 is slow on purpose. */
    private fun started(): Trace {
        controller = Robolectric.buildActivity(MainActivity::class.java).setup()
        val trace = Trace(home.open())
        model.opened(trace.core)
        compose.waitUntil(PATIENCE_MS) { homeIsThere() }
        drawn()
        return trace
    }

    /** Robolectric's looper runs only when it is asked to. */
    private fun homeIsThere(): Boolean {
        compose.waitForIdle()
        return runCatching { model.presenter<HomePresenter>(Route.Home) { error("not yet") }.state.value.ready }.getOrDefault(false)
    }

    private fun opened(form: String) {
        model.presenter<HomePresenter>(Route.Home) { error("home is there") }.on(HomeEvent.Start(form))
        compose.waitUntil(PATIENCE_MS) {
            compose.waitForIdle()
            val route = model.shell.backStack.routes.value.last()
            route is Route.Form &&
                runCatching { model.presenter<FormPresenter>(route) { error("not yet") }.state.value.view != null }.getOrDefault(false)
        }
        drawn()
    }

    private fun drawn() {
        compose.waitForIdle()
        val view: View = controller.get().window.decorView
        view.draw(Canvas(Bitmap.createBitmap(view.width, view.height, Bitmap.Config.ARGB_8888)))
    }

    /** Milliseconds of each of [ANSWERS] answers, spread over the form. */
    private fun answered(questions: Int): String = home.withForm(questions).use { field ->
        val trace = Trace(field)
        val draft = trace.core.start("BESAR")
        val places = List(ANSWERS) { field.findQuestion(draft, "q${it * (questions / ANSWERS)}") }
        val took = places.mapIndexed { number, place ->
            val from = System.nanoTime()
            trace.core.answer(draft, place, Answer.Int(number.toLong()))
            (System.nanoTime() - from) / 1e6
        }
        home.tell("answers-$questions.trace", trace.calls.joinToString("\n"))
        """{"through_ms": $took, "profile": "${home.homeOf(questions)}"}"""
    }

    private companion object {
        /** The first is the first in its process; `android.py` tells it apart. */
        const val TIMES = 9
        const val ANSWERS = 100
        const val PATIENCE_MS = 120_000L
    }
}
