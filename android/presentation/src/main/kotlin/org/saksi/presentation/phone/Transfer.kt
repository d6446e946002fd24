package org.saksi.presentation.phone

/** Tells the phone that somebody wants something sent, so that it does not put the app to sleep meanwhile. */
interface Transfer {
    fun begin()

    fun end()
}
