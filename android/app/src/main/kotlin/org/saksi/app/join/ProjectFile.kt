package org.saksi.app.join

import android.content.ContentResolver
import android.net.Uri
import org.saksi.app.phone.nameOf
import org.saksi.app.phone.read
import org.saksi.app.phone.sizeOf
import org.saksi.app.phone.upTo
import org.saksi.presentation.join.JoinEvent

/** A project file is a few megabytes; what is larger is something else. */
private const val LARGEST = 64 * 1024 * 1024

/** Reads what the person picked; null if it is gone or far too large for a project file. */
internal fun ContentResolver.readProjectFile(uri: Uri): JoinEvent.FileOpened? {
    // What says itself that it is too large is not read to find out.
    if ((sizeOf(uri) ?: 0) > LARGEST) return null
    val bytes = read(uri) { it.upTo(LARGEST) }?.takeIf { it.size <= LARGEST }
    return bytes?.let { JoinEvent.FileOpened(nameOf(uri), it) }
}
