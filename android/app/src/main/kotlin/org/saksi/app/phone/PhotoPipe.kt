package org.saksi.app.phone

import android.content.ContentProvider
import android.content.ContentValues
import android.content.Context
import android.database.Cursor
import android.media.ExifInterface
import android.net.Uri
import android.os.ParcelFileDescriptor
import java.io.ByteArrayInputStream
import java.io.ByteArrayOutputStream
import java.io.FileNotFoundException
import java.io.IOException
import java.util.concurrent.CompletableFuture
import java.util.concurrent.TimeUnit
import java.util.concurrent.TimeoutException
import kotlin.concurrent.thread

/**
 * Where the phone's own camera app may put one photo if ours fails: a pipe into memory and not a
 * file, so that nothing lies in clear on the phone. Private: only the app that was asked may write.
 */
class PhotoPipe : ContentProvider() {
    override fun onCreate() = true

    override fun openFile(uri: Uri, mode: String): ParcelFileDescriptor {
        val coming = waiting ?: throw FileNotFoundException("no photo is expected")
        if ('w' !in mode) throw FileNotFoundException("there is nothing to read")
        val (read, write) = ParcelFileDescriptor.createPipe()
        thread(name = "photo") { coming.complete(ParcelFileDescriptor.AutoCloseInputStream(read).use { it.photo() }) }
        return write
    }

    override fun getType(uri: Uri) = "image/jpeg"

    override fun query(uri: Uri, columns: Array<String>?, where: String?, args: Array<String>?, order: String?): Cursor? = null

    override fun insert(uri: Uri, values: ContentValues?): Uri? = null

    override fun delete(uri: Uri, where: String?, args: Array<String>?) = 0

    override fun update(uri: Uri, values: ContentValues?, where: String?, args: Array<String>?) = 0

    companion object {
        private const val LARGEST = 24 * 1024 * 1024
        private const val PATIENCE_S = 20L

        @Volatile
        private var waiting: CompletableFuture<ByteArray?>? = null

        fun uri(context: Context): Uri = Uri.parse("content://${context.packageName}.photo/next.jpg")

        /** One photo may come from now on. */
        fun expect() {
            waiting = CompletableFuture()
        }

        /** No camera app is there after all. */
        fun forget() {
            waiting = null
        }

        /** The photo that came; null if none did. Blocks. */
        fun taken(): ByteArray? = try {
            waiting?.get(PATIENCE_S, TimeUnit.SECONDS)
        } catch (_: TimeoutException) {
            null
        } finally {
            waiting = null
        }

        private fun java.io.InputStream.photo(): ByteArray? = try {
            val all = ByteArrayOutputStream()
            val piece = ByteArray(64 * 1024)
            var read = read(piece)
            while (read >= 0 && all.size() <= LARGEST) {
                all.write(piece, 0, read)
                read = read(piece)
            }
            all.toByteArray().takeIf { it.size in 1..LARGEST }
        } catch (_: IOException) {
            null
        }
    }
}

/** The EXIF number in a JPEG's own tag; 1 if it has none. */
internal fun exifOf(jpeg: ByteArray): Int = try {
    ExifInterface(ByteArrayInputStream(jpeg)).getAttributeInt(ExifInterface.TAG_ORIENTATION, 1).takeIf { it in 1..8 } ?: 1
} catch (_: IOException) {
    1
}
