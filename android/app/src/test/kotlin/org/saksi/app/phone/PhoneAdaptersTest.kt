package org.saksi.app.phone

import android.app.Application
import android.content.Intent
import androidx.test.core.app.ApplicationProvider
import androidx.work.NetworkType
import androidx.work.WorkInfo
import androidx.work.WorkManager
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNull
import org.junit.Assert.assertThrows
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.shadows.ShadowMediaPlayer
import org.saksi.app.R
import org.saksi.app.rig.ScreenTest
import org.saksi.presentation.SendWhen
import org.saksi.presentation.phone.InMemory
import org.saksi.presentation.phone.Playable
import java.io.File
import java.io.IOException

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
    fun `a wake-up that waits for no line is asked for beside it, and taken back with it`() {
        fun waking() = WorkManager.getInstance(app).getWorkInfosForUniqueWork("wake").get().filter { it.state == WorkInfo.State.ENQUEUED }
        val schedule = WorkSchedule(app)
        schedule.follow(SendWhen.ON_WIFI)
        schedule.follow(SendWhen.ON_ANY_LINE)
        assertEquals(listOf(NetworkType.NOT_REQUIRED), waking().map { it.constraints.requiredNetworkType })
        schedule.follow(SendWhen.WHEN_ASKED)
        assertEquals(emptyList<WorkInfo>(), waking())
    }

    @Test
    fun `photos find one door, with the name that the app wears`() {
        fun doors(type: String) = app.packageManager.queryIntentActivities(Intent(Intent.ACTION_SEND).setType(type).setPackage(app.packageName), 0)
            .map { it.loadLabel(app.packageManager).toString() }
        val disguise = AliasDisguise(app)
        disguise.wear(true)
        assertEquals(listOf(app.getString(R.string.quiet_name)), doors("image/jpeg"))
        disguise.wear(false)
        assertEquals(listOf(app.getString(R.string.app_name)), doors("image/webp"))
        assertEquals(emptyList<String>(), doors("text/plain"))
    }

    @Test
    fun `room counts what the app holds`() {
        val folder = File(app.filesDir, "room").apply { mkdirs() }
        File(folder, "a").writeBytes(ByteArray(7))
        assertEquals(7L, PhoneSpace(folder).usedBytes())
        assertTrue(PhoneSpace(folder).freeBytes() >= 0)
    }

    @Test
    fun `a player reads a sealed sound in any step and from any place, to its end and not beyond`() {
        val bytes = ByteArray(10) { it.toByte() }
        val sound = object : Playable {
            override val size = 10L
            override fun read(at: Long) = bytes.copyOfRange(minOf(at.toInt(), 10), minOf(at.toInt() + 4, 10))
        }
        val pieces = Pieces(sound)
        val buffer = ByteArray(6)
        assertEquals(4, pieces.readAt(5, buffer, 1, 5))
        assertEquals(listOf<Byte>(0, 5, 6, 7, 8, 0), buffer.toList())
        assertEquals(1, pieces.readAt(9, buffer, 0, 6))
        assertEquals(-1, pieces.readAt(10, buffer, 0, 6))
        assertEquals(10L, pieces.size)
    }

    @Test
    fun `a sound that is called off while it gets ready does not sound`() {
        ShadowMediaPlayer.setMediaInfoProvider { ShadowMediaPlayer.MediaInfo(1_000, 0) }
        val player = AndroidPlayer()
        val sound = InMemory(byteArrayOf(1, 2, 3))
        val made = mutableListOf<ShadowMediaPlayer>()
        ShadowMediaPlayer.setCreateListener { _, shadow -> made += shadow }
        assertTrue(player.play(sound) {})
        assertTrue(made.single().isReallyPlaying)
        ShadowMediaPlayer.setCreateListener { _, shadow -> player.stop().also { made += shadow } }
        assertFalse(player.play(sound) {})
        assertEquals(listOf(false, false), made.map { it.isReallyPlaying })
    }

    @Test
    fun `a player over a core that was locked meanwhile ends and does not fall`() {
        val gone = object : Playable {
            override val size = 10L
            override fun read(at: Long): ByteArray = error("closed")
        }
        assertThrows(IOException::class.java) { Pieces(gone).readAt(0, ByteArray(1), 0, 1) }
        assertNull(AndroidPlayer().lengthMs(gone))
    }
}
