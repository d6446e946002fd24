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
    private val begun = CompletableDeferred<Boolean>()
    private val speech by lazy { TextToSpeech(context) { begun.complete(it == TextToSpeech.SUCCESS) } }

    override suspend fun speaks(language: Language): Boolean {
        speech
        val works = withTimeoutOrNull(PATIENCE_MS) { begun.await() } ?: false
        return works && voiceOf(language) != null
    }

    override fun say(text: String, language: Language) {
        speech.voice = voiceOf(language) ?: return
        speech.speak(text, TextToSpeech.QUEUE_FLUSH, null, "join")
    }

    override fun stop() {
        if (begun.isCompleted) speech.stop()
    }

    /** Some phones answer null, or throw what they do not document. */
    private fun voiceOf(language: Language): PhoneVoice? =
        runCatching { speech.voices }.getOrNull().orEmpty().firstOrNull { it.isHere(Locale.forLanguageTag(language.code)) }

    private fun PhoneVoice.isHere(wanted: Locale) =
        locale.language == wanted.language && !isNetworkConnectionRequired && TextToSpeech.Engine.KEY_FEATURE_NOT_INSTALLED !in features.orEmpty()

    private companion object {
        const val PATIENCE_MS = 8_000L
    }
}
