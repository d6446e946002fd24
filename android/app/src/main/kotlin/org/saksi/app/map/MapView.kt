package org.saksi.app.map

import android.text.format.Formatter
import androidx.activity.compose.BackHandler
import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.aspectRatio
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.pluralStringResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.saksi.app.R
import org.saksi.app.camera.metres
import org.saksi.app.parts.FailureCard
import org.saksi.app.parts.MainButton
import org.saksi.app.parts.Page
import org.saksi.app.parts.PermitAsker
import org.saksi.app.parts.PermitCard
import org.saksi.app.parts.ScreenStaysOn
import org.saksi.app.parts.SideButton
import org.saksi.app.parts.SidePair
import org.saksi.app.parts.TellCard
import org.saksi.app.parts.WarnCard
import org.saksi.app.theme.LocalSizes
import org.saksi.app.words.dayAndHour
import org.saksi.app.words.dmsInWords
import org.saksi.core.Boundary
import org.saksi.core.Side
import org.saksi.presentation.map.MapEvent
import org.saksi.presentation.map.MapState
import org.saksi.presentation.map.Near
import org.saksi.presentation.map.OfferedMap
import org.saksi.presentation.map.SideLine
import org.saksi.presentation.permit.Need
import org.saksi.presentation.permit.Permit

/** What the map needs of the phone beside events. */
class MapDoors(val asker: PermitAsker, val tiles: TileSource, val onOpenFile: () -> Unit)

/** The map, or what is near as a list: the list says all that the picture says. */
@Composable
fun MapView(state: MapState, on: (MapEvent) -> Unit, doors: MapDoors) {
    BackHandler { on(MapEvent.Back) }
    val title = if (state.picking) R.string.map_pick_title else R.string.map_title
    Page(stringResource(title), { on(MapEvent.Back) }, bottom = { Bottom(state, on) }) {
        state.failure?.let { FailureCard(it) }
        if (state.mapRefused) WarnCard(stringResource(R.string.map_refused), stringResource(R.string.map_refused_text))
        SideCard(state)
        if (state.permit == Permit.ASK || state.permit == Permit.FINAL) PermitCard(Need.LOCATION, state.permit, doors.asker)
        state.offered?.let { Offered(it, on) }
        if (state.asList) NearList(state) else Picture(state, on, doors)
    }
}

@Composable
private fun Bottom(state: MapState, on: (MapEvent) -> Unit) {
    if (state.picking) {
        MainButton(stringResource(R.string.map_use), { on(MapEvent.UseMiddle) })
    } else {
        val words = if (state.asList) R.string.map_as_picture else R.string.map_as_list
        MainButton(stringResource(words), { on(MapEvent.AsList(!state.asList)) })
    }
}

@Composable
private fun Picture(state: MapState, on: (MapEvent) -> Unit, doors: MapDoors) {
    val spoken = stringResource(R.string.map_picture)
    Box(Modifier.fillMaxWidth().aspectRatio(1f)) {
        Box(Modifier.matchParentSize().semantics { contentDescription = spoken }) { MapPicture(state, on, doors.tiles) }
        Column(Modifier.align(Alignment.BottomEnd).padding(8.dp), verticalArrangement = Arrangement.spacedBy(8.dp)) {
            OverMap("+", stringResource(R.string.map_nearer)) { on(MapEvent.Zoomed(1.0)) }
            OverMap("−", stringResource(R.string.map_further)) { on(MapEvent.Zoomed(-1.0)) }
        }
    }
    state.middle?.let { TellCard(stringResource(R.string.map_middle, dmsInWords(it)), stringResource(R.string.map_by_hand)) }
    val attribution = state.attribution
    Text(
        if (attribution == null) stringResource(R.string.map_no_base) else stringResource(R.string.map_attribution, attribution),
        style = MaterialTheme.typography.bodyMedium,
    )
    if (state.photos.isNotEmpty() || state.answers.isNotEmpty()) {
        Text(stringResource(R.string.map_legend), style = MaterialTheme.typography.bodyMedium)
    }
    SideButton(stringResource(R.string.map_to_here), { on(MapEvent.ToHere) }, enabled = state.here != null)
    Arrows(on)
    SideButton(stringResource(R.string.map_open_file), doors.onOpenFile)
}

/** The project's own map is at the hub: it is large, so she says when. */
@Composable
private fun Offered(map: OfferedMap, on: (MapEvent) -> Unit) {
    val done = map.done
    val size = megabytes(map.size)
    val line = if (done == null) stringResource(R.string.map_offered_line) else stringResource(R.string.map_fetching, megabytes(done), size)
    TellCard(stringResource(R.string.map_offered, size), line)
    if (done == null) {
        SideButton(stringResource(R.string.map_fetch), { on(MapEvent.FetchMap) })
    } else {
        ScreenStaysOn()
        SideButton(stringResource(R.string.map_fetch_stop), { on(MapEvent.StopFetching) })
    }
}

/** A number does not stand apart from its unit. */
@Composable
private fun megabytes(bytes: Long) = Formatter.formatShortFileSize(LocalContext.current, bytes).replace(' ', '\u00A0')

/** A large button over the picture; its sign is not read, its words are. */
@Composable
private fun OverMap(sign: String, words: String, onClick: () -> Unit) {
    Surface(
        onClick = onClick,
        color = MaterialTheme.colorScheme.surface,
        border = BorderStroke(LocalSizes.current.edge, MaterialTheme.colorScheme.outline),
        shape = MaterialTheme.shapes.medium,
        modifier = Modifier.size(LocalSizes.current.target).semantics { contentDescription = words },
    ) {
        Box(contentAlignment = Alignment.Center) {
            Text(sign, style = MaterialTheme.typography.headlineSmall, modifier = Modifier.clearAndSetSemantics {})
        }
    }
}

/** For who cannot drag: the same by buttons. */
@Composable
private fun Arrows(on: (MapEvent) -> Unit) {
    Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
        SidePair(
            stringResource(R.string.map_north), { on(MapEvent.Stepped(east = 0, south = -1)) },
            stringResource(R.string.map_south), { on(MapEvent.Stepped(east = 0, south = 1)) },
        )
        SidePair(
            stringResource(R.string.map_west), { on(MapEvent.Stepped(east = -1, south = 0)) },
            stringResource(R.string.map_east), { on(MapEvent.Stepped(east = 1, south = 0)) },
        )
    }
}

@Composable
private fun SideCard(state: MapState) {
    val here = state.here?.let { stringResource(R.string.map_accuracy, metres(it)) }
    TellCard(sideWords(state.side), if (state.picking) stringResource(R.string.map_side_of_point) else here)
}

@Composable
private fun sideWords(side: SideLine): String = when (side) {
    SideLine.NoLicences -> stringResource(R.string.map_no_licences)
    SideLine.NoPosition -> stringResource(R.string.map_no_position)
    SideLine.FarOutside -> stringResource(R.string.map_far_outside)
    SideLine.CannotTell -> stringResource(R.string.map_cannot_tell)
    is SideLine.Told -> licenceWords(side.boundary)
}

/** The side, the distance and how sure it is: never a side without the figures that carry it. */
@Composable
private fun licenceWords(at: Boundary): String {
    val (distance, error) = rounded(at.distanceMm) to rounded(at.errorMm)
    return when (at.side) {
        is Side.Inside -> stringResource(R.string.map_inside_licence, at.label, distance, error)
        is Side.Outside -> stringResource(R.string.map_outside_licence, at.label, distance, error)
        is Side.Inconclusive -> stringResource(R.string.map_unclear_licence, at.label, distance, error)
    }
}

@Composable
private fun villageWords(at: Boundary): String {
    val (distance, error) = rounded(at.distanceMm) to rounded(at.errorMm)
    return when (at.side) {
        is Side.Inside -> stringResource(R.string.map_inside_village, at.label)
        is Side.Outside -> stringResource(R.string.map_outside_village, at.label, distance, error)
        is Side.Inconclusive -> stringResource(R.string.map_unclear_village, at.label, distance, error)
    }
}

private fun rounded(mm: Long): Int = ((mm + 500) / 1_000).toInt()

@Composable
private fun NearList(state: MapState) {
    val locale = LocalConfiguration.current.locales[0]
    if (state.near.isEmpty()) Text(stringResource(R.string.map_nothing_near), style = MaterialTheme.typography.bodyLarge)
    // What the card on top says is not said again.
    val said = (state.side as? SideLine.Told)?.boundary
    for (near in state.near.filterNot { it is Near.Licence && it.boundary == said }) {
        when (near) {
            is Near.Licence -> TellCard(licenceWords(near.boundary), null)
            is Near.Village -> TellCard(villageWords(near.boundary), null)
            is Near.PhotoPoint -> {
                val metres = near.metres.coerceAtMost(Int.MAX_VALUE.toLong()).toInt()
                val words = if (near.mine) R.plurals.map_photo_point else R.plurals.map_photo_other
                TellCard(pluralStringResource(words, metres, metres), stringResource(R.string.map_photo_made, dayAndHour(near.madeMs, locale)))
            }
            is Near.ReportPoint -> {
                val metres = near.metres.coerceAtMost(Int.MAX_VALUE.toLong()).toInt()
                val title = pluralStringResource(R.plurals.map_report_point, metres, metres)
                TellCard(title, stringResource(R.string.map_report_made, dayAndHour(near.madeMs, locale)))
            }
        }
    }
}
