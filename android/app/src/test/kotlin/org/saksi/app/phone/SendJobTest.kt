package org.saksi.app.phone

import android.app.Application
import android.app.job.JobParameters
import android.content.Intent
import androidx.test.core.app.ApplicationProvider
import kotlinx.coroutines.Dispatchers
import org.junit.Assert.assertFalse
import org.junit.Assert.assertTrue
import org.junit.Rule
import org.junit.Test
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.robolectric.annotation.Config
import org.robolectric.shadow.api.Shadow
import org.saksi.app.SaksiApplication
import org.saksi.app.rig.AppRig
import org.saksi.app.rig.ScreenTest
import org.saksi.core.FieldInterface
import org.saksi.core.Progress
import org.saksi.core.SyncStep
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.FieldCore
import java.lang.reflect.Proxy
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit

/** Android's side of a sending that is hers. */
class SendJobTest : ScreenTest() {
    @get:Rule
    val app = AppRig()
    private val begun = CountDownLatch(1)

    /** A core that sends until it is stopped, and answers nothing else. */
    private val sending = Proxy.newProxyInstance(
        FieldInterface::class.java.classLoader, arrayOf(FieldInterface::class.java, AutoCloseable::class.java),
    ) { _, method, args ->
        check(method.name == "sync") { "not asked here" }
        begun.countDown()
        while ((args[0] as Progress).on(SyncStep.ENTRIES, 0uL, 1uL)) Thread.sleep(1)
        error("stopped")
    } as FieldCore

    @Test
    @Config(sdk = [36])
    fun `the job lasts as long as what is sent, and stops that when Android ends it`() {
        val sends = (ApplicationProvider.getApplicationContext<Application>() as SaksiApplication).graph.sends
        sends.begin(Core(sending, Dispatchers.IO))
        assertTrue(begun.await(PATIENCE_S, TimeUnit.SECONDS))
        val job = Robolectric.buildService(SendJob::class.java).create().get().apply { onBind(Intent()) }
        val asked = Shadow.newInstanceOf(JobParameters::class.java)
        assertTrue(job.onStartJob(asked))
        assertFalse(shadowOf(job).isJobFinished)
        job.onStopJob(asked)
        app.until("the end of the sending") { sends.running.value == null && shadowOf(job).isJobFinished }
    }

    private companion object {
        const val PATIENCE_S = 30L
    }
}
