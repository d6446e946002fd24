package org.saksi.presentation.wake

import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Test
import org.saksi.presentation.MemoryNotes
import org.saksi.presentation.SendWhen
import org.saksi.presentation.Settings
import org.saksi.presentation.fake.FakePhone

class WakeUpsTest {
    private val settings = Settings(MemoryNotes())
    private val phone = FakePhone()
    private var nowMs = 1_000_000_000_000L
    private val schedule = WatchedSchedule(phone, settings) { nowMs }
    private val pages = listOf(MakerPage("xiaomi", "a/b", WakeCard.AUTOSTART), MakerPage("xiaomi", "c/d", WakeCard.BATTERY))
    private val wakeUps = on("Xiaomi Redmi 9A")

    private fun on(phone: String) = WakeUps(settings, pages, phone) { nowMs }

    private fun asked(hoursAgo: Long) {
        schedule.follow(SendWhen.ON_WIFI)
        nowMs += hoursAgo * HOUR_MS
    }

    @Test
    fun `after 47 hours nothing is said, after 48 the maker's card`() {
        asked(hoursAgo = 47)
        assertNull(wakeUps.card(unsent = true))
        nowMs += HOUR_MS
        assertEquals(WakeCard.AUTOSTART, wakeUps.card(unsent = true))
        assertEquals(listOf("a/b", "c/d"), wakeUps.targets)
    }

    @Test
    fun `with nothing unsent nothing is said`() {
        asked(hoursAgo = 100)
        assertNull(wakeUps.card(unsent = false))
    }

    @Test
    fun `a maker of whom nothing is known gets the words that fit every phone`() {
        asked(hoursAgo = 48)
        val other = on("Contoh X1")
        assertEquals(WakeCard.OTHER to emptyList<String>(), other.card(unsent = true) to other.targets)
    }

    @Test
    fun `what was put away stays away`() {
        asked(hoursAgo = 48)
        wakeUps.putAway()
        nowMs += 1_000 * HOUR_MS
        assertNull(wakeUps.card(unsent = true))
    }

    @Test
    fun `a wake-up begins the two days anew, one while the app is in front does not`() {
        asked(hoursAgo = 48)
        wakeUps.woke(inFront = true)
        assertEquals(WakeCard.AUTOSTART, wakeUps.card(unsent = true))
        wakeUps.woke(inFront = false)
        assertNull(wakeUps.card(unsent = true))
        nowMs += 47 * HOUR_MS
        assertNull(wakeUps.card(unsent = true))
    }

    @Test
    fun `asking for wake-ups again hides none that were missed`() {
        asked(hoursAgo = 30)
        schedule.follow(SendWhen.ON_ANY_LINE)
        nowMs += 18 * HOUR_MS
        assertEquals(WakeCard.AUTOSTART, wakeUps.card(unsent = true))
        assertEquals(listOf("follow ON_WIFI", "follow ON_ANY_LINE"), phone.done)
    }

    @Test
    fun `who sends by herself waits for no wake-up`() {
        asked(hoursAgo = 100)
        schedule.follow(SendWhen.WHEN_ASKED)
        wakeUps.woke(inFront = false)
        assertNull(wakeUps.card(unsent = true))
    }

    @Test
    fun `a clock that was set back misses nothing`() {
        asked(hoursAgo = -100)
        assertNull(wakeUps.card(unsent = true))
    }

    private companion object {
        const val HOUR_MS = 3_600_000L
    }
}
