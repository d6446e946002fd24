package org.saksi.presentation.phone

import org.saksi.presentation.core.FieldCore
import java.util.concurrent.atomic.AtomicReference

/** A sound or film that can be read at any place; it lies in memory or sealed, never in a file of its own. */
interface Playable {
    val size: Long

    /** A piece from [at] on, as long as it pleases; empty at the end. Blocks; may fail once the core is locked. */
    fun read(at: Long): ByteArray
}

/** Plays from memory, one thing at a time; nothing is written anywhere for it. */
interface Player {
    /**
     * Instead of what plays just now. [ended] is told once it came to its end by itself. False: this phone does not play it,
     * or [stop] or another play came before it sounded. Blocks.
     */
    fun play(sound: Playable, ended: () -> Unit): Boolean

    fun stop()

    /** How long it lasts, ms; null if the phone cannot tell. Blocks. */
    fun lengthMs(of: Playable): Long?
}

/** Tells whoever played before that it ended, so that no screen shows a sound that another one silenced. */
class OneVoice(private val player: Player) : Player by player {
    private val ending = AtomicReference<(() -> Unit)?>()

    override fun play(sound: Playable, ended: () -> Unit): Boolean {
        ending.getAndSet(ended)?.invoke()
        val plays = player.play(sound) {
            ending.compareAndSet(ended, null)
            ended()
        }
        if (!plays) ending.compareAndSet(ended, null)
        return plays
    }

    override fun stop() {
        ending.set(null)
        player.stop()
    }
}

class InMemory(private val bytes: ByteArray) : Playable {
    override val size get() = bytes.size.toLong()

    override fun read(at: Long): ByteArray = if (at >= size) ByteArray(0) else bytes.copyOfRange(at.toInt(), bytes.size)
}

/** What was captured as an answer, opened piece by piece; the last piece is kept, because players read in small steps. */
class CapturedAnswer(private val core: FieldCore, private val draft: String, private val place: String, override val size: Long) : Playable {
    private var start = 0L
    private var piece = ByteArray(0)

    @Synchronized
    override fun read(at: Long): ByteArray {
        if (at < start || at >= start + piece.size) {
            piece = if (at >= size) ByteArray(0) else core.readAnswer(draft, place, at.toULong())
            start = at
        }
        return piece.copyOfRange((at - start).toInt(), piece.size)
    }
}
