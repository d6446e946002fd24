package org.saksi.app.phone

import android.content.Context
import androidx.work.Constraints
import androidx.work.ExistingPeriodicWorkPolicy
import androidx.work.NetworkType
import androidx.work.PeriodicWorkRequest
import androidx.work.WorkManager
import androidx.work.Worker
import androidx.work.WorkerParameters
import kotlinx.coroutines.runBlocking
import org.saksi.app.SaksiApplication
import org.saksi.presentation.SendWhen
import org.saksi.presentation.phone.Schedule
import java.util.concurrent.TimeUnit

/** Asks WorkManager to wake the app every six hours. Many phones do not; the screen says so. */
class WorkSchedule(private val context: Context) : Schedule {
    override fun follow(chosen: SendWhen) {
        val manager = WorkManager.getInstance(context)
        if (chosen == SendWhen.WHEN_ASKED) {
            manager.cancelUniqueWork(NAME)
            manager.cancelUniqueWork(WAKE)
            return
        }
        val line = when (chosen) {
            SendWhen.WHEN_ASKED -> NetworkType.NOT_REQUIRED
            SendWhen.ON_WIFI -> NetworkType.UNMETERED
            SendWhen.ON_ANY_LINE -> NetworkType.CONNECTED
        }
        val request = PeriodicWorkRequest.Builder(SendWork::class.java, HOURS, TimeUnit.HOURS)
            .setConstraints(Constraints.Builder().setRequiredNetworkType(line).build())
            .build()
        manager.enqueueUniquePeriodicWork(NAME, ExistingPeriodicWorkPolicy.UPDATE, request)
        val wake = PeriodicWorkRequest.Builder(WakeWork::class.java, WAKE_HOURS, TimeUnit.HOURS).build()
        manager.enqueueUniquePeriodicWork(WAKE, ExistingPeriodicWorkPolicy.KEEP, wake)
    }

    private companion object {
        const val NAME = "send"
        const val HOURS = 6L
        const val WAKE = "wake"
        const val WAKE_HOURS = 12L
    }
}

/** Waits for no line, so that its absence tells of the phone alone: see `WakeUps`. */
class WakeWork(context: Context, parameters: WorkerParameters) : Worker(context, parameters) {
    override fun doWork(): Result {
        (applicationContext as? SaksiApplication)?.graph?.woke()
        return Result.success()
    }
}

/** What WorkManager wakes: sends if the app is unlocked just now. It never retries: the next turn comes anyway. */
class SendWork(context: Context, parameters: WorkerParameters) : Worker(context, parameters) {
    override fun doWork(): Result {
        val graph = (applicationContext as? SaksiApplication)?.graph ?: return Result.success()
        graph.woke()
        runBlocking { graph.scheduledSend.run() }
        return Result.success()
    }
}
