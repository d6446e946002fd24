package org.saksi.app.parts

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.toggleable
import androidx.compose.material3.Checkbox
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.RadioButton
import androidx.compose.material3.Surface
import androidx.compose.material3.Switch
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import org.saksi.app.theme.LocalSizes

/** One of several: the whole row is the target, the circle only shows. */
@Composable
fun ChoiceRow(text: String, selected: Boolean, onClick: () -> Unit, line: String? = null, below: @Composable () -> Unit = {}) {
    Framed(Modifier.selectable(selected, role = Role.RadioButton, onClick = onClick)) {
        RadioButton(selected, onClick = null)
        Words(text, line, below)
    }
}

/** Any of several. */
@Composable
fun CheckRow(text: String, checked: Boolean, onClick: () -> Unit, below: @Composable () -> Unit = {}) {
    Framed(Modifier.toggleable(checked, role = Role.Checkbox) { onClick() }) {
        Checkbox(checked, onCheckedChange = null)
        Words(text, line = null, below)
    }
}

/** On or off. */
@Composable
fun SwitchRow(text: String, on: Boolean, onChange: (Boolean) -> Unit) {
    Framed(Modifier.toggleable(on, role = Role.Switch, onValueChange = onChange)) {
        Switch(on, onCheckedChange = null)
        Words(text, line = null)
    }
}

@Composable
private fun Framed(acts: Modifier, content: @Composable () -> Unit) {
    Surface(
        color = MaterialTheme.colorScheme.surfaceContainer,
        border = BorderStroke(LocalSizes.current.edge, MaterialTheme.colorScheme.outline),
        shape = MaterialTheme.shapes.medium,
        modifier = Modifier.fillMaxWidth(),
    ) {
        Row(
            acts.fillMaxWidth().heightIn(min = LocalSizes.current.target).padding(horizontal = 16.dp, vertical = 8.dp),
            verticalAlignment = Alignment.CenterVertically,
        ) { content() }
    }
}

@Composable
private fun Words(text: String, line: String?, below: @Composable () -> Unit = {}) {
    Column(Modifier.padding(start = 12.dp)) {
        Text(text, style = MaterialTheme.typography.bodyLarge)
        if (line != null) Text(line, style = MaterialTheme.typography.bodyMedium, color = MaterialTheme.colorScheme.onSurfaceVariant)
        below()
    }
}
