package org.saksi.app.parts

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.gestures.detectTapGestures
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.input.pointer.pointerInput
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.onLongClick
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.withTimeoutOrNull
import org.saksi.app.theme.LocalSizes

/** How long a finger must rest on it, ms. */
const val HOLD_MS = 3_000L

/**
 * What cannot be taken back: a tap does nothing, a finger that rests [HOLD_MS] does it. TalkBack's
 * own "double-tap and hold" counts as well, because nobody makes that by chance.
 */
@Composable
fun HoldButton(text: String, holding: String, onHeld: () -> Unit, enabled: Boolean = true) {
    var pressed by remember { mutableStateOf(false) }
    val held = Modifier.pointerInput(enabled) {
        if (!enabled) return@pointerInput
        detectTapGestures(
            onPress = {
                pressed = true
                val finished = withTimeoutOrNull(HOLD_MS) { tryAwaitRelease() } == null
                pressed = false
                if (finished) onHeld()
            },
        )
    }
    Surface(
        color = if (pressed) MaterialTheme.colorScheme.error else MaterialTheme.colorScheme.errorContainer,
        contentColor = if (pressed) MaterialTheme.colorScheme.surface else MaterialTheme.colorScheme.onErrorContainer,
        border = BorderStroke(LocalSizes.current.edge, MaterialTheme.colorScheme.error),
        shape = MaterialTheme.shapes.medium,
        modifier = Modifier.fillMaxWidth(),
    ) {
        Box(
            held.heightIn(min = LocalSizes.current.target).semantics(mergeDescendants = true) {
                role = Role.Button
                if (enabled) onLongClick(text) { onHeld(); true }
            }.padding(12.dp),
            contentAlignment = Alignment.Center,
        ) { Text(if (pressed) holding else text, style = MaterialTheme.typography.labelLarge, textAlign = TextAlign.Center) }
    }
}
