package org.saksi.presentation

import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import org.saksi.presentation.shell.LockAfter

/** A language of the screen, by the code that the core and Android both know. */
enum class Language(val code: String) {
    INDONESIAN("id"), ENGLISH("en");

    val other get() = if (this == INDONESIAN) ENGLISH else INDONESIAN
}

/** How the screen looks. SUN is "Mode terik": black on white, larger targets, no grey text. */
enum class Look { LIGHT, DARK, SUN }

/** When the app sends by itself; "Kirim sekarang" works with each. */
enum class SendWhen { WHEN_ASKED, ON_WIFI, ON_ANY_LINE }

/** What the person chose for the whole app. Nothing in here says who she is or what she reported. */
class Settings(private val kept: Notes) {
    private val chosenLanguage = MutableStateFlow(choice("language", Language.INDONESIAN))
    private val chosenLook = MutableStateFlow(choice("look", Look.LIGHT))
    private val chosenSendWhen = MutableStateFlow(choice("send_when", SendWhen.ON_WIFI))
    private val chosenLockAfter = MutableStateFlow(choice("lock_after", LockAfter.FIVE_MINUTES))
    private val chosenDiscreet = MutableStateFlow(kept["discreet"] == "yes")
    private val chosenSilent = MutableStateFlow(kept["silent"] == "yes")
    val language: StateFlow<Language> = chosenLanguage.asStateFlow()
    val look: StateFlow<Look> = chosenLook.asStateFlow()
    val sendWhen: StateFlow<SendWhen> = chosenSendWhen.asStateFlow()
    val lockAfter: StateFlow<LockAfter> = chosenLockAfter.asStateFlow()

    /** Another icon and name among the apps. */
    val discreet: StateFlow<Boolean> = chosenDiscreet.asStateFlow()

    /** The camera does not vibrate: it could be heard. */
    val silent: StateFlow<Boolean> = chosenSilent.asStateFlow()

    /** The picture that stands for the person on her own screen; see `Picture`. */
    var picture: String?
        get() = kept["picture"]
        set(code) {
            kept["picture"] = code
        }

    /** When the newest word about a report came that she has read, ms. */
    var newsReadMs: Long
        get() = kept["news_read"]?.toLongOrNull() ?: 0
        set(ms) {
            kept["news_read"] = ms.toString()
        }

    /** When the phone last woke the app by itself, or was first asked to, ms; null: it is not asked. */
    var wokenMs: Long?
        get() = kept["woken"]?.toLongOrNull()
        set(ms) {
            kept["woken"] = ms?.toString()
        }

    /** She put away the card about phones that do not wake the app. */
    var wakeCardAway: Boolean
        get() = kept["wake_card"] == "away"
        set(away) {
            kept["wake_card"] = if (away) "away" else null
        }

    /** Answers about consent that are given and not yet signed, by line; `Consents.kt` reads them. */
    var consentsDue: String?
        get() = kept["consents_due"]
        set(lines) {
            kept["consents_due"] = lines
        }

    fun choose(language: Language) {
        kept["language"] = language.name
        chosenLanguage.value = language
    }

    fun choose(look: Look) {
        kept["look"] = look.name
        chosenLook.value = look
    }

    fun choose(sendWhen: SendWhen) {
        kept["send_when"] = sendWhen.name
        chosenSendWhen.value = sendWhen
    }

    fun choose(lockAfter: LockAfter) {
        kept["lock_after"] = lockAfter.name
        chosenLockAfter.value = lockAfter
    }

    fun chooseDiscreet(on: Boolean) {
        kept["discreet"] = if (on) "yes" else null
        chosenDiscreet.value = on
    }

    fun chooseSilent(on: Boolean) {
        kept["silent"] = if (on) "yes" else null
        chosenSilent.value = on
    }

    /** The person left: what stood for her goes; language, look and disguise stay, they are the phone's. */
    fun forgetPerson() {
        picture = null
        consentsDue = null
        kept["news_read"] = null
        wakeCardAway = false
    }

    private inline fun <reified T : Enum<T>> choice(name: String, otherwise: T): T =
        enumValues<T>().firstOrNull { it.name == kept[name] } ?: otherwise
}
