package org.saksi.app.phone

import android.content.ClipData
import android.content.ContentProvider
import android.content.ContentValues
import android.content.Context
import android.content.Intent
import android.database.Cursor
import android.database.MatrixCursor
import android.net.Uri
import android.os.ParcelFileDescriptor
import android.provider.OpenableColumns
import org.saksi.presentation.about.StoredZip
import java.io.File
import java.io.FileNotFoundException
import java.io.IOException
import kotlin.concurrent.thread

/**
 * The installed app for another phone, as a zip, because Bluetooth and messengers do not take an APK (field.md A1). It is made
 * while it is read, so nothing lies anywhere before or after. Private: only whom she shares it with may read it.
 */
class AppZip : ContentProvider() {
    override fun onCreate() = true

    override fun openFile(uri: Uri, mode: String): ParcelFileDescriptor {
        if (mode != "r") throw FileNotFoundException("it can only be read")
        val zip = zipOf(app)
        val (read, write) = ParcelFileDescriptor.createPipe()
        thread(name = "app-zip") {
            try {
                ParcelFileDescriptor.AutoCloseOutputStream(write).use(zip::writeTo)
            } catch (_: IOException) {
                // Whoever was reading has had enough.
            }
        }
        return read
    }

    /** What a receiver asks before it reads: name and size. */
    override fun query(uri: Uri, columns: Array<String>?, where: String?, args: Array<String>?, order: String?): Cursor {
        val known = mapOf(OpenableColumns.DISPLAY_NAME to "${nameOf(app)}.zip", OpenableColumns.SIZE to zipOf(app).size)
        val wanted = columns ?: known.keys.toTypedArray()
        return MatrixCursor(wanted, 1).apply { addRow(wanted.map { known[it] }) }
    }

    override fun getType(uri: Uri) = TYPE

    override fun insert(uri: Uri, values: ContentValues?): Uri? = null

    override fun delete(uri: Uri, where: String?, args: Array<String>?) = 0

    override fun update(uri: Uri, values: ContentValues?, where: String?, args: Array<String>?) = 0

    private val app: Context get() = checkNotNull(context) { "a provider has a context" }

    companion object {
        private const val TYPE = "application/zip"

        /** How large it is that is handed on. */
        fun bytes(context: Context): Long = zipOf(context).size

        /** The phone's own list of whom to share it with. */
        fun sharing(context: Context): Intent {
            val uri = Uri.parse("content://${context.packageName}.app/${nameOf(context)}.zip")
            val send = Intent(Intent.ACTION_SEND).setType(TYPE).putExtra(Intent.EXTRA_STREAM, uri).addFlags(Intent.FLAG_GRANT_READ_URI_PERMISSION)
            send.clipData = ClipData.newRawUri(null, uri)
            return Intent.createChooser(send, null)
        }

        private fun zipOf(context: Context) = StoredZip(File(context.applicationInfo.sourceDir), nameOf(context))

        private fun nameOf(context: Context) = "saksi-${versionOf(context)}.apk"
    }
}
