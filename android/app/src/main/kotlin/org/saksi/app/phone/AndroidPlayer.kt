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

    /** Of the last play or stop: getting ready takes long, and who was called off meanwhile must not sound. */
    private var turn = 0

    @Suppress("TooGenericExceptionCaught")
    override fun play(sound: Playable, ended: () -> Unit): Boolean {
        val mine = next()
        val player = MediaPlayer()
        return try {
            player.setDataSource(Pieces(sound))
            player.setOnCompletionListener { finish(player, ended) }
            player.setOnErrorListener { _, _, _ -> true.also { finish(player, ended) } }
            player.prepare()
            begin(player, mine).also { begun -> if (!begun) player.release() }
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

    override fun stop() {
        next()
    }

    /** Ends what sounds. The number of the turn that begins so. */
    @Synchronized
    private fun next(): Int {
        now?.release()
        now = null
        return ++turn
    }

    /** False: it is another one's turn by now. */
    @Synchronized
    private fun begin(player: MediaPlayer, mine: Int): Boolean {
        if (turn != mine) return false
        player.start()
        now = player
        return true
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
