package org.saksi.app.phone

import android.app.ActivityManager
import android.content.Context
import android.os.Build
import android.os.Process
import android.os.SystemClock
import org.saksi.app.keystore.AndroidDeviceKey
import org.saksi.core.coreVersion
import org.saksi.presentation.trial.Facts
import org.saksi.presentation.trial.PhoneFacts

/** What Android says of the phone. Nothing by which one phone could be told from another of its model. */
class AndroidFacts(private val context: Context, private val key: AndroidDeviceKey, private val app: String) : PhoneFacts {
    private var startMs: Long? = null

    override fun drawn() {
        if (startMs == null) startMs = SystemClock.elapsedRealtime() - Process.getStartElapsedRealtime()
    }

    /** A process that a wake-up began draws long after its start, and its figure would say nothing. */
    override fun startMs(): Long? = startMs?.takeIf { it in 0..BEGUN_BY_HER_MS }

    override fun facts(): Facts {
        val manager = context.getSystemService(ActivityManager::class.java)
        val memory = ActivityManager.MemoryInfo().also(manager::getMemoryInfo)
        return Facts(
            maker = Build.MANUFACTURER, model = Build.MODEL, api = Build.VERSION.SDK_INT,
            memoryClassMb = manager.memoryClass, memoryMb = memory.totalMem / MB, cores = Runtime.getRuntime().availableProcessors(),
            keyHome = key.home(), app = app, core = coreVersion(),
        )
    }

    private companion object {
        const val MB = 1_000_000
        const val BEGUN_BY_HER_MS = 30_000L
    }
}
