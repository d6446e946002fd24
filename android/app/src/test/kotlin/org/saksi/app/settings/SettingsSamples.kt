package org.saksi.app.settings

import org.saksi.presentation.Language
import org.saksi.presentation.Look
import org.saksi.presentation.phone.SpaceLeft
import org.saksi.presentation.settings.Room
import org.saksi.presentation.settings.SettingsState

object SettingsSamples {
    val plain = SettingsState(
        practice = false, language = Language.INDONESIAN, look = Look.LIGHT, silent = false,
        room = Room(82_000_000, 310_000_000, SpaceLeft.LITTLE), freedBytes = 24_000_000, busy = false, failure = null,
    )
}
