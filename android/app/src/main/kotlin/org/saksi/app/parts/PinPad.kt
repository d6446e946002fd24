package org.saksi.app.parts

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.RowScope
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.material3.ButtonDefaults
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.painterResource
import androidx.compose.ui.res.pluralStringResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import org.saksi.app.R
import org.saksi.app.theme.LocalSizes

/** Twelve keys and as many dots as digits are in. Digits are never shown or spoken back. */
@Composable
fun PinPad(entered: Int, enabled: Boolean, onDigit: (Char) -> Unit, onErase: () -> Unit) {
    Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
        val spoken = pluralStringResource(R.plurals.pin_entered, entered, entered)
        Text(
            if (entered == 0) "–" else "●".repeat(entered),
            style = MaterialTheme.typography.headlineSmall,
            textAlign = TextAlign.Center,
            modifier = Modifier.fillMaxWidth().clearAndSetSemantics { contentDescription = spoken },
        )
        for (row in listOf("123", "456", "789")) {
            Row(horizontalArrangement = Arrangement.spacedBy(8.dp)) { row.forEach { Digit(it, enabled, onDigit) } }
        }
        Row(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
            Box(Modifier.weight(1f))
            Digit('0', enabled, onDigit)
            Key(enabled && entered > 0, onErase) { Icon(painterResource(R.drawable.ic_erase), stringResource(R.string.pin_erase)) }
        }
    }
}

@Composable
private fun RowScope.Digit(digit: Char, enabled: Boolean, onDigit: (Char) -> Unit) =
    Key(enabled, { onDigit(digit) }) { Text(digit.toString(), style = MaterialTheme.typography.headlineSmall) }

@Composable
private fun RowScope.Key(enabled: Boolean, onClick: () -> Unit, face: @Composable () -> Unit) {
    OutlinedButton(
        onClick = onClick,
        enabled = enabled,
        shape = RoundedCornerShape(12.dp),
        colors = ButtonDefaults.outlinedButtonColors(
            contentColor = MaterialTheme.colorScheme.onSurface,
            disabledContentColor = MaterialTheme.colorScheme.onSurfaceVariant,
        ),
        border = BorderStroke(LocalSizes.current.edge, MaterialTheme.colorScheme.outline),
        modifier = Modifier.weight(1f).heightIn(min = LocalSizes.current.target + 8.dp),
    ) { face() }
}
