package org.saksi.app.phone

import android.app.Application
import android.content.ContentProvider
import android.content.ContentValues
import android.database.Cursor
import android.database.MatrixCursor
import android.net.Uri
import android.os.ParcelFileDescriptor
import android.provider.OpenableColumns
import androidx.test.core.app.ApplicationProvider
import org.junit.Assert.assertEquals
import org.junit.Assert.assertNull
import org.junit.Before
import org.junit.Test
import org.robolectric.Robolectric
import org.saksi.app.join.readProjectFile
import org.saksi.app.rig.ScreenTest
import java.io.File

/** Files that she picks, from an app that tells and does what the test says. */
class DocumentsTest : ScreenTest() {
    private val app = ApplicationProvider.getApplicationContext<Application>()
    private val uri = Uri.parse("content://files.of.another/a")

    @Before
    fun `another app`() {
        Robolectric.setupContentProvider(OtherApp::class.java, "files.of.another")
        OtherApp.file = File(app.cacheDir, "picked").apply { writeText("project") }
        OtherApp.told = mapOf(OpenableColumns.DISPLAY_NAME to "lasolo.saksi.zip", OpenableColumns.SIZE to "7")
        OtherApp.fault = null
        OtherApp.modes.clear()
    }

    @Test
    fun `a project file is read with its name`() {
        val read = checkNotNull(app.contentResolver.readProjectFile(uri))
        assertEquals("lasolo.saksi.zip" to "project", read.name to read.bytes.decodeToString())
    }

    @Test
    fun `what says that it is far too large is not opened to find out`() {
        OtherApp.told = mapOf(OpenableColumns.SIZE to "70000000")
        assertNull(app.contentResolver.readProjectFile(uri))
        assertEquals(emptyList<String>(), OtherApp.modes)
    }

    @Test
    fun `a right that ended and a fault of the other app end nothing here`() {
        for (fault in listOf(SecurityException("no longer"), IllegalArgumentException("which file?"))) {
            OtherApp.fault = fault
            assertNull(app.contentResolver.readProjectFile(uri))
        }
    }

    @Test
    fun `a file is written in the mode that cuts off what was there`() {
        app.contentResolver.overwrite(uri, "new".encodeToByteArray())
        assertEquals(listOf("wt") to "new", OtherApp.modes to OtherApp.file.readText())
    }
}

class OtherApp : ContentProvider() {
    override fun onCreate() = true

    override fun openFile(uri: Uri, mode: String): ParcelFileDescriptor {
        modes += mode
        fault?.let { throw it }
        return ParcelFileDescriptor.open(file, ParcelFileDescriptor.parseMode(mode))
    }

    override fun query(uri: Uri, columns: Array<String>?, where: String?, args: Array<String>?, order: String?): Cursor {
        fault?.let { throw it }
        val wanted = columns.orEmpty()
        return MatrixCursor(wanted, 1).apply { addRow(wanted.map { told[it] }) }
    }

    override fun getType(uri: Uri): String? = null

    override fun insert(uri: Uri, values: ContentValues?): Uri? = null

    override fun delete(uri: Uri, where: String?, args: Array<String>?) = 0

    override fun update(uri: Uri, values: ContentValues?, where: String?, args: Array<String>?) = 0

    companion object {
        lateinit var file: File
        var told = mapOf<String, String>()
        var fault: RuntimeException? = null
        val modes = mutableListOf<String>()
    }
}
