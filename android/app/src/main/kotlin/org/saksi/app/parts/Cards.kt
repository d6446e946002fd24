package org.saksi.app.parts

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.saksi.app.theme.LocalSizes

/** A row that leads somewhere: what it is, and one line about it. Its words are its label. */
@Composable
fun TapCard(title: String, line: String?, onClick: () -> Unit, enabled: Boolean = true) {
    Surface(
        onClick = onClick,
        enabled = enabled,
        color = MaterialTheme.colorScheme.surfaceContainer,
        border = BorderStroke(LocalSizes.current.edge, MaterialTheme.colorScheme.outline),
        shape = MaterialTheme.shapes.medium,
        modifier = Modifier.fillMaxWidth(),
    ) {
        Column(Modifier.heightIn(min = LocalSizes.current.target).padding(16.dp)) {
            Text(title, style = MaterialTheme.typography.titleMedium)
            if (line != null) {
                Text(line, style = MaterialTheme.typography.bodyMedium, color = MaterialTheme.colorScheme.onSurfaceVariant)
            }
        }
    }
}

/** Something to read that leads nowhere. */
@Composable
fun TellCard(title: String, line: String?) = with(MaterialTheme.colorScheme) {
    ReadCard(title, line, primaryContainer, onPrimaryContainer, outline, Modifier.semantics(mergeDescendants = true) {})
}

/** The same for what she must not overlook. Read aloud by TalkBack when it comes. */
@Composable
fun WarnCard(title: String, line: String?) = with(MaterialTheme.colorScheme) {
    val heard = Modifier.semantics(mergeDescendants = true) { liveRegion = LiveRegionMode.Polite }
    ReadCard(title, line, errorContainer, onErrorContainer, error, heard)
}

@Composable
private fun ReadCard(title: String, line: String?, ground: Color, letters: Color, edge: Color, heard: Modifier) {
    Surface(
        color = ground,
        contentColor = letters,
        border = BorderStroke(LocalSizes.current.edge, edge),
        shape = MaterialTheme.shapes.medium,
        modifier = heard.fillMaxWidth(),
    ) {
        Column(Modifier.padding(16.dp)) {
            Text(title, style = MaterialTheme.typography.titleMedium)
            if (line != null) Text(line, style = MaterialTheme.typography.bodyMedium, modifier = Modifier.padding(top = 4.dp))
        }
    }
}

/** The heading of a part of a screen. */
@Composable
fun Heading(text: String) {
    Text(
        text,
        style = MaterialTheme.typography.titleMedium,
        modifier = Modifier.padding(top = 8.dp).semantics { heading() },
    )
}
