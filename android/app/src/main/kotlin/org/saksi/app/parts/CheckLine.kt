package org.saksi.app.parts

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.CircularProgressIndicator
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.painterResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.saksi.app.R
import org.saksi.app.theme.LocalSizes

/** What stands before a line that has no button. */
enum class Mark { TICK, WAITING, NONE }

/** One thing that was looked at: a tick, or what is wrong with the one button that puts it right. */
@Composable
fun CheckLine(title: String, line: String? = null, button: String? = null, onClick: () -> Unit = {}, mark: Mark = Mark.TICK) {
    val colours = MaterialTheme.colorScheme
    Surface(
        color = if (button == null) colours.surfaceContainer else colours.errorContainer,
        contentColor = if (button == null) colours.onSurface else colours.onErrorContainer,
        border = BorderStroke(LocalSizes.current.edge, if (button == null) colours.outline else colours.error),
        shape = MaterialTheme.shapes.medium,
        modifier = Modifier.fillMaxWidth(),
    ) {
        Column(Modifier.padding(12.dp), verticalArrangement = Arrangement.spacedBy(8.dp)) {
            Row(
                Modifier.heightIn(min = 32.dp).semantics(mergeDescendants = true) {},
                horizontalArrangement = Arrangement.spacedBy(12.dp), verticalAlignment = Alignment.CenterVertically,
            ) {
                when {
                    button != null || mark == Mark.NONE -> Unit
                    mark == Mark.WAITING -> CircularProgressIndicator(Modifier.size(28.dp))
                    else -> Icon(painterResource(R.drawable.ic_tick), stringResource(R.string.check_good), Modifier.size(28.dp))
                }
                Column {
                    Text(title, style = MaterialTheme.typography.titleMedium)
                    if (line != null) Text(line, style = MaterialTheme.typography.bodyMedium)
                }
            }
            if (button != null) SideButton(button, onClick)
        }
    }
}
