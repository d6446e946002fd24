package org.saksi.app.parts

import androidx.compose.material3.CircularProgressIndicator
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import kotlinx.coroutines.delay
import org.saksi.app.R

/** The core has not answered yet. Said where that takes a while: what comes and goes at once is only in the way. */
@Composable
fun Waiting() {
    var isLong by remember { mutableStateOf(false) }
    LaunchedEffect(Unit) {
        delay(A_WHILE_MS)
        isLong = true
    }
    if (!isLong) return
    val loading = stringResource(R.string.home_loading)
    CircularProgressIndicator(Modifier.semantics { contentDescription = loading })
}

private const val A_WHILE_MS = 300L
