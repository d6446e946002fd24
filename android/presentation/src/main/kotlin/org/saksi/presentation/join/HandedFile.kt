package org.saksi.presentation.join

import java.io.File

/**
 * The project file between being opened and joining, so that the end of the process in between does
 * not cost it. It holds the member line and forms, nothing of the person's; joining removes it.
 */
class HandedFile(private val folder: File) {
    private val file = File(folder, "handed.saksi.zip")

    fun bytes(): ByteArray? = if (file.exists()) file.readBytes() else null

    fun keep(bytes: ByteArray) {
        folder.mkdirs()
        file.writeBytes(bytes)
    }

    fun forget() {
        file.delete()
    }
}
