package org.saksi.presentation.fake

import org.saksi.presentation.SendWhen
import org.saksi.presentation.phone.Disguise
import org.saksi.presentation.phone.Line
import org.saksi.presentation.phone.Schedule
import org.saksi.presentation.phone.Space

/** A phone with room and Wi-Fi, unless a test says otherwise. */
class FakePhone : Space, Line, Schedule, Disguise {
    var free = 1_000_000_000L
    var there = true
    var wifi = true
    val done = mutableListOf<String>()

    override fun freeBytes() = free
    override fun usedBytes() = 82_000_000L
    override fun isThere() = there
    override fun isFree() = wifi

    override fun follow(chosen: SendWhen) {
        done += "follow $chosen"
    }

    override fun wear(on: Boolean) {
        done += "wear $on"
    }
}
