package org.saksi.app.phone

import android.app.Activity
import android.content.Context
import android.os.Build
import android.os.Vibrator
import org.saksi.presentation.camera.Camera
import org.saksi.presentation.camera.CameraTools
import org.saksi.presentation.camera.Maker
import org.saksi.presentation.location.Coordinates
import org.saksi.presentation.location.CoreCoordinates
import org.saksi.presentation.location.Gps
import org.saksi.presentation.permit.Permits
import java.io.File

/** What the phone has, each behind its interface: tests give their own. */
class Phone(
    val camera: Camera,
    val gps: Gps,
    val maps: MapFiles,
    val coordinates: Coordinates,
    val maker: Maker,
    val freeBytes: () -> Long,
    val wallMs: () -> Long,
    val buzz: () -> Unit,
    /** Permissions as the activity in front sees them. */
    val permits: (inFront: () -> Activity?) -> Permits,
) {
    fun cameraTools(permits: Permits) = CameraTools(camera, gps, permits, maker, coordinates, freeBytes, wallMs, buzz)

    companion object {
        fun real(context: Context, satellites: SatelliteClock): Phone {
            val home = context.noBackupFilesDir
            val notes = PreferenceNotes(context).of("permit")
            return Phone(
                camera = AndroidCamera(context),
                gps = AndroidGps(context, satellites),
                maps = MapFiles(File(home, MAP)),
                coordinates = CoreCoordinates,
                maker = Maker("${Build.MANUFACTURER} ${Build.MODEL}", "saksi ${versionOf(context)}"),
                freeBytes = { home.usableSpace },
                wallMs = System::currentTimeMillis,
                buzz = { context.buzz() },
                permits = { inFront -> AndroidPermits(context, notes, inFront) },
            )
        }

        const val MAP = "base.mbtiles"
    }
}

private fun versionOf(context: Context): String = context.packageManager.getPackageInfo(context.packageName, 0).versionName.orEmpty()

/** Short, and without a sound. A phone whose owner switched vibration off stays still. */
@Suppress("DEPRECATION")
private fun Context.buzz() {
    val vibrator = getSystemService(Context.VIBRATOR_SERVICE) as? Vibrator ?: return
    vibrator.vibrate(BUZZ_MS)
}

private const val BUZZ_MS = 60L
