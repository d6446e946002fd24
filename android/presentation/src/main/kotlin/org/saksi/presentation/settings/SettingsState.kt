package org.saksi.presentation.settings

import org.saksi.presentation.Language
import org.saksi.presentation.Look
import org.saksi.presentation.core.Failure
import org.saksi.presentation.phone.SpaceLeft

/** What she chose for the app, and how much room there is. */
data class SettingsState(
    /** In practice there is nothing to send, to wipe or to practise. */
    val practice: Boolean,
    val language: Language,
    val look: Look,
    /** The camera does not vibrate. */
    val silent: Boolean,
    val room: Room?,
    /** Bytes that came free a moment ago. */
    val freedBytes: Long?,
    val busy: Boolean,
    val failure: Failure?,
)

data class Room(val usedBytes: Long, val freeBytes: Long, val left: SpaceLeft)
