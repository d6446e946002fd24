package org.saksi.presentation.phone

/** How much is in the battery; null where the phone does not tell. */
data class Charge(val percent: Int, val charging: Boolean)

interface Battery {
    fun charge(): Charge?
}
