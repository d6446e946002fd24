package org.saksi.app.join

import android.content.ContentResolver
import android.net.Uri
import android.provider.OpenableColumns
import org.saksi.app.phone.upTo
import org.saksi.presentation.join.JoinEvent
import java.io.IOException

/** A project file is a few megabytes; what is larger is something else. */
private const val LARGEST = 64 * 1024 * 1024

/** Reads what the person picked; null if it is gone or far too large for a project file. */
internal fun ContentResolver.readProjectFile(uri: Uri): JoinEvent.FileOpened? {
    val bytes = try {
        openInputStream(uri)?.use { it.upTo(LARGEST) }?.takeIf { it.size <= LARGEST }
    } catch (_: IOException) {
        null
    }
    return bytes?.let { JoinEvent.FileOpened(nameOf(uri), it) }
}

private fun ContentResolver.nameOf(uri: Uri): String =
    query(uri, arrayOf(OpenableColumns.DISPLAY_NAME), null, null, null)?.use { rows ->
        if (rows.moveToFirst()) rows.getString(0) else null
    } ?: uri.lastPathSegment.orEmpty()
