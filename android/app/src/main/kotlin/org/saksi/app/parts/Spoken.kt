package org.saksi.app.parts

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.size
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.runtime.Composable
import androidx.compose.runtime.compositionLocalOf
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.painterResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import org.saksi.app.R
import org.saksi.app.theme.LocalSizes
import org.saksi.presentation.spoken.PromptsEvent
import org.saksi.presentation.spoken.PromptsState

/** Which of the app's words can be heard, and how to hear them. */
class Prompts(val state: PromptsState, val on: (PromptsEvent) -> Unit)

/** Before a project is open nothing can be heard: recordings lie sealed in it. */
val LocalPrompts = compositionLocalOf { Prompts(PromptsState(emptySet(), playing = null)) {} }

/**
 * Words, and beside them a key to hear them where somebody recorded them: the first of [keys] that is
 * on this phone. [of] tells several keys on a page apart for TalkBack.
 */
@Composable
fun Spoken(of: String, vararg keys: String?, content: @Composable () -> Unit) {
    val prompts = LocalPrompts.current
    val key = keys.firstOrNull { it in prompts.state.here } ?: return content()
    Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(8.dp), Alignment.CenterVertically) {
        Box(Modifier.weight(1f)) { content() }
        SoundKey(of, key == prompts.state.playing) { prompts.on(PromptsEvent.Play(key)) }
    }
}

@Composable
private fun SoundKey(of: String, plays: Boolean, onClick: () -> Unit) {
    val (picture, words) = if (plays) R.drawable.ic_silence to R.string.form_stop_playing_of else R.drawable.ic_sound to R.string.form_play_of
    Surface(
        onClick = onClick,
        color = MaterialTheme.colorScheme.surfaceContainer,
        border = BorderStroke(LocalSizes.current.edge, MaterialTheme.colorScheme.outline),
        shape = MaterialTheme.shapes.medium,
        modifier = Modifier.size(LocalSizes.current.target),
    ) {
        Box(contentAlignment = Alignment.Center) { Icon(painterResource(picture), stringResource(words, of)) }
    }
}
