package org.saksi.app.parts

import androidx.compose.material3.CircularProgressIndicator
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import org.saksi.app.R

/** The core has not answered yet. */
@Composable
fun Waiting() {
    val loading = stringResource(R.string.home_loading)
    CircularProgressIndicator(Modifier.semantics { contentDescription = loading })
}
