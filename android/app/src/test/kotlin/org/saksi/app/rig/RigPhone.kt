package org.saksi.app.rig

import org.saksi.presentation.SendWhen
import org.saksi.presentation.phone.Disguise
import org.saksi.presentation.phone.Line
import org.saksi.presentation.phone.Phone
import org.saksi.presentation.phone.Schedule
import org.saksi.presentation.phone.Space

/** The phone's small adapters for a story: room enough, a line that costs, so that nothing is sent unasked. */
class RigPhone : Space, Line, Schedule, Disguise {
    var free = 2_000_000_000L
    var disguised = false

    val phone = Phone(this, this, this, this)

    override fun freeBytes() = free
    override fun usedBytes() = 82_000_000L
    override fun isThere() = true
    override fun isFree() = false
    override fun follow(chosen: SendWhen) = Unit

    override fun wear(on: Boolean) {
        disguised = on
    }
}
