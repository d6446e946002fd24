package org.saksi.app.phone

import android.app.Application
import android.content.Intent
import androidx.test.core.app.ApplicationProvider
import androidx.work.NetworkType
import androidx.work.WorkInfo
import androidx.work.WorkManager
import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.saksi.app.R
import org.saksi.app.rig.ScreenTest
import org.saksi.presentation.SendWhen
import java.io.File

/** The small adapters against Robolectric's Android: that they ask for the right thing, not that a phone does it. */
class PhoneAdaptersTest : ScreenTest() {
    private val app = ApplicationProvider.getApplicationContext<Application>()

    private fun scheduled() = WorkManager.getInstance(app).getWorkInfosForUniqueWork("send").get().filter { it.state == WorkInfo.State.ENQUEUED }

    @Test
    fun `the wake-up is asked for once, on the line that she allowed, and taken back`() {
        val schedule = WorkSchedule(app)
        schedule.follow(SendWhen.ON_ANY_LINE)
        schedule.follow(SendWhen.ON_WIFI)
        assertEquals(listOf(NetworkType.UNMETERED), scheduled().map { it.constraints.requiredNetworkType })
        schedule.follow(SendWhen.WHEN_ASKED)
        assertEquals(emptyList<WorkInfo>(), scheduled())
    }

    @Test
    fun `exactly one door is open, with the other name behind it`() {
        fun doors() = app.packageManager.queryIntentActivities(
            Intent(Intent.ACTION_MAIN).addCategory(Intent.CATEGORY_LAUNCHER).setPackage(app.packageName), 0,
        ).map { it.loadLabel(app.packageManager).toString() }
        val disguise = AliasDisguise(app)
        disguise.wear(true)
        assertEquals(listOf(app.getString(R.string.quiet_name)), doors())
        disguise.wear(false)
        assertEquals(listOf(app.getString(R.string.app_name)), doors())
    }

    @Test
    fun `room counts what the app holds`() {
        val folder = File(app.filesDir, "room").apply { mkdirs() }
        File(folder, "a").writeBytes(ByteArray(7))
        assertEquals(7L, PhoneSpace(folder).usedBytes())
        assertTrue(PhoneSpace(folder).freeBytes() >= 0)
    }
}
