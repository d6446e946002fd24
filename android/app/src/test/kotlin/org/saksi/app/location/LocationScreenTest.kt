package org.saksi.app.location

import androidx.compose.runtime.Composable
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextInput
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.saksi.app.parts.PermitAsker
import org.saksi.app.rig.ScreenRig
import org.saksi.app.rig.ScreenTest
import org.saksi.presentation.location.LocationEvent
import org.saksi.presentation.location.LocationState

class LocationScreenTest : ScreenTest() {
    @get:Rule
    val screen = ScreenRig()
    private val done = mutableListOf<LocationEvent>()

    @Composable
    private fun Place(state: LocationState) = LocationView(state, { done += it }, PermitAsker({}, {}))

    @Test
    fun `looking for satellites`() = screen.shoot("location-searching") { Place(LocationSamples.searching) }

    @Test
    fun `measured, and worse than the form wants`() = screen.shoot("location-poor") { Place(LocationSamples.poor) }

    @Test
    fun `measured and averaged`() = screen.shoot("location-found") { Place(LocationSamples.found) }

    @Test
    fun `typed and understood`() = screen.shoot("location-typed") { Place(LocationSamples.typed) }

    @Test
    fun `only mock readings`() = screen.shoot("location-mock") { Place(LocationSamples.mock) }

    @Test
    fun `only approximate location`() = screen.shoot("location-coarse") { Place(LocationSamples.coarse) }

    @Test
    fun `taps tell what they say`() {
        screen.show { Place(LocationSamples.found.copy(typed = "1 2", typedDms = "1 2")) }
        for (text in listOf("Pakai titik ini", "Ukur lagi", "Tunjuk di peta", "Pakai koordinat ini")) {
            screen.rule.onNodeWithText(text).run {
                runCatching { performScrollTo() }
                performClick()
            }
        }
        screen.show { Place(LocationSamples.searching) }
        screen.rule.onNode(hasSetTextAction()).performScrollTo().performTextInput("3")
        val events = listOf(LocationEvent.UseMeasured, LocationEvent.Again, LocationEvent.OnMap, LocationEvent.UseTyped, LocationEvent.Typed("3"))
        assertEquals(events, done)
    }
}
