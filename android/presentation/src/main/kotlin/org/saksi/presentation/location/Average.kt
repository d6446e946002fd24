package org.saksi.presentation.location

import org.saksi.core.Fix
import org.saksi.core.LatLon
import kotlin.math.cos
import kotlin.math.hypot
import kotlin.math.roundToInt

/**
 * One position out of many readings of one place: weighted by accuracy, without outliers and, unless
 * the form takes them, without mock ones. Null if nothing is left.
 *
 * The radius is that of the sharpest reading and not less: errors of one receiver minutes apart are
 * alike (same satellites, same cliff), so a hundred of them do not make a position ten times better.
 */
fun average(readings: List<Reading>, mockToo: Boolean = false): Fix? {
    val real = readings.map { it.fix }.filter { mockToo || !it.mock }
    val kept = real.filter { it.agreesWith(real.median() ?: return null) }
    val sharpest = kept.minByOrNull { it.accuracyMm } ?: return null
    val weights = kept.map { 1.0 / square(it.accuracyMm.toDouble().coerceAtLeast(LEAST_MM)) }
    fun mean(of: (Fix) -> Int) = kept.zip(weights).sumOf { (fix, weight) -> of(fix) * weight } / weights.sum()
    return sharpest.copy(
        position = LatLon(mean { it.position.latE7 }.roundToInt(), mean { it.position.lonE7 }.roundToInt()),
        ageMs = 0u,
    )
}

/** The middle one by latitude and by longitude: a few wild readings do not move it. */
private fun List<Fix>.median(): LatLon? {
    if (isEmpty()) return null
    return LatLon(map { it.position.latE7 }.sorted()[size / 2], map { it.position.lonE7 }.sorted()[size / 2])
}

/** Within three of its own radii, and at least 15 m, so that two sharp readings do not expel each other. */
private fun Fix.agreesWith(middle: LatLon): Boolean =
    roughMetres(position, middle) * MM <= (accuracyMm.toDouble() * OUTLIER).coerceAtLeast(NEAR_MM)

/** Metres on a flat map: for readings of one place only. Distances that are shown come from the core. */
private fun roughMetres(a: LatLon, b: LatLon): Double {
    val north = (a.latE7 - b.latE7) * METRES_PER_E7
    val east = (a.lonE7.toLong() - b.lonE7) * METRES_PER_E7 * cos(Math.toRadians(a.latE7 / E7))
    return hypot(north, east)
}

private fun square(x: Double) = x * x

private const val LEAST_MM = 1_000.0
private const val NEAR_MM = 15_000.0
private const val OUTLIER = 3.0
private const val MM = 1_000.0
private const val E7 = 1e7
private const val METRES_PER_E7 = 0.0111319
