package org.saksi.app.phone

import java.io.ByteArrayOutputStream
import java.io.InputStream

/** All of it, or a little more than [most] of what is larger: never more in memory than that. */
internal fun InputStream.upTo(most: Int): ByteArray {
    val all = ByteArrayOutputStream()
    val piece = ByteArray(PIECE)
    var read = read(piece)
    while (read >= 0 && all.size() <= most) {
        all.write(piece, 0, read)
        read = read(piece)
    }
    return all.toByteArray()
}

private const val PIECE = 64 * 1024
