package org.saksi.app.phone

import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.job.JobInfo
import android.app.job.JobParameters
import android.app.job.JobScheduler
import android.app.job.JobService
import android.content.ComponentName
import android.content.Context
import android.net.NetworkCapabilities
import android.net.NetworkRequest
import android.os.Build
import androidx.annotation.RequiresApi
import kotlinx.coroutines.MainScope
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch
import org.saksi.app.R
import org.saksi.app.SaksiApplication
import org.saksi.app.theme.speaking
import org.saksi.presentation.Settings
import org.saksi.presentation.phone.Transfer

/**
 * From Android 14 on a user-initiated transfer: the process stays while she looks at another app. Before, and where the app wears
 * another name, nothing is asked for: its own name would stand in the list of what is active.
 */
class JobTransfer(private val context: Context, private val settings: Settings) : Transfer {
    private val jobs get() = context.getSystemService(JobScheduler::class.java)

    override fun begin() {
        if (Build.VERSION.SDK_INT < Build.VERSION_CODES.UPSIDE_DOWN_CAKE || settings.discreet.value) return
        // A hub may stand on a line that leads nowhere else, or behind a VPN.
        val line = NetworkRequest.Builder().removeCapability(NetworkCapabilities.NET_CAPABILITY_NOT_VPN).build()
        val job = JobInfo.Builder(ID, ComponentName(context, SendJob::class.java)).setUserInitiated(true).setRequiredNetwork(line).build()
        // Refused where no screen of the app is in front: then it is sent without.
        jobs.schedule(job)
    }

    override fun end() = jobs.cancel(ID)

    internal companion object {
        const val ID = 1
    }
}

/** Sends nothing itself: lasts as long as what is sent, and stops that when Android wants an end. */
@RequiresApi(Build.VERSION_CODES.UPSIDE_DOWN_CAKE)
class SendJob : JobService() {
    private val scope = MainScope()
    private val graph get() = (application as SaksiApplication).graph

    override fun onStartJob(job: JobParameters): Boolean {
        setNotification(job, JobTransfer.ID, notice(), JOB_END_NOTIFICATION_POLICY_REMOVE)
        scope.launch {
            graph.sends.running.first { it == null }
            jobFinished(job, false)
        }
        return true
    }

    /** What was sent stays sent; the next sending goes on there. */
    override fun onStopJob(job: JobParameters): Boolean {
        if (job.stopReason != JobParameters.STOP_REASON_CANCELLED_BY_APP) graph.sends.stop()
        return false
    }

    override fun onDestroy() {
        scope.cancel()
        super.onDestroy()
    }

    /** Android asks for one. The app has no permission to show it, and it would be secret on a locked screen. */
    private fun notice(): Notification {
        val words = speaking(graph.settings.language.value).getString(R.string.home_sending)
        val channel = NotificationChannel(CHANNEL, words, NotificationManager.IMPORTANCE_LOW)
        getSystemService(NotificationManager::class.java).createNotificationChannel(channel)
        return Notification.Builder(this, CHANNEL).setSmallIcon(R.drawable.quiet_icon).setContentTitle(words)
            .setVisibility(Notification.VISIBILITY_SECRET).build()
    }

    private companion object {
        const val CHANNEL = "send"
    }
}
