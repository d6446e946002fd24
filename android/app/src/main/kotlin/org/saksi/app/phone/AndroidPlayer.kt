package org.saksi.app.phone

import android.media.MediaDataSource
import android.media.MediaMetadataRetriever
import android.media.MediaPlayer
import org.saksi.presentation.phone.Playable
import org.saksi.presentation.phone.Player
import java.io.IOException

/** Android's own player over bytes in memory, or opened piece by piece: no file is made. Never heard on a real phone here. */
class AndroidPlayer : Player {
    private var now: MediaPlayer? = null

    @Suppress("TooGenericExceptionCaught")
    override fun play(sound: Playable, ended: () -> Unit): Boolean {
        stop()
        val player = MediaPlayer()
        return try {
            player.setDataSource(Pieces(sound))
            player.setOnCompletionListener { finish(player, ended) }
            player.setOnErrorListener { _, _, _ -> true.also { finish(player, ended) } }
            player.prepare()
            player.start()
            synchronized(this) { now = player }
            true
        } catch (_: IOException) {
            player.release()
            false
        } catch (_: RuntimeException) {
            // What MediaPlayer throws at a kind of sound that the phone does not know differs from maker to maker.
            player.release()
            false
        }
    }

    private fun finish(player: MediaPlayer, ended: () -> Unit) {
        synchronized(this) { if (now === player) now = null }
        player.release()
        ended()
    }

    @Synchronized
    override fun stop() {
        now?.release()
        now = null
    }

    /** Some phones answer nothing, or throw what they do not document. */
    override fun lengthMs(of: Playable): Long? = runCatching {
        val reader = MediaMetadataRetriever()
        try {
            reader.setDataSource(Pieces(of))
            reader.extractMetadata(MediaMetadataRetriever.METADATA_KEY_DURATION)?.toLongOrNull()
        } finally {
            reader.release()
        }
    }.getOrNull()
}

/** A sound as Android's players read it. */
internal class Pieces(private val sound: Playable) : MediaDataSource() {
    override fun getSize() = sound.size

    override fun readAt(position: Long, buffer: ByteArray, offset: Int, size: Int): Int {
        if (size == 0) return 0
        val piece = try {
            sound.read(position)
        } catch (locked: IllegalStateException) {
            throw IOException("it was locked meanwhile", locked)
        }
        if (piece.isEmpty()) return END
        val read = minOf(size, piece.size)
        piece.copyInto(buffer, offset, 0, read)
        return read
    }

    override fun close() = Unit

    private companion object {
        const val END = -1
    }
}
