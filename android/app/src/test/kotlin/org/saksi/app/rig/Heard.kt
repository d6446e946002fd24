package org.saksi.app.rig

import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import org.saksi.app.parts.LocalPrompts
import org.saksi.app.parts.Prompts
import org.saksi.presentation.spoken.PromptsEvent
import org.saksi.presentation.spoken.PromptsState

/** A screen in a project that recorded these. */
@Composable
fun Heard(playing: String?, on: (PromptsEvent) -> Unit = {}, content: @Composable () -> Unit) {
    CompositionLocalProvider(LocalPrompts provides Prompts(PromptsState(recorded, playing), on), content = content)
}

private val recorded = setOf(
    "safety/stop", "home/new", "home/nothing", "home/received", "home/unsent", "home/drafts", "home/returned", "home/news", "home/accepted",
    "sync/running", "sync/received", "error/retry", "error/offline", "return_reason/blur",
)
