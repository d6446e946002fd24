package org.saksi.app.phone

import android.content.Context
import android.hardware.Sensor
import android.hardware.SensorEvent
import android.hardware.SensorEventListener
import android.hardware.SensorManager
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.callbackFlow
import kotlinx.coroutines.flow.conflate
import kotlinx.coroutines.flow.distinctUntilChanged
import org.saksi.presentation.form.Compass
import kotlin.math.roundToInt

/** The phone's rotation sensor, as it is held to look at something through its back. */
class RotationCompass(context: Context) : Compass {
    private val sensors = context.getSystemService(Context.SENSOR_SERVICE) as? SensorManager
    private val rotation = sensors?.getDefaultSensor(Sensor.TYPE_ROTATION_VECTOR)
    override val isThere = rotation != null

    override val degrees: Flow<Int> = callbackFlow {
        val ear = object : SensorEventListener {
            override fun onSensorChanged(event: SensorEvent) {
                trySend(direction(event.values))
            }

            override fun onAccuracyChanged(sensor: Sensor, accuracy: Int) = Unit
        }
        sensors?.registerListener(ear, rotation, SensorManager.SENSOR_DELAY_UI)
        awaitClose { sensors?.unregisterListener(ear) }
    }.conflate().distinctUntilChanged()

    private fun direction(vector: FloatArray): Int {
        val lying = FloatArray(MATRIX)
        val standing = FloatArray(MATRIX)
        SensorManager.getRotationMatrixFromVector(lying, vector)
        SensorManager.remapCoordinateSystem(lying, SensorManager.AXIS_X, SensorManager.AXIS_Z, standing)
        val azimuth = SensorManager.getOrientation(standing, FloatArray(ANGLES))[0]
        return Math.floorMod(Math.toDegrees(azimuth.toDouble()).roundToInt(), FULL_TURN)
    }

    private companion object {
        const val MATRIX = 9
        const val ANGLES = 3
        const val FULL_TURN = 360
    }
}
