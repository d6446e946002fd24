package org.saksi.presentation.share

import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import org.saksi.presentation.Notes
import org.saksi.presentation.camera.Photo
import java.io.InputStream

/**
 * Photos that other apps handed over and that are in no report yet: where each can be read, never a byte of it. They outlive
 * the process and wait while the app is locked.
 */
class SharedPhotos(private val notes: Notes) {
    private val now = MutableStateFlow(notes[WAITING].orEmpty().lines().filter { it.isNotEmpty() })

    /** Addresses, in the order in which they came. */
    val waiting: StateFlow<List<String>> = now.asStateFlow()

    private val isNew = MutableStateFlow(notes[NEW] != null)

    /** Some came that she was not led to yet. */
    val arrived: StateFlow<Boolean> = isNew.asStateFlow()

    fun take(addresses: List<String>) {
        val wanted = addresses.filter { it.isNotBlank() && '\n' !in it }
        if (wanted.isEmpty()) return
        keep((now.value + wanted).distinct())
        notes[NEW] = "yes"
        isNew.value = true
    }

    /** She stands before them now. */
    fun met() {
        notes[NEW] = null
        isNew.value = false
    }

    /** It is in a report, or she does not want it. */
    fun done(address: String) = keep(now.value - address)

    fun forget() {
        keep(emptyList())
        met()
    }

    private fun keep(addresses: List<String>) {
        notes[WAITING] = addresses.joinToString("\n").ifEmpty { null }
        now.value = addresses
    }

    private companion object {
        const val WAITING = "waiting"
        const val NEW = "new"
    }
}

/** Reads what another app handed over, out of that app and into memory; nothing is copied into a file. Both calls block. */
interface SharedFiles {
    /** Null if it can be read no longer: the other app took it back, or is gone. */
    fun look(address: String): SharedPhoto?

    /** The same. */
    fun open(address: String): InputStream?
}

/** A photo of another app's, as far as it is told before it is sealed. */
data class SharedPhoto(
    val mediaType: String,
    /** The EXIF number, 1 to 8. */
    val orientation: Int,
    /** For the screen; null if none could be made. */
    val small: Photo?,
)
