package org.saksi.app.phone

import android.content.ContentProvider
import android.content.ContentValues
import android.content.Context
import android.database.Cursor
import android.media.ExifInterface
import android.net.Uri
import android.os.ParcelFileDescriptor
import org.saksi.presentation.camera.NotBrought
import org.saksi.presentation.route.Route
import java.io.ByteArrayInputStream
import java.io.FileNotFoundException
import java.io.IOException
import java.io.InputStream
import java.security.MessageDigest
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import kotlin.concurrent.thread

/**
 * Where the phone's own camera app puts a photo if ours fails: a pipe into memory and not a file, so that nothing lies in
 * clear on the phone. Private: only the app that was asked may write. It may be written although nobody waits: this process
 * may have been ended behind the camera app, or the app locked. What came is held until it is sealed; one photo at most.
 */
class PhotoPipe : ContentProvider() {
    override fun onCreate() = true

    override fun openFile(uri: Uri, mode: String): ParcelFileDescriptor {
        if ('w' !in mode) throw FileNotFoundException("there is nothing to read")
        val coming = coming(uri.lastPathSegment.orEmpty()) ?: throw FileNotFoundException("it was sealed already")
        val (read, write) = ParcelFileDescriptor.createPipe()
        thread(name = "photo") { ParcelFileDescriptor.AutoCloseInputStream(read).use(coming::read) }
        return write
    }

    override fun getType(uri: Uri) = "image/jpeg"

    override fun query(uri: Uri, columns: Array<String>?, where: String?, args: Array<String>?, order: String?): Cursor? = null

    override fun insert(uri: Uri, values: ContentValues?): Uri? = null

    override fun delete(uri: Uri, where: String?, args: Array<String>?) = 0

    override fun update(uri: Uri, values: ContentValues?, where: String?, args: Array<String>?) = 0

    companion object {
        private const val PATIENCE_S = 20L
        private var held: Coming? = null

        /** The one that was let go last. */
        private var over: String? = null

        /** What the photo for a question is called: the camera app learns nothing by it, and a new process finds it again. */
        fun nameFor(route: Route.Camera): String = MessageDigest.getInstance("SHA-256").digest(route.text.toByteArray())
            .joinToString("") { "%02x".format(it) } + ".jpg"

        fun uri(context: Context, name: String): Uri = Uri.parse("content://${context.packageName}.photo/$name")

        /** A photo is asked for: what was held is given up. */
        @Synchronized
        fun expect(name: String) {
            held = Coming(name)
            over = null
        }

        /** It is sealed, or there will be none. */
        @Synchronized
        fun forget(name: String) {
            if (held?.name == name) held = null
            over = name
        }

        /** Did anything of it come that is not sealed yet? */
        @Synchronized
        fun holds(name: String): Boolean = held?.let { it.name == name && it.begun } == true

        /** The photo, which is held on, or why there is none. Blocks while it comes. */
        fun photo(name: String): Came = synchronized(this) { held?.takeIf { it.name == name } }?.await(PATIENCE_S) ?: Came.Not(NotBrought.NOTHING)

        @Synchronized
        internal fun coming(name: String): Coming? {
            if (name.isEmpty() || name == over) return null
            return held?.takeIf { it.name == name } ?: Coming(name).also { held = it }
        }
    }
}

/** What came of a photo. */
sealed interface Came {
    class Photo(val jpeg: ByteArray) : Came

    class Not(val why: NotBrought) : Came
}

/** One photo on its way into memory. Some camera apps open it twice, and write the second time. */
internal class Coming(val name: String) {
    private val done = CountDownLatch(1)

    @Volatile
    private var came: Came = Came.Not(NotBrought.NOTHING)

    @Volatile
    var begun = false
        private set

    fun read(from: InputStream) {
        begun = true
        val bytes = try {
            from.upTo(LARGEST)
        } catch (_: IOException) {
            ByteArray(0)
        }
        when {
            bytes.size > LARGEST -> came = Came.Not(NotBrought.TOO_LARGE)
            bytes.isNotEmpty() -> came = Came.Photo(bytes)
        }
        if (bytes.isNotEmpty()) done.countDown()
    }

    fun await(seconds: Long): Came {
        done.await(seconds, TimeUnit.SECONDS)
        return came
    }

    private companion object {
        const val LARGEST = 24 * 1024 * 1024
    }
}

/** The EXIF number in a JPEG's own tag; 1 if it has none. */
internal fun exifOf(jpeg: ByteArray): Int = try {
    ExifInterface(ByteArrayInputStream(jpeg)).getAttributeInt(ExifInterface.TAG_ORIENTATION, 1).takeIf { it in 1..8 } ?: 1
} catch (_: IOException) {
    1
}
