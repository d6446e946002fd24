package org.saksi.app.map

import android.graphics.BitmapFactory
import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberCoroutineScope
import androidx.compose.ui.graphics.ImageBitmap
import androidx.compose.ui.graphics.asImageBitmap
import androidx.compose.ui.platform.LocalContext
import androidx.lifecycle.compose.LifecycleResumeEffect
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import org.saksi.app.parts.permitAsker
import org.saksi.app.phone.MapFiles
import org.saksi.presentation.map.MapEvent
import org.saksi.presentation.map.MapPresenter
import org.saksi.presentation.map.TileId

/** Binds the map to its phone: lifecycle, permissions, tiles, the file picker. */
@Composable
fun MapScreen(presenter: MapPresenter, files: MapFiles, background: CoroutineDispatcher) {
    val state by presenter.state.collectAsState()
    LifecycleResumeEffect(presenter) {
        presenter.on(MapEvent.Shown)
        onPauseOrDispose { presenter.on(MapEvent.Hidden) }
    }
    val asker = permitAsker({ presenter.on(MapEvent.Asking) }, { presenter.on(MapEvent.Answered) })
    val tiles = remember(presenter, state.attribution) { FileTiles(presenter, background) }
    val resolver = LocalContext.current.contentResolver
    val scope = rememberCoroutineScope()
    val open = rememberLauncherForActivityResult(ActivityResultContracts.OpenDocument()) { uri ->
        if (uri != null) {
            scope.launch {
                val taken = withContext(background) { files.take(resolver, uri) }
                presenter.on(if (taken) MapEvent.MapChanged else MapEvent.MapRefused)
            }
        }
    }
    MapView(state, presenter::on, MapDoors(asker, tiles) { open.launch(arrayOf("*/*")) })
}

/** The tiles of the file in use, decoded as they are wanted. */
private class FileTiles(private val presenter: MapPresenter, private val background: CoroutineDispatcher) : TileSource {
    override val zooms: IntRange? get() = presenter.baseMap?.zooms

    override suspend fun load(id: TileId): ImageBitmap? = withContext(background) {
        presenter.baseMap?.tile(id)?.let { BitmapFactory.decodeByteArray(it, 0, it.size) }?.asImageBitmap()
    }
}
