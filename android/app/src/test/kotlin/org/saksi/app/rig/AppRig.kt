package org.saksi.app.rig

import android.content.Intent
import android.content.res.Configuration
import android.content.res.Configuration.ORIENTATION_PORTRAIT
import android.os.Build
import android.os.Bundle
import android.os.Parcel
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.ComposeTimeoutException
import androidx.compose.ui.test.junit4.ComposeTestRule
import androidx.compose.ui.test.junit4.v2.createEmptyComposeRule
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performSemanticsAction
import androidx.compose.ui.unit.Density
import androidx.lifecycle.ViewModelProvider
import org.junit.rules.ExternalResource
import org.junit.rules.RuleChain
import org.junit.rules.TestRule
import org.junit.runner.Description
import org.junit.runners.model.Statement
import org.robolectric.Robolectric
import org.robolectric.RuntimeEnvironment
import org.robolectric.android.controller.ActivityController
import org.saksi.app.MainActivity
import org.saksi.app.ShellModel
import java.io.File
import java.util.TimeZone

/**
 * The app as a person has it: the real activity over the real core, from start to the end of the
 * process and back. Words on screen are the Indonesian ones unless the test chose otherwise.
 */
class AppRig(val core: CoreRig = CoreRig()) : TestRule {
    val compose: ComposeTestRule = createEmptyComposeRule()
    private var controller: ActivityController<MainActivity>? = null
    private val surroundings = object : ExternalResource() {
        private val zone = TimeZone.getDefault()

        override fun before() {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Makassar"))
            RigApplication.rig = core
        }

        override fun after() {
            end()
            RigApplication.rig = null
            TimeZone.setDefault(zone)
        }
    }
    private val chain = RuleChain.outerRule(core).around(surroundings).around(compose)

    val activity: MainActivity get() = checkNotNull(controller) { "start() comes first" }.get()
    val model: ShellModel get() = ViewModelProvider(activity)[ShellModel::class.java]

    /** With what another process [wrote][goBehind], or as from the list of apps. */
    fun start(saved: File? = null) {
        val state = saved?.readBytes()?.let(::read)
        controller = Robolectric.buildActivity(MainActivity::class.java).run { if (state == null) setup() else setup(state) }
        compose.waitForIdle()
    }

    /** Another app comes to the front: what the phone keeps for this one is written into [saved]. */
    fun goBehind(saved: File) {
        val state = Bundle()
        checkNotNull(controller) { "start() comes first" }.pause().saveInstanceState(state).stop()
        saved.writeBytes(written(state))
    }

    /** Another app, or the launcher, brings it to the front with [intent]. */
    fun comes(intent: Intent) {
        checkNotNull(controller) { "start() comes first" }.newIntent(intent)
        compose.waitForIdle()
    }

    /** The phone ends the process behind another app and starts it again: only the saved state is left. */
    fun restart() {
        val old = checkNotNull(controller) { "start() comes first" }
        val saved = Bundle()
        old.pause().saveInstanceState(saved).stop().destroy()
        controller = Robolectric.buildActivity(MainActivity::class.java).setup(copied(saved))
        compose.waitForIdle()
    }

    /** Ends the activity, which closes the core: then `core.inCore` may look into the store. */
    fun end() {
        controller?.run { pause().stop().destroy() }
        controller = null
    }

    /** The core works on threads of its own, so a screen comes when it comes. */
    fun await(text: String) =
        until("\"$text\"") { compose.onAllNodesWithText(text, substring = true).fetchSemanticsNodes().isNotEmpty() }

    /** Waits until [holds], with what the core answered meanwhile on screen. A miss leaves a picture. */
    fun until(what: String, holds: () -> Boolean) = try {
        compose.waitUntil(PATIENCE_MS) { compose.waitForIdle(); holds() }
    } catch (late: ComposeTimeoutException) {
        Shots.leave("missed", Shots.draw(activity))
        throw AssertionError("$what did not come: see out/shots/missed-*.png", late)
    }

    /**
     * Waits for it, scrolls to it where that is possible, taps it. The tap goes to the thing and not to its
     * place: what the core answers meanwhile may move it.
     */
    fun tap(text: String) {
        await(text)
        until("\"$text\" to tap") { isEnabled(text) }
        val node = compose.onNodeWithText(text)
        runCatching { node.performScrollTo() }
        node.performSemanticsAction(SemanticsActions.OnClick)
        compose.waitForIdle()
    }

    fun pin(pin: String = CoreRig.PIN) = pin.forEach { tap(it.toString()) }

    /** A picture of the story, with the accessibility of what it shows; not compared with anything. */
    fun shot(name: String) {
        compose.waitForIdle()
        if (Variant.wanted == Variant.all) {
            inEach(Variant.all) { Shots.leave("story-$name-${it.name}", Shots.draw(activity)) }
        } else {
            Shots.leave("story-$name", Shots.draw(activity))
            assertAccessible()
        }
    }

    /**
     * The same in every look, compared with the golden ones: for a screen without a time on it. [words] are
     * the core's, in Indonesian and English: they come when the core has answered. Answers what is wrong.
     */
    fun golden(name: String, vararg words: String): List<String> {
        val wrong = mutableListOf<String>()
        inEach(Variant.wanted, words.toList()) { variant ->
            val changed = Shots.hold("story-$name-${variant.name}", Shots.draw(activity), variant in Variant.golden, Build.VERSION.SDK_INT)
            wrong += listOfNotNull(changed)
        }
        return wrong
    }

    /** Language, look and size of letters are changed as a person does it, and changed back. */
    private fun inEach(variants: List<Variant>, words: List<String> = emptyList(), draw: (Variant) -> Unit) {
        val settings = model.graph.settings
        val before = Variant(settings.language.value, 1f, settings.look.value)
        for (variant in variants) {
            see(variant)
            words.getOrNull(variant.language.ordinal)?.let { await(it) } ?: settle()
            draw(variant)
            assertAccessible(variant.fontScale)
        }
        see(before)
        words.getOrNull(before.language.ordinal)?.let { await(it) }
    }

    /** No word is known to wait for: what the core answers in the new language comes within half a second or is missing in the picture. */
    private fun settle() = repeat(10) {
        Thread.sleep(50)
        compose.waitForIdle()
    }

    private fun see(variant: Variant) {
        model.graph.settings.choose(variant.language)
        model.graph.settings.choose(variant.look)
        compose.waitForIdle()
        letters(variant.fontScale)
        // The core's own texts are read again when a screen comes to the front.
        checkNotNull(controller) { "start() comes first" }.pause().resume()
        compose.waitForIdle()
    }

    @Suppress("DEPRECATION")
    private fun letters(scale: Float) {
        val configuration = Configuration(activity.resources.configuration).apply { fontScale = scale }
        activity.resources.updateConfiguration(configuration, activity.resources.displayMetrics)
        compose.runOnUiThread { activity.window.decorView.dispatchConfigurationChanged(configuration) }
        compose.waitForIdle()
    }

    /** What is on screen just now, in the look that is chosen. */
    fun assertAccessible(scale: Float = 1f) =
        compose.assertAccessible(Density(activity.resources.displayMetrics.density, scale), model.graph.settings.look.value)

    /** The phone is turned, and back at the next call: the activity is made anew, the process lives. */
    fun turn() {
        val upright = activity.resources.configuration.orientation == ORIENTATION_PORTRAIT
        RuntimeEnvironment.setQualifiers(if (upright) "+w640dp-h360dp-land" else "+w360dp-h640dp-port")
        checkNotNull(controller) { "start() comes first" }.recreate()
        compose.waitForIdle()
    }

    fun isEnabled(text: String) = SemanticsProperties.Disabled !in compose.onNodeWithText(text).fetchSemanticsNode().config

    /** Through a parcel, as the system does it: what does not survive that is not saved. */
    private fun copied(saved: Bundle) = read(written(saved))

    private fun written(saved: Bundle): ByteArray = Parcel.obtain().run { writeBundle(saved); marshall().also { recycle() } }

    private fun read(bytes: ByteArray): Bundle {
        val parcel = Parcel.obtain().apply { unmarshall(bytes, 0, bytes.size); setDataPosition(0) }
        return checkNotNull(parcel.readBundle(MainActivity::class.java.classLoader)) { "what was written can be read" }
    }

    override fun apply(base: Statement, description: Description): Statement = chain.apply(base, description)

    private companion object {
        const val PATIENCE_MS = 90_000L
    }
}
