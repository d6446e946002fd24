package org.saksi.app.phone

import android.app.Application
import android.content.ComponentName
import android.content.Intent
import android.content.IntentFilter
import android.net.Uri
import android.provider.OpenableColumns
import android.provider.Settings
import androidx.test.core.app.ApplicationProvider
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.saksi.app.R
import org.saksi.app.rig.RigJpeg
import org.saksi.app.rig.ScreenTest
import org.saksi.presentation.wake.readMakerPages
import java.io.File
import java.io.FileNotFoundException

/** What is handed over, out and in, against Robolectric's Android: that the right thing is asked for. */
class HandOverTest : ScreenTest() {
    private val app = ApplicationProvider.getApplicationContext<Application>()
    private val packages = shadowOf(app.packageManager)

    private fun addresses(vararg all: String) = ArrayList(all.map(Uri::parse))

    @Test
    fun `only another app's own addresses are taken in, one or several`() {
        val one = Intent(Intent.ACTION_SEND).setType("image/jpeg").putExtra(Intent.EXTRA_STREAM, Uri.parse("content://wa/1"))
        assertEquals(addresses("content://wa/1"), one.sharedPhotos(app.packageName))
        val several = Intent(Intent.ACTION_SEND_MULTIPLE).putParcelableArrayListExtra(
            Intent.EXTRA_STREAM,
            addresses(
                "content://wa/1", "file:///data/data/${app.packageName}/x", "content://${app.packageName}.app/x",
                "content://0@${app.packageName}.photo/x", "content://wa/2",
            ),
        )
        assertEquals(addresses("content://wa/1", "content://wa/2"), several.sharedPhotos(app.packageName))
        assertEquals(emptyList<Uri>(), Intent(Intent.ACTION_MAIN).sharedPhotos(app.packageName))
        assertEquals(emptyList<Uri>(), Intent(Intent.ACTION_SEND).sharedPhotos(app.packageName))
    }

    @Test
    fun `addresses that the other app gave no right to are left behind, and end nothing`() {
        val tried = mutableListOf<List<Uri>>()
        val (good, bad) = addresses("content://wa/1", "content://wa/2")
        fun start(photos: List<Uri>) {
            tried += photos
            if (bad in photos) throw SecurityException("no right to $bad")
        }
        handOn(listOf(good, bad), { it == good }, ::start)
        assertEquals(listOf(listOf(good, bad), listOf(good)), tried)
        handOn(listOf(bad), { it == good }, ::start)
        handOn(emptyList(), { true }, ::start)
        assertEquals("nothing is started for nothing", 3, tried.size)
    }

    @Test
    fun `of a photo too large to be looked at there is no picture, and no half of one`() {
        val address = Uri.parse("content://wa/1")
        val large = RigJpeg.scene(seed = 7) + ByteArray(25 * 1024 * 1024)
        shadowOf(app.contentResolver).registerInputStreamSupplier(address) { large.inputStream() }
        val seen = checkNotNull(AndroidSharedFiles(app.contentResolver).look(address.toString()))
        assertEquals(1 to null, seen.orientation to seen.small)
    }

    @Test
    fun `a shared photo is looked at in memory, and one that is gone is none`() {
        val address = Uri.parse("content://wa/1")
        shadowOf(app.contentResolver).registerInputStreamSupplier(address) { RigJpeg.scene(seed = 7).inputStream() }
        val files = AndroidSharedFiles(app.contentResolver)
        val seen = checkNotNull(files.look(address.toString()))
        assertEquals("image/jpeg" to 1, seen.mediaType to seen.orientation)
        assertNotNull(seen.small)
        shadowOf(app.contentResolver).registerInputStreamSupplier(address) { throw SecurityException("no longer") }
        assertNull(files.look(address.toString()))
    }

    @Test
    fun `the app goes out as a zip of its size, to the one that she chooses, and cannot be written`() {
        app.applicationInfo.sourceDir = File(app.cacheDir, "base.apk").apply { writeBytes(ByteArray(5_000)) }.path
        val provider = Robolectric.setupContentProvider(AppZip::class.java)
        val chooser = AppZip.sharing(app)

        @Suppress("DEPRECATION")
        val send = checkNotNull(chooser.getParcelableExtra<Intent>(Intent.EXTRA_INTENT))
        assertTrue(send.flags and Intent.FLAG_GRANT_READ_URI_PERMISSION != 0)
        val address = checkNotNull(send.clipData).getItemAt(0).uri
        assertTrue("$address", Regex("content://${app.packageName}\\.app/saksi-.*\\.apk\\.zip").matches(address.toString()))
        provider.query(address, null, null, null, null).use { told ->
            assertTrue(told.moveToFirst())
            assertEquals(address.lastPathSegment, told.getString(told.getColumnIndexOrThrow(OpenableColumns.DISPLAY_NAME)))
            assertEquals(AppZip.bytes(app), told.getLong(told.getColumnIndexOrThrow(OpenableColumns.SIZE)))
        }
        assertTrue(runCatching { provider.openFile(address, "w") }.exceptionOrNull() is FileNotFoundException)
        assertEquals("application/zip", provider.getType(address))
    }

    @Test
    fun `every line about makers can be read, and each names a component`() {
        val text = app.resources.openRawResource(R.raw.oem).reader().readText()
        val lines = text.lines().filterNot { it.isBlank() || it.startsWith("#") }
        val pages = readMakerPages(text)
        assertEquals(lines.size, pages.size)
        assertTrue(pages.all { ComponentName.unflattenFromString(it.target) != null })
        assertTrue(text.startsWith("#") && "NOT VERIFIED" in text)
    }

    @Test
    fun `the first of a maker's pages that is there opens, else the app's own page in the settings`() {
        shadowOf(app).checkActivities(true)
        val there = ComponentName("com.maker", "com.maker.Start")
        packages.addActivityIfNotPresent(there)
        app.startsFrom { openMakerPage(listOf("com.maker/com.maker.Gone", there.flattenToString())) }
        assertEquals(there, shadowOf(app).nextStartedActivity.component)
        val details = ComponentName("com.android.settings", "com.android.settings.Details")
        packages.addActivityIfNotPresent(details)
        packages.addIntentFilterForActivity(
            details,
            IntentFilter(Settings.ACTION_APPLICATION_DETAILS_SETTINGS).apply {
                addCategory(Intent.CATEGORY_DEFAULT)
                addDataScheme("package")
            },
        )
        app.startsFrom { openMakerPage(listOf("com.maker/com.maker.Gone")) }
        assertEquals(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, shadowOf(app).nextStartedActivity.action)
    }

    /** Pages are opened from a screen. */
    private fun Application.startsFrom(open: android.content.Context.() -> Unit) {
        packages.addActivityIfNotPresent(ComponentName(this, android.app.Activity::class.java))
        Robolectric.buildActivity(android.app.Activity::class.java).create().get().open()
    }
}
