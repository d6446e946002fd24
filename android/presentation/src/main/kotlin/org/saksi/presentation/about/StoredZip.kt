package org.saksi.presentation.about

import java.io.File
import java.io.OutputStream
import java.util.zip.CRC32
import java.util.zip.ZipEntry
import java.util.zip.ZipOutputStream

/**
 * One file in a zip as it is, written while it is read. Not packed: an app is packed already, and so the size is known before
 * the first byte, which Bluetooth wants.
 */
class StoredZip(private val file: File, private val name: String) {
    /** Of the zip. Two headers with the name, and an end. */
    val size: Long get() = file.length() + 2 * name.toByteArray().size + LOCAL + CENTRAL + END

    fun writeTo(out: OutputStream) {
        val entry = ZipEntry(name).apply {
            method = ZipEntry.STORED
            size = file.length()
            crc = crcOf(file)
        }
        ZipOutputStream(out).use { zip ->
            zip.putNextEntry(entry)
            file.inputStream().use { it.copyTo(zip, PIECE) }
            zip.closeEntry()
        }
    }

    private fun crcOf(file: File): Long = CRC32().also { sum ->
        val piece = ByteArray(PIECE)
        file.inputStream().use { stream -> generateSequence { stream.read(piece).takeIf { it >= 0 } }.forEach { sum.update(piece, 0, it) } }
    }.value

    private companion object {
        const val LOCAL = 30
        const val CENTRAL = 46
        const val END = 22
        const val PIECE = 64 * 1024
    }
}
