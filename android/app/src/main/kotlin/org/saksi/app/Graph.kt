package org.saksi.app

import android.content.Context
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import org.saksi.app.keystore.AndroidDeviceKey
import org.saksi.app.phone.Phone
import org.saksi.app.phone.PhoneClocks
import org.saksi.app.phone.PreferenceNotes
import org.saksi.app.phone.SatelliteClock
import org.saksi.presentation.Settings
import org.saksi.presentation.core.FieldGate
import org.saksi.presentation.core.Gate
import org.saksi.presentation.join.HandedFile
import org.saksi.presentation.phone.OpenCore
import org.saksi.presentation.phone.Schedule
import org.saksi.presentation.sending.ScheduledSend
import org.saksi.presentation.sending.Sends
import org.saksi.presentation.wake.WakeUps
import org.saksi.presentation.wake.WatchedSchedule
import java.io.File

/**
 * What the whole app shares, wired by hand. An adapter of the phone (camera, GPS) is one more
 * property here, of an interface of `presentation`, so that tests give their own.
 */
class Graph(
    val gate: Gate,
    val settings: Settings,
    val handed: HandedFile,
    /** Where calls of the core run; more than one thread, because a sync takes minutes. */
    val background: CoroutineDispatcher,
    /** The adapters; tests give their own. */
    val phone: Phone,
) {
    /** The core while it is unlocked. */
    val openCore = OpenCore()

    /** Is a screen of the app in front? */
    @Volatile
    var inFront = false

    /** Asks the phone for wake-ups, and remembers since when. */
    val schedule: Schedule = WatchedSchedule(phone.schedule, settings, phone.wallMs)
    val wakeUps = WakeUps(settings, phone.makers, phone.maker.device, phone.wallMs)

    /** A sync outlives the screen on which it was begun. */
    val sends = Sends(CoroutineScope(SupervisorJob() + background), phone.transfer, openCore::synced)
    val scheduledSend = ScheduledSend(openCore, settings, phone.line, sends, background)

    fun woke() = wakeUps.woke(inFront)

    companion object {
        fun onPhone(context: Context): Graph {
            val home = context.noBackupFilesDir
            val satellites = SatelliteClock()
            val settings = Settings(PreferenceNotes(context))
            return Graph(
                gate = FieldGate(home, PhoneClocks(context, satellites), AndroidDeviceKey()),
                settings = settings,
                handed = HandedFile(File(home, "handed")),
                background = Dispatchers.IO.limitedParallelism(CORE_THREADS),
                phone = Phone.real(context, satellites, settings),
            )
        }

        private const val CORE_THREADS = 4
    }
}
