package org.saksi.app.practice

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.WindowInsetsSides
import androidx.compose.foundation.layout.consumeWindowInsets
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.only
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.foundation.layout.sizeIn
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.DisposableEffect
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.saksi.app.MainActivity
import org.saksi.app.R
import org.saksi.app.phone.activity
import org.saksi.app.theme.LocalSizes
import org.saksi.app.theme.practiceGround
import org.saksi.app.theme.practiceLetters

/** Every screen of practice: under a yellow band, and free to be photographed for a training. */
@Composable
fun PracticeFrame(onEnd: () -> Unit, content: @Composable () -> Unit) {
    ScreenshotsAllowed()
    val top = WindowInsets.safeDrawing.only(WindowInsetsSides.Top + WindowInsetsSides.Horizontal)
    Column(Modifier.fillMaxSize()) {
        Row(
            Modifier.fillMaxWidth().background(practiceGround).windowInsetsPadding(top)
                .heightIn(min = LocalSizes.current.target).padding(start = 16.dp),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            Text(
                stringResource(R.string.practice_band),
                Modifier.weight(1f).semantics { heading() },
                color = practiceLetters, style = MaterialTheme.typography.titleMedium, maxLines = 1,
            )
            TextButton(onEnd, Modifier.sizeIn(minWidth = LocalSizes.current.target, minHeight = LocalSizes.current.target)) {
                Text(stringResource(R.string.practice_end), color = practiceLetters, style = MaterialTheme.typography.labelLarge)
            }
        }
        Box(Modifier.weight(1f).consumeWindowInsets(top)) { content() }
    }
}

/** The window is marked again before anything real is drawn: the PIN pad stands in between. */
@Composable
private fun ScreenshotsAllowed() {
    val activity = LocalContext.current.activity() as? MainActivity ?: return
    DisposableEffect(activity) {
        activity.hide(false)
        onDispose { activity.hide(true) }
    }
}
