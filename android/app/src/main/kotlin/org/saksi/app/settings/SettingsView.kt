package org.saksi.app.settings

import android.text.format.Formatter
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import org.saksi.app.R
import org.saksi.app.parts.ChoiceRow
import org.saksi.app.parts.FailureCard
import org.saksi.app.parts.Heading
import org.saksi.app.parts.Page
import org.saksi.app.parts.SideButton
import org.saksi.app.parts.SpaceCard
import org.saksi.app.parts.SwitchRow
import org.saksi.app.parts.TapCard
import org.saksi.app.parts.TellCard
import org.saksi.presentation.Language
import org.saksi.presentation.Look
import org.saksi.presentation.settings.SettingsEvent
import org.saksi.presentation.settings.SettingsState

/** Language, look, room; and the ways to sending, safety and about. */
@Composable
fun SettingsView(state: SettingsState, on: (SettingsEvent) -> Unit) {
    Page(stringResource(R.string.settings_title), { on(SettingsEvent.Back) }, bottom = {}) {
        state.failure?.let { FailureCard(it) }
        if (!state.practice) RealParts(on)
        Heading(stringResource(R.string.settings_language))
        for (language in Language.entries) {
            val words = if (language == Language.INDONESIAN) R.string.settings_indonesian else R.string.settings_english
            ChoiceRow(stringResource(words), language == state.language, { on(SettingsEvent.LanguageChosen(language)) })
        }
        Heading(stringResource(R.string.settings_look))
        for (look in Look.entries) {
            val (words, line) = when (look) {
                Look.LIGHT -> R.string.settings_light to null
                Look.DARK -> R.string.settings_dark to null
                Look.SUN -> R.string.settings_sun to R.string.settings_sun_line
            }
            ChoiceRow(stringResource(words), look == state.look, { on(SettingsEvent.LookChosen(look)) }, line?.let { stringResource(it) })
        }
        Text(stringResource(R.string.settings_letters), style = MaterialTheme.typography.bodyMedium)
        Heading(stringResource(R.string.settings_camera))
        SwitchRow(stringResource(R.string.settings_silent), state.silent) { on(SettingsEvent.Silent(it)) }
        RoomPart(state, on)
        TapCard(stringResource(R.string.settings_trial), stringResource(R.string.settings_trial_line), { on(SettingsEvent.Trial) })
        TapCard(stringResource(R.string.settings_about), stringResource(R.string.settings_about_line), { on(SettingsEvent.About) })
    }
}

/** What only the real profile has. */
@Composable
private fun RealParts(on: (SettingsEvent) -> Unit) {
    TapCard(stringResource(R.string.settings_sending), stringResource(R.string.settings_sending_line), { on(SettingsEvent.Sending) })
    TapCard(stringResource(R.string.settings_safety), stringResource(R.string.settings_safety_line), { on(SettingsEvent.Safety) })
    TapCard(stringResource(R.string.settings_practise), stringResource(R.string.settings_practise_line), { on(SettingsEvent.Practise) })
    TapCard(stringResource(R.string.settings_voices), stringResource(R.string.settings_voices_line), { on(SettingsEvent.Voices) })
}

@Composable
private fun RoomPart(state: SettingsState, on: (SettingsEvent) -> Unit) {
    val context = LocalContext.current
    val room = state.room ?: return
    Heading(stringResource(R.string.settings_room))
    SpaceCard(room.left)
    val used = Formatter.formatShortFileSize(context, room.usedBytes)
    val free = Formatter.formatShortFileSize(context, room.freeBytes)
    Text(stringResource(R.string.settings_room_line, used, free), style = MaterialTheme.typography.bodyLarge)
    state.freedBytes?.let { TellCard(stringResource(R.string.settings_freed, Formatter.formatShortFileSize(context, it)), null) }
    SideButton(stringResource(R.string.settings_free), { on(SettingsEvent.FreeSpace) }, enabled = !state.busy)
    Text(stringResource(R.string.settings_free_line), style = MaterialTheme.typography.bodyMedium)
}
