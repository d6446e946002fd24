package org.saksi.app.phone

import android.Manifest.permission.ACCESS_COARSE_LOCATION
import android.Manifest.permission.ACCESS_FINE_LOCATION
import android.annotation.SuppressLint
import android.content.Context
import android.content.pm.PackageManager.PERMISSION_GRANTED
import android.location.Location
import android.location.LocationListener
import android.location.LocationManager
import android.os.Bundle
import android.os.Looper
import android.os.SystemClock
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.callbackFlow
import org.saksi.core.Fix
import org.saksi.core.LatLon
import org.saksi.core.Provider
import org.saksi.presentation.location.Gps
import org.saksi.presentation.location.Reading
import org.saksi.presentation.location.clockOffset

/** Satellites and cells by Android's own LocationManager: no Play services, which many phones lack. */
class AndroidGps(private val context: Context, private val satellites: SatelliteClock) : Gps {
    private val manager = context.getSystemService(Context.LOCATION_SERVICE) as LocationManager

    override val readings: Flow<Reading> = callbackFlow {
        val ear = Ear { location ->
            satellites.hear(location)
            location.toReading(bootMs())?.let(::trySend)
        }
        for (provider in allowed()) listen(provider, ear)
        awaitClose { manager.removeUpdates(ear) }
    }

    override fun isOn(): Boolean = PROVIDERS.any { it in manager.allProviders && manager.isProviderEnabled(it) }

    override fun bootMs() = SystemClock.elapsedRealtime()

    override fun clockOffsetMs(): Long? = satellites.nowMs()?.let { clockOffset(System.currentTimeMillis(), it) }

    private fun granted(permission: String) = context.checkSelfPermission(permission) == PERMISSION_GRANTED

    /** "Approximate" alone (Android 12) gives cells only. */
    private fun allowed(): List<String> = when {
        granted(ACCESS_FINE_LOCATION) -> PROVIDERS
        granted(ACCESS_COARSE_LOCATION) -> listOf(LocationManager.NETWORK_PROVIDER)
        else -> emptyList()
    }.filter { it in manager.allProviders }

    /** [allowed] has asked for the permission; it may be taken back in between. */
    @SuppressLint("MissingPermission")
    private fun listen(provider: String, ear: LocationListener) = try {
        manager.requestLocationUpdates(provider, EVERY_MS, 0f, ear, Looper.getMainLooper())
    } catch (_: SecurityException) {
        Unit
    }

    private companion object {
        val PROVIDERS = listOf(LocationManager.GPS_PROVIDER, LocationManager.NETWORK_PROVIDER)
        const val EVERY_MS = 1_000L
    }
}

/** Satellite time, carried on by the boot clock from the last fix that told it. */
class SatelliteClock {
    @Volatile
    private var last: Pair<Long, Long>? = null

    fun hear(location: Location) {
        if (location.provider != LocationManager.GPS_PROVIDER || location.isMocked()) return
        last = location.time to location.elapsedRealtimeNanos / NANOS
    }

    /** Null until satellites told it since boot. */
    fun nowMs(): Long? = last?.let { (told, at) -> told + SystemClock.elapsedRealtime() - at }
}

/** A location without an accuracy is no fix: the next one is waited for. */
internal fun Location.toReading(bootMs: Long): Reading? {
    if (!hasAccuracy() || accuracy <= 0f) return null
    if (!latitude.isFinite() || !longitude.isFinite()) return null
    val measuredMs = elapsedRealtimeNanos / NANOS
    return Reading(
        Fix(
            position = LatLon(Math.round(latitude * E7).toInt(), Math.round(longitude * E7).toInt()),
            accuracyMm = (accuracy.toDouble() * MM).coerceIn(1.0, MOST_MM).toUInt(),
            provider = providerOf(provider),
            mock = isMocked(),
            ageMs = (bootMs - measuredMs).coerceIn(0, Int.MAX_VALUE.toLong()).toUInt(),
        ),
        measuredMs,
    )
}

private fun providerOf(name: String?) = when (name) {
    LocationManager.GPS_PROVIDER -> Provider.GNSS
    LocationManager.NETWORK_PROVIDER -> Provider.NETWORK
    else -> Provider.FUSED
}

/** The older name of `isMock`: it is there on every Android that the app runs on. */
@Suppress("DEPRECATION")
private fun Location.isMocked() = isFromMockProvider

/** Before Android 11 every method of the listener must be there, or the system's call ends the app. */
private class Ear(private val heard: (Location) -> Unit) : LocationListener {
    override fun onLocationChanged(location: Location) = heard(location)

    override fun onProviderEnabled(provider: String) = Unit

    override fun onProviderDisabled(provider: String) = Unit

    @Deprecated("called by Android 8 and 9")
    override fun onStatusChanged(provider: String?, status: Int, extras: Bundle?) = Unit
}

private const val NANOS = 1_000_000
private const val E7 = 1e7
private const val MM = 1_000.0
private const val MOST_MM = 2_000_000_000.0
