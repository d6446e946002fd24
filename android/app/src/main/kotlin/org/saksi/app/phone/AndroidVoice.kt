package org.saksi.app.phone

import android.content.Context
import android.speech.tts.TextToSpeech
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.withTimeoutOrNull
import org.saksi.presentation.Language
import org.saksi.presentation.phone.Voice
import java.util.Locale
import android.speech.tts.Voice as PhoneVoice

/**
 * The phone's text-to-speech, begun when it is first asked. Only a voice that lies on the phone
 * counts: what is read aloud must not go over the network. Never heard on a real phone here.
 */
class AndroidVoice(private val context: Context) : Voice {
    private class Begun(context: Context) {
        val works = CompletableDeferred<Boolean>()
        val speech = TextToSpeech(context) { works.complete(it == TextToSpeech.SUCCESS) }
    }

    private var now: Begun? = null

    override suspend fun speaks(language: Language): Boolean {
        val begun = now ?: Begun(context).also { now = it }
        val works = withTimeoutOrNull(PATIENCE_MS) { begun.works.await() } ?: false
        return works && begun.speech.voiceOf(language) != null
    }

    override fun say(text: String, language: Language) {
        val speech = now?.speech ?: return
        speech.voice = speech.voiceOf(language) ?: return
        speech.speak(text, TextToSpeech.QUEUE_FLUSH, null, "join")
    }

    override fun stop() {
        now?.run { if (works.isCompleted) speech.stop() }
    }

    /** The phone's service is bound until then. */
    override fun end() {
        now?.speech?.shutdown()
        now = null
    }

    /** Some phones answer null, or throw what they do not document. */
    private fun TextToSpeech.voiceOf(language: Language): PhoneVoice? =
        runCatching { voices }.getOrNull().orEmpty().firstOrNull { it.isHere(Locale.forLanguageTag(language.code)) }

    private fun PhoneVoice.isHere(wanted: Locale) =
        locale.language == wanted.language && !isNetworkConnectionRequired && TextToSpeech.Engine.KEY_FEATURE_NOT_INSTALLED !in features.orEmpty()

    private companion object {
        const val PATIENCE_MS = 8_000L
    }
}
