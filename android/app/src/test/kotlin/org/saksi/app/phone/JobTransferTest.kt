package org.saksi.app.phone

import android.app.Application
import android.app.job.JobScheduler
import android.os.Build
import android.os.Vibrator
import androidx.test.core.app.ApplicationProvider
import androidx.work.Configuration
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Shadows.shadowOf
import org.saksi.app.rig.ScreenTest
import org.saksi.presentation.MemoryNotes
import org.saksi.presentation.Settings

/** What the phone is told of sending, and what it does not do once she wants silence. */
class JobTransferTest : ScreenTest() {
    private val app = ApplicationProvider.getApplicationContext<Application>()
    private val settings = Settings(MemoryNotes())
    private val transfer = JobTransfer(app, settings)
    private val asked get() = app.getSystemService(JobScheduler::class.java).allPendingJobs.filter { it.id == JobTransfer.ID }

    @Test
    fun `from Android 14 on sending is told to be hers, and until then nothing is asked for`() {
        transfer.begin()
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) {
            assertTrue(asked.single().isUserInitiated)
        } else {
            assertEquals(0, asked.size)
        }
        transfer.end()
        assertEquals(0, asked.size)
    }

    @Test
    fun `under another name nothing of it stands among what is active`() {
        settings.chooseDiscreet(true)
        transfer.begin()
        assertEquals(0, asked.size)
    }

    @Test
    fun `WorkManager's jobs have other numbers, so that neither puts away the other's`() {
        val theirs = (app as Configuration.Provider).workManagerConfiguration.run { minJobSchedulerId..maxJobSchedulerId }
        assertFalse(JobTransfer.ID in theirs)
    }

    @Test
    fun `a silent camera does not vibrate`() {
        val phone = Phone.real(app, SatelliteClock(), settings)
        settings.chooseSilent(true)
        phone.buzz()
        assertEquals(0L, vibrated())
        settings.chooseSilent(false)
        phone.buzz()
        assertTrue(vibrated() > 0)
    }

    private fun vibrated(): Long = shadowOf(app.getSystemService(Vibrator::class.java)).milliseconds
}
