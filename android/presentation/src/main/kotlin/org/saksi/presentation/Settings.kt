package org.saksi.presentation

import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow

/** A language of the screen, by the code that the core and Android both know. */
enum class Language(val code: String) { INDONESIAN("id"), ENGLISH("en") }

/** How the screen looks. SUN is "Mode terik": black on white, larger targets, no grey text. */
enum class Look { LIGHT, DARK, SUN }

/** What the person chose for the whole app. Nothing in here says who she is or what she reported. */
class Settings(private val kept: Notes) {
    private val chosenLanguage = MutableStateFlow(choice("language", Language.INDONESIAN))
    private val chosenLook = MutableStateFlow(choice("look", Look.LIGHT))
    val language: StateFlow<Language> = chosenLanguage.asStateFlow()
    val look: StateFlow<Look> = chosenLook.asStateFlow()

    /** The picture that stands for the person on her own screen; see `Picture`. */
    var picture: String?
        get() = kept["picture"]
        set(code) {
            kept["picture"] = code
        }

    /** Answers about consent that are given and not yet signed: `purpose=yes` by line. */
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

    private inline fun <reified T : Enum<T>> choice(name: String, otherwise: T): T =
        enumValues<T>().firstOrNull { it.name == kept[name] } ?: otherwise
}
