package org.saksi.app.phone

import android.media.MediaRecorder
import android.os.ParcelFileDescriptor
import org.saksi.core.Quality
import org.saksi.presentation.form.Recorder
import java.io.ByteArrayOutputStream
import java.io.IOException
import kotlin.concurrent.thread

/**
 * The microphone into memory: through a pipe and in a format that needs no seeking, so that no sound
 * lies in clear on the phone.
 */
class PipeRecorder : Recorder {
    private class Running(val recorder: MediaRecorder, val ear: Thread, val heard: ByteArrayOutputStream, val end: ParcelFileDescriptor)

    private var running: Running? = null
    override val mediaType = "audio/aac"

    override fun start(quality: Quality?): Boolean {
        if (running != null) return false
        val (read, write) = ParcelFileDescriptor.createPipe()
        val recorder = made()
        if (!recorder.begins(quality, write)) {
            recorder.release()
            read.close()
            write.close()
            return false
        }
        val heard = ByteArrayOutputStream()
        val ear = thread(name = "microphone") { ParcelFileDescriptor.AutoCloseInputStream(read).use { it.copyTo(heard) } }
        running = Running(recorder, ear, heard, write)
        return true
    }

    /** False: another app holds the microphone, or this phone cannot record so. */
    @Suppress("TooGenericExceptionCaught")
    private fun MediaRecorder.begins(quality: Quality?, into: ParcelFileDescriptor): Boolean = try {
        val speech = quality == Quality.VOICE_ONLY || quality == Quality.LOW
        setAudioSource(MediaRecorder.AudioSource.MIC)
        setOutputFormat(MediaRecorder.OutputFormat.AAC_ADTS)
        setAudioEncoder(MediaRecorder.AudioEncoder.AAC)
        setAudioSamplingRate(if (speech) SPEECH_HZ else HIGH_HZ)
        setAudioEncodingBitRate(if (speech) SPEECH_BITS else HIGH_BITS)
        setOutputFile(into.fileDescriptor)
        prepare()
        start()
        true
    } catch (_: IOException) {
        false
    } catch (_: RuntimeException) {
        // MediaRecorder tells every refusal of the system so.
        false
    }

    override fun stop(): ByteArray? {
        val now = running ?: return null
        running = null
        try {
            now.recorder.stop()
        } catch (_: RuntimeException) {
            // Stopped before anything was heard: MediaRecorder throws then, and there is nothing.
        }
        now.recorder.release()
        now.end.close()
        now.ear.join(PATIENCE_MS)
        return now.heard.toByteArray().takeIf { it.isNotEmpty() }
    }

    /** The way of Android 8, which every later one still has. */
    @Suppress("DEPRECATION")
    private fun made() = MediaRecorder()

    private companion object {
        const val HIGH_HZ = 44_100
        const val HIGH_BITS = 64_000
        const val SPEECH_HZ = 16_000
        const val SPEECH_BITS = 24_000
        const val PATIENCE_MS = 5_000L
    }
}
