package org.saksi.app.about

import android.text.format.Formatter
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.stringResource
import org.saksi.app.R
import org.saksi.app.parts.Heading
import org.saksi.app.parts.Page
import org.saksi.app.parts.SideButton
import org.saksi.presentation.about.AboutEvent
import org.saksi.presentation.about.AboutState

/** What leaves the phone, licences, versions. */
@Composable
fun AboutView(state: AboutState, on: (AboutEvent) -> Unit, onHandOn: () -> Unit) {
    Page(stringResource(R.string.about_title), { on(AboutEvent.Back) }, bottom = {}) {
        Heading(stringResource(R.string.about_leaves))
        Plain(stringResource(R.string.about_leaves_reports))
        Plain(stringResource(R.string.about_leaves_name))
        Plain(stringResource(R.string.about_leaves_closed))
        Plain(stringResource(R.string.about_leaves_file))
        Plain(stringResource(R.string.about_leaves_nothing))
        Heading(stringResource(R.string.about_hand_on))
        Plain(stringResource(R.string.about_hand_on_text, Formatter.formatShortFileSize(LocalContext.current, state.appBytes)))
        Plain(stringResource(R.string.about_hand_on_warning))
        SideButton(stringResource(R.string.about_hand_on), onHandOn)
        Heading(stringResource(R.string.about_versions))
        Plain(stringResource(R.string.about_version_app, state.app))
        Plain(stringResource(R.string.about_version_core, state.core))
        Plain(stringResource(R.string.about_version_schema, state.schema))
        Heading(stringResource(R.string.about_licences))
        Plain(stringResource(R.string.about_licences_text))
    }
}

@Composable
private fun Plain(text: String) = Text(text, style = MaterialTheme.typography.bodyLarge)
