package org.saksi.presentation.voices

import java.io.ByteArrayOutputStream
import java.util.zip.ZipEntry
import java.util.zip.ZipOutputStream

/**
 * The file that goes to the project's office, for `saksi project file --recordings`: a zip of
 * `FOLDER/CODE.LANGUAGE.ENDING`. No name, time or phone is in it; the voice itself is.
 */
internal fun voicesFile(recordings: List<Pair<String, ByteArray>>): ByteArray {
    val bytes = ByteArrayOutputStream()
    ZipOutputStream(bytes).use { zip ->
        for ((name, sound) in recordings) {
            zip.putNextEntry(ZipEntry(name).apply { time = NO_TIME })
            zip.write(sound)
        }
    }
    return bytes.toByteArray()
}

/** Of a zip's entries the earliest that every reader knows: 1 January 1980. */
private const val NO_TIME = 315_532_800_000L
