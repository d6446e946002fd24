package org.saksi.app.parts

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.saksi.app.R
import org.saksi.app.theme.LocalSizes
import org.saksi.app.words.errorWords
import org.saksi.core.Advice
import org.saksi.presentation.core.Failure

/** What went wrong in words, and what to do about it. Read aloud at once by TalkBack. */
@Composable
fun FailureCard(failure: Failure) {
    val advice = when (failure.advice) {
        Advice.RETRY -> stringResource(R.string.advice_retry)
        Advice.ASK -> stringResource(R.string.advice_ask)
        Advice.REPORT -> stringResource(R.string.advice_report, failure.code)
    }
    val words = stringResource(errorWords(failure.code))
    Spoken(words, "error/${failure.code}", "error/${failure.advice.name.lowercase()}") { Told(words, advice) }
}

@Composable
private fun Told(words: String, advice: String) {
    Surface(
        color = MaterialTheme.colorScheme.errorContainer,
        contentColor = MaterialTheme.colorScheme.onErrorContainer,
        border = BorderStroke(LocalSizes.current.edge, MaterialTheme.colorScheme.error),
        shape = MaterialTheme.shapes.medium,
        modifier = Modifier.fillMaxWidth().semantics(mergeDescendants = true) { liveRegion = LiveRegionMode.Polite },
    ) {
        Column(Modifier.padding(16.dp)) {
            Text(words, style = MaterialTheme.typography.titleMedium)
            Text(advice, style = MaterialTheme.typography.bodyMedium, modifier = Modifier.padding(top = 4.dp))
        }
    }
}
