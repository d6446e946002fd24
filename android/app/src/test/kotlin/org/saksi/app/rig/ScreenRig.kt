package org.saksi.app.rig

import android.content.ComponentName
import androidx.activity.ComponentActivity
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.setValue
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.test.junit4.AndroidComposeTestRule
import androidx.compose.ui.test.junit4.v2.createAndroidComposeRule
import androidx.compose.ui.unit.Density
import androidx.test.core.app.ApplicationProvider
import androidx.test.ext.junit.rules.ActivityScenarioRule
import org.junit.rules.ExternalResource
import org.junit.rules.RuleChain
import org.junit.rules.TestRule
import org.junit.runner.Description
import org.junit.runners.model.Statement
import org.robolectric.Shadows.shadowOf
import org.saksi.app.theme.Framed
import org.saksi.presentation.Language
import org.saksi.presentation.Look
import java.util.TimeZone

/**
 * Draws views of samples, without activity, core or presenter: `screen.shoot("home-drafts") { HomeView(sample) {} }`
 * takes the screenshots in every wanted [Variant], holds them against the golden ones, and asserts
 * that each is accessible, and in "Mode terik" with letters of the usual size too.
 */
class ScreenRig : TestRule {
    private val compose = createAndroidComposeRule<ComponentActivity>()
    private val surroundings = object : ExternalResource() {
        private val zone = TimeZone.getDefault()

        override fun before() {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Makassar"))
            val app = ApplicationProvider.getApplicationContext<android.app.Application>()
            shadowOf(app.packageManager).addActivityIfNotPresent(ComponentName(app, ComponentActivity::class.java))
        }

        override fun after() = TimeZone.setDefault(zone)
    }
    private val chain = RuleChain.outerRule(surroundings).around(compose)

    /** For clicks and assertions on the variant drawn last. */
    val rule: AndroidComposeTestRule<ActivityScenarioRule<ComponentActivity>, ComponentActivity> = compose
    private var shown by mutableStateOf<Pair<Variant, @Composable () -> Unit>?>(null)
    private var set = false

    /** Draws one variant; what was drawn before is gone. */
    fun show(variant: Variant = Variant.golden.first(), view: @Composable () -> Unit) {
        shown = variant to view
        if (!set) compose.setContent { Shown() }
        set = true
        compose.waitForIdle()
    }

    fun shoot(name: String, view: @Composable () -> Unit) {
        val wrong = Variant.wanted.flatMap { variant ->
            show(variant, view)
            val shot = compose.runOnUiThread { Shots.draw(compose.activity) }
            val changed = Shots.hold("$name-${variant.name}", shot, variant in Variant.golden)
            val density = Density(compose.density.density, variant.fontScale)
            listOfNotNull(changed) + compose.inaccessible(density, variant.look).map { "$name-${variant.name}: $it" }
        } + inFullSun(name, view)
        if (wrong.isNotEmpty()) throw AssertionError(wrong.joinToString("\n", "\n"))
    }

    /** Keys are largest there, and stand side by side. */
    private fun inFullSun(name: String, view: @Composable () -> Unit): List<String> {
        val sun = Variant(Language.INDONESIAN, 1f, Look.SUN)
        if (sun in Variant.wanted) return emptyList()
        show(sun, view)
        return compose.inaccessible(Density(compose.density.density, sun.fontScale), sun.look).map { "$name-${sun.name}: $it" }
    }

    @Composable
    private fun Shown() {
        val (variant, view) = shown ?: return
        CompositionLocalProvider(LocalDensity provides Density(LocalDensity.current.density, variant.fontScale)) {
            androidx.compose.runtime.key(variant, view) { Framed(variant.language, variant.look) { view() } }
        }
    }

    override fun apply(base: Statement, description: Description): Statement = chain.apply(base, description)
}
