package org.saksi.app.phone

import android.Manifest.permission.ACCESS_COARSE_LOCATION
import android.Manifest.permission.ACCESS_FINE_LOCATION
import android.Manifest.permission.CAMERA
import android.app.Application
import android.location.Location
import android.location.LocationManager
import android.os.Looper
import android.os.SystemClock
import androidx.test.core.app.ApplicationProvider
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancel
import kotlinx.coroutines.launch
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import org.saksi.app.rig.RigJpeg
import org.saksi.app.rig.ScreenTest
import org.saksi.core.LatLon
import org.saksi.core.Provider
import org.saksi.presentation.MemoryNotes
import org.saksi.presentation.location.Reading
import org.saksi.presentation.permit.Need
import org.saksi.presentation.permit.Permit

/** The thin adapters, as far as Robolectric goes: no frame, no satellite, no dialog. */
class AdaptersTest : ScreenTest() {
    private val app = ApplicationProvider.getApplicationContext<Application>()
    private val manager = shadowOf(app.getSystemService(LocationManager::class.java))

    private fun location(accuracy: Float?, by: String = LocationManager.GPS_PROVIDER) = Location(by).apply {
        latitude = -3.45
        longitude = 122.35
        time = System.currentTimeMillis() - 2_000
        elapsedRealtimeNanos = SystemClock.elapsedRealtimeNanos()
        accuracy?.let { this.accuracy = it }
    }

    @Test
    fun `a location becomes a fix, and one without an accuracy none`() {
        val reading = location(6.5f).toReading(SystemClock.elapsedRealtime() + 40)
        assertEquals(LatLon(-34_500_000, 1_223_500_000) to 6_500u, reading?.fix?.run { position to accuracyMm })
        assertEquals(Provider.GNSS to 40u, reading?.fix?.run { provider to ageMs })
        assertNull(location(null).toReading(0))
        assertEquals(Provider.NETWORK, location(80f, LocationManager.NETWORK_PROVIDER).toReading(0)?.fix?.provider)
    }

    @Test
    fun `the receiver runs while somebody listens, and satellites set the clock`() {
        shadowOf(app).grantPermissions(ACCESS_FINE_LOCATION)
        manager.setProviderEnabled(LocationManager.GPS_PROVIDER, true)
        val satellites = SatelliteClock()
        val gps = AndroidGps(app, satellites)
        val heard = mutableListOf<Reading>()
        val scope = CoroutineScope(Dispatchers.Unconfined)
        scope.launch { gps.readings.collect { heard += it } }
        assertTrue(manager.getLocationRequests(LocationManager.GPS_PROVIDER).isNotEmpty())
        manager.simulateLocation(location(5f))
        shadowOf(Looper.getMainLooper()).idle()
        assertEquals(listOf(5_000u), heard.map { it.fix.accuracyMm })
        assertTrue((gps.clockOffsetMs() ?: 0) in 1_500..5_000)
        scope.cancel()
        assertTrue(manager.getLocationRequests(LocationManager.GPS_PROVIDER).isEmpty())
    }

    @Test
    fun `without permission nothing is asked of the receiver, and approximate alone asks for cells`() {
        val gps = AndroidGps(app, SatelliteClock())
        val scope = CoroutineScope(Dispatchers.Unconfined)
        scope.launch { gps.readings.collect {} }
        assertTrue(manager.getLocationRequests(LocationManager.GPS_PROVIDER).isEmpty())
        assertNull(gps.clockOffsetMs())
        scope.cancel()
        shadowOf(app).grantPermissions(ACCESS_COARSE_LOCATION)
        manager.setProviderEnabled(LocationManager.NETWORK_PROVIDER, true)
        val coarse = CoroutineScope(Dispatchers.Unconfined)
        coarse.launch { gps.readings.collect {} }
        fun asked(provider: String) = manager.getLocationRequests(provider).size
        assertEquals(0 to 1, asked(LocationManager.GPS_PROVIDER) to asked(LocationManager.NETWORK_PROVIDER))
        coarse.cancel()
    }

    @Test
    fun `permissions are as Android says`() {
        val permits = AndroidPermits(app, MemoryNotes()) { null }
        assertEquals(Permit.ASK, permits.of(Need.CAMERA))
        permits.asked(Need.CAMERA)
        assertEquals(Permit.FINAL, permits.of(Need.CAMERA))
        shadowOf(app).grantPermissions(CAMERA, ACCESS_COARSE_LOCATION)
        assertEquals(Permit.GRANTED to Permit.COARSE, permits.of(Need.CAMERA) to permits.of(Need.LOCATION))
        shadowOf(app).grantPermissions(ACCESS_FINE_LOCATION)
        assertEquals(Permit.GRANTED, permits.of(Need.LOCATION))
    }

    @Test
    fun `the sensor's turn becomes the tag, and the small picture stands upright`() {
        assertEquals(listOf(6, 1, 8, 3), listOf(90 to 0, 90 to 90, 270 to 0, 270 to 90).map { (sensor, screen) -> exifOf(sensor, screen) })
        val small = checkNotNull(smallOf(RigJpeg.scene(seed = 5), orientation = 6))
        val bounds = android.graphics.BitmapFactory.decodeByteArray(small.jpeg, 0, small.jpeg.size)
        assertTrue(bounds.height > bounds.width)
        assertFalse(small.black)
        assertTrue(checkNotNull(smallOf(RigJpeg.black(), orientation = 1)).black)
        assertNull(smallOf(ByteArray(10), orientation = 1))
    }
}
