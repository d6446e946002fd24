package org.saksi.presentation.location

import org.saksi.core.FieldException
import org.saksi.core.LatLon
import org.saksi.core.metresBetween
import org.saksi.core.positionDecimal
import org.saksi.core.positionDms
import org.saksi.core.readPosition

/** Positions as text and distances, by the core's rules: nothing is parsed or written twice. */
interface Coordinates {
    /** Decimal degrees or degrees, minutes, seconds, in either hemisphere; null if it is neither. */
    fun read(text: String): LatLon?

    fun dms(at: LatLon): String

    fun decimal(at: LatLon): String

    fun metres(from: LatLon, to: LatLon): Double
}

/** The core's. */
object CoreCoordinates : Coordinates {
    override fun read(text: String): LatLon? = try {
        readPosition(text)
    } catch (_: FieldException) {
        null
    }

    override fun dms(at: LatLon) = positionDms(at)

    override fun decimal(at: LatLon) = positionDecimal(at)

    override fun metres(from: LatLon, to: LatLon) = metresBetween(from, to)
}
