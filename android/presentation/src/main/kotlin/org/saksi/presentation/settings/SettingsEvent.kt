package org.saksi.presentation.settings

import org.saksi.presentation.Language
import org.saksi.presentation.Look

sealed interface SettingsEvent {
    data object Shown : SettingsEvent

    data class LanguageChosen(val language: Language) : SettingsEvent

    data class LookChosen(val look: Look) : SettingsEvent

    data class Silent(val on: Boolean) : SettingsEvent

    /** Originals that the hub has, with a receipt, may leave the phone. */
    data object FreeSpace : SettingsEvent

    data object Sending : SettingsEvent

    data object Safety : SettingsEvent

    data object Practise : SettingsEvent

    data object Voices : SettingsEvent

    data object Trial : SettingsEvent

    data object About : SettingsEvent

    data object Back : SettingsEvent
}
