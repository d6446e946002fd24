package org.saksi.app.phone

import android.content.ClipData
import android.content.ContentResolver
import android.content.Context
import android.content.Intent
import android.net.Uri
import android.os.Parcelable
import org.saksi.app.MainActivity
import org.saksi.presentation.camera.Photo
import org.saksi.presentation.share.SharedFiles
import org.saksi.presentation.share.SharedPhoto
import java.io.IOException
import java.io.InputStream

/**
 * The addresses that another app hands over; empty if this is something else. Only those that its own provider answers for:
 * a path, or an address of ours, would have us read what is not the other app's to give.
 */
fun Intent.sharedPhotos(ownPackage: String): List<Uri> {
    val addresses = when (action) {
        Intent.ACTION_SEND -> listOfNotNull(one())
        Intent.ACTION_SEND_MULTIPLE -> many()
        else -> emptyList()
    }
    return addresses.filter { it.scheme == ContentResolver.SCHEME_CONTENT && it.isOfAnother(ownPackage) }.take(MOST_PHOTOS)
}

/** An authority may name a user of the phone first: `content://0@org.saksi.app.photo/x` is ours as well. */
private fun Uri.isOfAnother(ownPackage: String) = authority?.substringAfterLast('@')?.startsWith(ownPackage) == false

/**
 * Has [start] hand on [photos]. Android refuses all of them where one may not be read, because its sender had no right to it
 * or gave none: then those go that [mayRead], or none.
 */
internal fun handOn(photos: List<Uri>, mayRead: (Uri) -> Boolean, start: (List<Uri>) -> Unit) {
    if (photos.isEmpty() || isTaken(photos, start)) return
    val readable = photos.filter(mayRead)
    if (readable.isNotEmpty()) isTaken(readable, start)
}

private fun isTaken(photos: List<Uri>, start: (List<Uri>) -> Unit): Boolean = try {
    start(photos)
    true
} catch (_: SecurityException) {
    false
}

/** To the app's one activity, with the right to read them handed on. */
fun Context.intoApp(photos: List<Uri>): Intent = Intent(this, MainActivity::class.java)
    .setAction(Intent.ACTION_SEND_MULTIPLE)
    .putParcelableArrayListExtra(Intent.EXTRA_STREAM, ArrayList(photos))
    .addFlags(Intent.FLAG_ACTIVITY_NEW_TASK or Intent.FLAG_ACTIVITY_CLEAR_TOP or Intent.FLAG_ACTIVITY_SINGLE_TOP)
    .addFlags(Intent.FLAG_GRANT_READ_URI_PERMISSION)
    .apply {
        // Rights go with the clip and not with the extras.
        clipData = ClipData.newRawUri(null, photos.first()).apply { photos.drop(1).forEach { addItem(ClipData.Item(it)) } }
    }

// The forms that Android 8 has: those with a class came with 13.
@Suppress("DEPRECATION")
private fun Intent.one(): Uri? = getParcelableExtra<Parcelable>(Intent.EXTRA_STREAM) as? Uri

@Suppress("DEPRECATION")
private fun Intent.many(): List<Uri> = getParcelableArrayListExtra<Parcelable>(Intent.EXTRA_STREAM).orEmpty().filterIsInstance<Uri>()

/** Out of the other app's provider; what it gives stays in memory here, and the bytes that are kept never do. */
class AndroidSharedFiles(private val resolver: ContentResolver) : SharedFiles {
    override fun look(address: String): SharedPhoto? {
        val bytes = open(address)?.use { it.forScreen() }?.takeIf { it.isNotEmpty() } ?: return null
        val orientation = exifOf(bytes)
        // Of a larger one this is the beginning only: half a picture would be taken for the whole.
        val small = if (bytes.size > LARGEST) null else smallOf(bytes, orientation)
        return SharedPhoto(mediaTypeOf(address), orientation, small?.jpeg?.let(::Photo))
    }

    override fun open(address: String): InputStream? = try {
        resolver.openInputStream(Uri.parse(address))
    } catch (_: IOException) {
        null
    } catch (_: SecurityException) {
        // The right to read it ended with the screen that it was given to.
        null
    }

    private fun mediaTypeOf(address: String) = resolver.getType(Uri.parse(address))?.takeIf { it.startsWith("image/") } ?: "image/jpeg"
}

/** As much as a picture for the screen needs: a larger one has none, and one that breaks off is nothing. */
private fun InputStream.forScreen(): ByteArray = try {
    upTo(LARGEST)
} catch (_: IOException) {
    ByteArray(0)
}

private const val MOST_PHOTOS = 20
private const val LARGEST = 24 * 1024 * 1024
