package org.saksi.app.parts

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.res.stringResource
import org.saksi.app.R

/** Stands where a route leads to a screen that this version does not have. */
@Composable
fun NotThereView(place: String, onBack: () -> Unit) {
    Page(stringResource(R.string.not_there_title), onBack, bottom = {}) {
        Text(stringResource(R.string.not_there_text, place.substringBefore(' ')), style = MaterialTheme.typography.bodyLarge)
    }
}
