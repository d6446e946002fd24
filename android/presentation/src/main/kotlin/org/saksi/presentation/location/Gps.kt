package org.saksi.presentation.location

import kotlinx.coroutines.flow.Flow
import org.saksi.core.Fix
import org.saksi.core.Provider

/** A measurement, and when it was *measured* on the boot clock (not when it arrived). */
data class Reading(val fix: Fix, val measuredMs: Long)

/** The phone's location service. The receiver runs only while somebody collects [readings]. */
interface Gps {
    /** Measurements as they come; ends the receiver with the collector. Without permission: nothing. */
    val readings: Flow<Reading>

    /** Is location switched on for the whole phone? */
    fun isOn(): Boolean

    /** The boot clock, the one that readings are measured on, ms. */
    fun bootMs(): Long

    /** Wall clock minus satellite time, ms; null until satellites told it since boot. */
    fun clockOffsetMs(): Long?
}

/** A reading older than this says little about now, and nobody waits longer for one, ms. */
const val PROMPT_MS = 60_000L

/** Sharper needs no more waiting, mm: the receiver is switched off (field.md B11). */
const val SHARP_ENOUGH_MM = 5_000u

/** When the receiver is to be switched off: sharp enough, or a minute without becoming so. */
fun gpsIsDone(startedMs: Long, nowMs: Long, best: Fix?, enoughMm: UInt = SHARP_ENOUGH_MM): Boolean =
    nowMs - startedMs >= PROMPT_MS || (best != null && best.accuracyMm <= enoughMm)

/**
 * The one reading to go with a photo at [nowMs], or null: never older than a minute. Real before
 * mock, satellites before cells; then the sharpest of the last ten seconds, else the newest, because
 * a boat moves.
 */
fun List<Reading>.bestAt(nowMs: Long): Reading? {
    val prompt = filter { nowMs - it.measuredMs in 0..PROMPT_MS }
    val real = prompt.filterNot { it.fix.mock }.ifEmpty { prompt }
    val satellite = real.filter { it.fix.provider == Provider.GNSS }.ifEmpty { real }
    val fresh = satellite.filter { nowMs - it.measuredMs <= FRESH_MS }
    return fresh.minByOrNull { it.fix.accuracyMm } ?: satellite.maxByOrNull { it.measuredMs }
}

/**
 * Wall clock minus satellite time. Old receivers count weeks modulo 1,024 and say a date nineteen
 * years off: whole turns of that are taken out, for they are the receiver's fault and not the clock's.
 */
fun clockOffset(wallMs: Long, satelliteMs: Long): Long {
    val turns = Math.round((wallMs - satelliteMs).toDouble() / ROLLOVER_MS)
    return wallMs - satelliteMs - turns * ROLLOVER_MS
}

private const val FRESH_MS = 10_000L
private const val ROLLOVER_MS = 1_024L * 7 * 24 * 3_600_000
