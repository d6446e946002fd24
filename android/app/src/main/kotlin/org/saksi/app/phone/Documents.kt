package org.saksi.app.phone

import android.content.ContentResolver
import android.net.Uri
import android.provider.OpenableColumns
import java.io.IOException
import java.io.InputStream

// Files that the person picks in the phone's own dialog. Another app's code stands behind each and may fail in any way.

/** What [take] makes of it; null if it cannot be read. */
internal fun <T : Any> ContentResolver.read(uri: Uri, take: (InputStream) -> T): T? = asked { openInputStream(uri)?.use(take) }

/** Writes all of it. A shorter file than was there leaves no tail of the old one: "w" alone need not cut it off. */
internal fun ContentResolver.overwrite(uri: Uri, bytes: ByteArray) {
    val out = openOutputStream(uri, "wt") ?: throw IOException("nothing to write to")
    out.use { it.write(bytes) }
}

/** Its name, by which the person knows it again. */
internal fun ContentResolver.nameOf(uri: Uri): String = told(uri, OpenableColumns.DISPLAY_NAME) ?: uri.lastPathSegment.orEmpty()

/** Bytes; null if the app behind it does not tell. */
internal fun ContentResolver.sizeOf(uri: Uri): Long? = told(uri, OpenableColumns.SIZE)?.toLongOrNull()

private fun ContentResolver.told(uri: Uri, column: String): String? = asked {
    query(uri, arrayOf(column), null, null, null)?.use { rows -> if (rows.moveToFirst()) rows.getString(0) else null }
}

/** What a provider throws differs from maker to maker, and it may have taken the right to read back. */
@Suppress("TooGenericExceptionCaught")
private fun <T : Any> asked(call: () -> T?): T? = try {
    call()
} catch (_: IOException) {
    null
} catch (_: RuntimeException) {
    null
}
