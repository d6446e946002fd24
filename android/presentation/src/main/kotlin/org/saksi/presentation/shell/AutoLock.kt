package org.saksi.presentation.shell

/** After how long without a touch the app locks itself. */
enum class LockAfter(val ms: Long) { ONE_MINUTE(60_000), FIVE_MINUTES(300_000), FIFTEEN_MINUTES(900_000) }

/** Locks when the screen goes off, and when nobody touched the screen for the chosen time. */
class AutoLock(private val sinceBootMs: () -> Long, private val after: () -> LockAfter, private val lock: () -> Unit) {
    private var touchedMs = sinceBootMs()

    fun touched() {
        touchedMs = sinceBootMs()
    }

    fun screenWentOff() = lock()

    /** The app came to the front, or the time may be over. Tells when to look again, ms; null: it is locked now. */
    fun look(): Long? {
        val left = touchedMs + after().ms - sinceBootMs()
        if (left <= 0) lock()
        return left.takeIf { it > 0 }
    }
}
