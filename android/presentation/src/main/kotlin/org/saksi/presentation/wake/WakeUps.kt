package org.saksi.presentation.wake

import org.saksi.presentation.SendWhen
import org.saksi.presentation.Settings
import org.saksi.presentation.phone.Schedule

/**
 * Does this phone wake the app when it was asked to? Some makers' do not (field.md A18). It is only told once it was missed
 * for two days with something unsent; and nothing is promised of what helps.
 */
class WakeUps(private val settings: Settings, private val pages: List<MakerPage>, private val phone: String, private val wallMs: () -> Long) {
    /** The maker's own pages for it, to be tried in this order; none is known of most makers. */
    val targets: List<String> get() = mine().map { it.target }

    /** The phone woke the app. While it is [inFront] that proves nothing: opening it sets free what was held back. */
    fun woke(inFront: Boolean) {
        if (!inFront && settings.wokenMs != null) settings.wokenMs = wallMs()
    }

    /** The card to be shown, if any: [unsent] says whether something waits to be sent. */
    fun card(unsent: Boolean): WakeCard? {
        val wokenMs = settings.wokenMs ?: return null
        if (!unsent || settings.wakeCardAway || wallMs() - wokenMs < MISSED_MS) return null
        return mine().firstOrNull()?.card ?: WakeCard.OTHER
    }

    fun putAway() {
        settings.wakeCardAway = true
    }

    private fun mine() = pages.filter { phone.lowercase().startsWith(it.maker) }

    private companion object {
        const val MISSED_MS = 48 * 3_600_000L
    }
}

/** From when on wake-ups can be missed: since they were asked for. */
class WatchedSchedule(private val schedule: Schedule, private val settings: Settings, private val wallMs: () -> Long) : Schedule {
    override fun follow(chosen: SendWhen) {
        settings.wokenMs = if (chosen == SendWhen.WHEN_ASKED) null else settings.wokenMs ?: wallMs()
        schedule.follow(chosen)
    }
}
