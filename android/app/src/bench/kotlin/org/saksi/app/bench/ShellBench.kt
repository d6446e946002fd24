package org.saksi.app.bench

import android.app.Activity
import android.graphics.Bitmap
import android.graphics.Canvas
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
 * The shell's side of `./x bench android`: from the start of the activity until home is drawn, and from a tap until a form of 500
 * questions is, both beside what a page of one line takes; and one answer through uniffi. Judges nothing: `tests/bench/android.py`
 * does, against the core alone.
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
    private lateinit var bare: ActivityController<BareActivity>
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
        home.open().use { core -> core.drafts().forEach { core.discard(it.id) } }
        repeat(WARM + TIMES) {
            val bareStart = timed { bareStarted() }
            val barePage = timed { bareTurned() }
            val from = System.nanoTime()
            val trace = started()
            starts += Run(from, trace, bareStart)
            trace.clear()
            val tapped = System.nanoTime()
            opened("LIMARATUS")
            forms += Run(tapped, trace, barePage)
            // Else every home has one draft more to draw than the last.
            with(trace.field) { drafts().forEach { discard(it.id) } }
            controller.pause().stop().destroy()
        }
        val answers = listOf(500, 5_000).associateWith { answered(it) }
        home.tell("home.trace", starts.last().calls)
        home.tell("form.trace", forms.last().calls)
        home.tell(
            "shell.json",
            """{"warm": $WARM, "home": ${starts.told()}, "form": ${forms.told()}, "profile": "${home.profile}",
               "answers": {${answers.map { (questions, run) -> "\"$questions\": $run" }.joinToString()}}}""",
        )
    }

    /** [bareMs]: the same harness, with a page of one line. */
    private class Run(from: Long, trace: Trace, val bareMs: Double) {
        val wholeMs = (System.nanoTime() - from) / 1e6
        val answeredMs = (trace.answeredNs - from) / 1e6
        val throughMs = trace.spentMs
        val calls = trace.calls.joinToString("\n")
    }

    private fun List<Run>.told() =
        """{"whole_ms": ${map { it.wholeMs }}, "answered_ms": ${map { it.answeredMs }}, "through_ms": ${map { it.throughMs }},
            "bare_ms": ${map { it.bareMs }}}"""

    private fun timed(work: () -> Unit): Double {
        val from = System.nanoTime()
        work()
        return (System.nanoTime() - from) / 1e6
    }

    private fun bareStarted() {
        bare = Robolectric.buildActivity(BareActivity::class.java).setup()
        drawn(bare)
    }

    private fun bareTurned() {
        bare.get().page.value += 1
        drawn(bare)
        bare.pause().stop().destroy()
    }

    /** From nothing to home, drawn. The PIN is left out: a person types it, and Argon2 is slow on purpose. */
    private fun started(): Trace {
        controller = Robolectric.buildActivity(MainActivity::class.java).setup()
        val trace = Trace(home.open())
        model.opened(trace.core)
        until { homeIsThere() }
        drawn(controller)
        return trace
    }

    /** The rule's own `waitUntil` sleeps ten milliseconds between two looks: as long as what is measured. */
    private fun until(there: () -> Boolean) {
        val end = System.nanoTime() + PATIENCE_NS
        while (!there()) {
            check(System.nanoTime() < end) { "it never came" }
            Thread.sleep(1)
        }
    }

    /** Robolectric's looper runs only when it is asked to. */
    private fun homeIsThere(): Boolean {
        compose.waitForIdle()
        return runCatching { model.presenter<HomePresenter>(Route.Home) { error("not yet") }.state.value.ready }.getOrDefault(false)
    }

    private fun opened(form: String) {
        model.presenter<HomePresenter>(Route.Home) { error("home is there") }.on(HomeEvent.Start(form))
        until {
            compose.waitForIdle()
            val route = model.shell.backStack.routes.value.last()
            route is Route.Form &&
                runCatching { model.presenter<FormPresenter>(route) { error("not yet") }.state.value.view != null }.getOrDefault(false)
        }
        drawn(controller)
    }

    private fun drawn(controller: ActivityController<out Activity>) {
        compose.waitForIdle()
        val view = controller.get().window.decorView
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
        /** A phone's compiler has done its work when the app is installed, the JVM's only after so many times. */
        const val WARM = 40
        const val TIMES = 15
        const val ANSWERS = 100
        const val PATIENCE_NS = 120_000_000_000L
    }
}
