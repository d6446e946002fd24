package org.saksi.app.phone

import android.app.Activity
import android.content.Context
import android.os.Build
import android.os.Vibrator
import org.saksi.app.R
import org.saksi.app.keystore.AndroidDeviceKey
import org.saksi.core.prompts
import org.saksi.presentation.Language
import org.saksi.presentation.Settings
import org.saksi.presentation.camera.Camera
import org.saksi.presentation.camera.CameraTools
import org.saksi.presentation.camera.Maker
import org.saksi.presentation.camera.ScanTools
import org.saksi.presentation.departure.DepartureTools
import org.saksi.presentation.form.Compass
import org.saksi.presentation.form.FormTools
import org.saksi.presentation.form.Recorder
import org.saksi.presentation.location.Coordinates
import org.saksi.presentation.location.CoreCoordinates
import org.saksi.presentation.location.Gps
import org.saksi.presentation.permit.Permits
import org.saksi.presentation.phone.Battery
import org.saksi.presentation.phone.Disguise
import org.saksi.presentation.phone.Line
import org.saksi.presentation.phone.OneVoice
import org.saksi.presentation.phone.Player
import org.saksi.presentation.phone.Schedule
import org.saksi.presentation.phone.Space
import org.saksi.presentation.phone.Transfer
import org.saksi.presentation.phone.Voice
import org.saksi.presentation.share.ShareTools
import org.saksi.presentation.share.SharedFiles
import org.saksi.presentation.share.SharedPhotos
import org.saksi.presentation.trial.PhoneFacts
import org.saksi.presentation.trial.TrialPhone
import org.saksi.presentation.voices.VoicesTools
import org.saksi.presentation.wake.MakerPage
import org.saksi.presentation.wake.readMakerPages
import java.io.File
import java.util.TimeZone

/** What the phone has, tells and does beside the core, each behind its interface: tests give their own. */
@Suppress("LongParameterList")
class Phone(
    val space: Space,
    val battery: Battery,
    val line: Line,
    val schedule: Schedule,
    val transfer: Transfer,
    val disguise: Disguise,
    val voice: Voice,
    player: Player,
    val camera: Camera,
    val gps: Gps,
    val maps: MapFiles,
    val recorder: Recorder,
    val compass: Compass,
    val maker: Maker,
    val facts: PhoneFacts,
    val sharedFiles: SharedFiles,
    /** What is known of makers' pages about apps that may be woken. */
    val makers: List<MakerPage>,
    val wallMs: () -> Long,
    val buzz: () -> Unit,
    /** Permissions as the activity in front sees them. */
    val permits: (inFront: () -> Activity?) -> Permits,
) {
    val player: Player = OneVoice(player)
    val coordinates: Coordinates = CoreCoordinates

    fun cameraTools(permits: Permits) = CameraTools(camera, gps, permits, maker, coordinates, space::freeBytes, wallMs, buzz)

    fun formTools(permits: Permits, shared: SharedPhotos, busy: () -> Unit) =
        FormTools(gps, permits, recorder, compass, maker, player, scanTools(permits), shared, busy) {
            TimeZone.getDefault().getOffset(wallMs()) / MINUTE_MS
        }

    fun shareTools(shared: SharedPhotos) = ShareTools(shared, sharedFiles, maker, space, gps::clockOffsetMs)

    fun scanTools(permits: Permits) = ScanTools(camera, permits, buzz)

    fun departureTools(permits: Permits, busy: () -> Unit) = DepartureTools(battery, space, gps, permits, wallMs, busy)

    fun voicesTools(permits: Permits, language: () -> Language, busy: () -> Unit) =
        VoicesTools(::prompts, recorder, player, permits, language, busy)

    fun trialPhone(permits: Permits, busy: () -> Unit) =
        TrialPhone(facts, space, battery, line, camera, gps, permits, maker, System::nanoTime, busy)

    companion object {
        fun real(context: Context, satellites: SatelliteClock, settings: Settings): Phone {
            val home = context.noBackupFilesDir
            val notes = PreferenceNotes(context).of("permit")
            return Phone(
                space = PhoneSpace(home),
                battery = PhoneBattery(context),
                line = PhoneLine(context),
                schedule = WorkSchedule(context),
                transfer = JobTransfer(context, settings),
                disguise = AliasDisguise(context),
                voice = AndroidVoice(context),
                player = AndroidPlayer(),
                camera = AndroidCamera(context),
                gps = AndroidGps(context, satellites),
                maps = MapFiles(File(home, MAP)),
                recorder = PipeRecorder(),
                compass = RotationCompass(context),
                maker = Maker("${Build.MANUFACTURER} ${Build.MODEL}", "saksi ${versionOf(context)}"),
                facts = AndroidFacts(context, AndroidDeviceKey(), versionOf(context)),
                sharedFiles = AndroidSharedFiles(context.contentResolver),
                makers = context.resources.openRawResource(R.raw.oem).use { readMakerPages(it.reader().readText()) },
                wallMs = System::currentTimeMillis,
                buzz = { if (!settings.silent.value) context.buzz() },
                permits = { inFront -> AndroidPermits(context, notes, inFront) },
            )
        }

        const val MAP = "base.mbtiles"
    }
}

internal fun versionOf(context: Context): String = context.packageManager.getPackageInfo(context.packageName, 0).versionName.orEmpty()

/** Short, and without a sound. A phone whose owner switched vibration off stays still. */
@Suppress("DEPRECATION")
private fun Context.buzz() {
    val vibrator = getSystemService(Context.VIBRATOR_SERVICE) as? Vibrator ?: return
    vibrator.vibrate(BUZZ_MS)
}

private const val BUZZ_MS = 60L
private const val MINUTE_MS = 60_000
