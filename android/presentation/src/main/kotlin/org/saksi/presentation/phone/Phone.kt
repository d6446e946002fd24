package org.saksi.presentation.phone

import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.update
import org.saksi.presentation.SendWhen
import org.saksi.presentation.core.FieldCore
import java.util.concurrent.atomic.AtomicReference

/** Room on the phone, bytes. */
interface Space {
    fun freeBytes(): Long

    /** What this app holds. */
    fun usedBytes(): Long
}

/** The line to the outside, as the phone sees it now. */
interface Line {
    fun isThere(): Boolean

    /** Wi-Fi or the like: sending costs nothing. */
    fun isFree(): Boolean
}

/** Asks the phone to wake the app now and then. Phones do not keep such promises, so none is made. */
interface Schedule {
    fun follow(chosen: SendWhen)
}

/** Another icon and name among the other apps. */
interface Disguise {
    fun wear(on: Boolean)
}

/** How much room is left. */
enum class SpaceLeft {
    ENOUGH,

    /** A form may begin, with a warning. */
    LITTLE,

    /** No new form: its photos would not fit. */
    NONE;

    companion object {
        private const val MB = 1_000_000L
        private const val LITTLE_MB = 500
        private const val NONE_MB = 150

        fun of(freeBytes: Long) = when {
            freeBytes < NONE_MB * MB -> NONE
            freeBytes < LITTLE_MB * MB -> LITTLE
            else -> ENOUGH
        }
    }
}

/** The core while it is unlocked, for work that the phone wakes the app for. */
class OpenCore {
    private val core = AtomicReference<FieldCore?>()
    private val heard = MutableStateFlow(0)

    /** Changes after each sync: what is shown may be older than what is known. */
    val syncs: StateFlow<Int> = heard

    fun synced() = heard.update { it + 1 }

    fun set(open: FieldCore?) = core.set(open)

    fun get(): FieldCore? = core.get()
}
