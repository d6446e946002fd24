package org.saksi.app.bench

import android.os.Bundle
import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.compose.material3.Text
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import kotlinx.coroutines.flow.MutableStateFlow
import org.saksi.app.parts.Page
import org.saksi.app.theme.Framed
import org.saksi.presentation.Language
import org.saksi.presentation.Look

/** What no shell can do without: a page of one line in the app's frame, and another in its place. */
class BareActivity : ComponentActivity() {
    val page = MutableStateFlow(0)

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        enableEdgeToEdge()
        setContent {
            val page by page.collectAsState()
            Framed(Language.INDONESIAN, Look.LIGHT) { key(page) { Page("$page", onBack = null, bottom = {}) { Text("$page") } } }
        }
    }
}
