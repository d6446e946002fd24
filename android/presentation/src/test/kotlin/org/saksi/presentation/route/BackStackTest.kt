package org.saksi.presentation.route

import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.saksi.presentation.MemoryNotes

class BackStackTest {
    private val notes = MemoryNotes()

    @Test
    fun `every route comes back from its text`() {
        val routes = listOf(
            Route.Home, Route.Form("0a"), Route.Camera("0a", "/F02/photo[1]", null), Route.Camera("0a", "photo", "0f"),
            Route.Location("0a", "where"), Route.Shared(null, null), Route.Shared("0a", "air/foto"), Route.Departure, Route.Map,
            Route.PickPoint("0a", "what"), Route.Records, Route.Report("0f"), Route.Conflicts, Route.Sync, Route.Settings, Route.Safety,
            Route.Voices, Route.Trial, Route.About,
        )
        for (route in routes) assertEquals(route, Route.read(route.text))
        val all = Route::class.java.declaredClasses.filter { Route::class.java.isAssignableFrom(it) }
        assertEquals("a new route is missing here", all.toSet(), routes.map { it.javaClass }.toSet())
    }

    @Test
    fun `a screen that was left already leaves no other one`() {
        val routes = BackStack(notes).apply {
            go(Route.Form("0a"))
            go(Route.Map)
        }
        assertTrue(routes.back(Route.Map))
        assertFalse(routes.back(Route.Map))
        assertEquals(listOf(Route.Home, Route.Form("0a")), routes.routes.value)
    }

    @Test
    fun `the end of the process leads back to the same place`() {
        BackStack(notes).run {
            go(Route.Records)
            go(Route.Form("0a"))
        }
        assertEquals(listOf(Route.Home, Route.Records, Route.Form("0a")), BackStack(notes).routes.value)
    }

    @Test
    fun `shared photos come back for the question that they were for, or for none`() {
        val both = listOf(Route.Home, Route.Shared(null, null), Route.Shared("0a", "air/foto"))
        BackStack(notes).run { both.drop(1).forEach(::go) }
        assertEquals(both, BackStack(notes).routes.value)
    }

    @Test
    fun `a route of a newer version is left out`() {
        notes["routes"] = "home\nwarp 9\nrecords"
        assertEquals(listOf(Route.Home, Route.Records), BackStack(notes).routes.value)
    }

    @Test
    fun `at the bottom the system may close the app`() {
        val stack = BackStack(notes)
        stack.go(Route.Sync)
        assertTrue(stack.back())
        assertFalse(stack.back())
    }
}
