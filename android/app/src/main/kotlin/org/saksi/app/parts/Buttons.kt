package org.saksi.app.parts

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.IntrinsicSize
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.Button
import androidx.compose.material3.ButtonDefaults
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import org.saksi.app.theme.LocalSizes

private val shape = RoundedCornerShape(12.dp)

/** The one thing to do on this screen. */
@Composable
fun MainButton(text: String, onClick: () -> Unit, modifier: Modifier = Modifier, enabled: Boolean = true) {
    Button(
        onClick = onClick,
        enabled = enabled,
        shape = shape,
        // Never greyed out of sight: a waiting button is flat, and its words stay as readable as any.
        colors = ButtonDefaults.buttonColors(
            disabledContainerColor = MaterialTheme.colorScheme.surfaceContainer,
            disabledContentColor = MaterialTheme.colorScheme.onSurfaceVariant,
        ),
        modifier = modifier.fillMaxWidth().heightIn(min = LocalSizes.current.target),
    ) { Text(text, style = MaterialTheme.typography.labelLarge, textAlign = TextAlign.Center) }
}

/** Anything else that can be done. */
@Composable
fun SideButton(text: String, onClick: () -> Unit, modifier: Modifier = Modifier, enabled: Boolean = true) {
    OutlinedButton(
        onClick = onClick,
        enabled = enabled,
        shape = shape,
        colors = ButtonDefaults.outlinedButtonColors(
            contentColor = MaterialTheme.colorScheme.onSurface,
            disabledContentColor = MaterialTheme.colorScheme.onSurfaceVariant,
        ),
        border = BorderStroke(LocalSizes.current.edge, MaterialTheme.colorScheme.outline),
        modifier = modifier.fillMaxWidth().heightIn(min = LocalSizes.current.target),
    ) { Text(text, style = MaterialTheme.typography.labelLarge, textAlign = TextAlign.Center) }
}

/** Two lesser ways side by side, one below the other where the letters are large. */
@Composable
fun SidePair(first: String, onFirst: () -> Unit, second: String, onSecond: () -> Unit) {
    if (largeLetters()) {
        SideButton(first, onFirst)
        SideButton(second, onSecond)
    } else {
        Row(Modifier.height(IntrinsicSize.Min), horizontalArrangement = Arrangement.spacedBy(8.dp)) {
            SideButton(first, onFirst, Modifier.weight(1f).fillMaxHeight())
            SideButton(second, onSecond, Modifier.weight(1f).fillMaxHeight())
        }
    }
}

/** Letters so large that what stands side by side must stand one below the other. */
@Composable
fun largeLetters(): Boolean = LocalDensity.current.fontScale > LARGE_LETTERS

private const val LARGE_LETTERS = 1.3f
