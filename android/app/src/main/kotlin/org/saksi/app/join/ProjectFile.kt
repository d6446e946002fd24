package org.saksi.app.join

import android.content.ContentResolver
import android.net.Uri
import android.provider.OpenableColumns
import org.saksi.presentation.join.JoinEvent
import java.io.ByteArrayOutputStream
import java.io.IOException
import java.io.InputStream

/** A project file is a few megabytes; what is larger is something else. */
private const val LARGEST = 64 * 1024 * 1024
private const val PIECE = 64 * 1024

/** Reads what the person picked; null if it is gone or far too large for a project file. */
internal fun ContentResolver.readProjectFile(uri: Uri): JoinEvent.FileOpened? {
    val bytes = try {
        openInputStream(uri)?.use { it.readAtMost(LARGEST) }
    } catch (_: IOException) {
        null
    }
    return bytes?.let { JoinEvent.FileOpened(nameOf(uri), it) }
}

/** Null if there is more than [most]; never more in memory than that. */
private fun InputStream.readAtMost(most: Int): ByteArray? {
    val bytes = ByteArrayOutputStream()
    val piece = ByteArray(PIECE)
    var read = read(piece)
    while (read >= 0 && bytes.size() <= most) {
        bytes.write(piece, 0, read)
        read = read(piece)
    }
    return bytes.toByteArray().takeIf { it.size <= most }
}

private fun ContentResolver.nameOf(uri: Uri): String =
    query(uri, arrayOf(OpenableColumns.DISPLAY_NAME), null, null, null)?.use { rows ->
        if (rows.moveToFirst()) rows.getString(0) else null
    } ?: uri.lastPathSegment.orEmpty()
