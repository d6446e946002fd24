package org.saksi.presentation.map

import org.saksi.core.Boundary
import org.saksi.core.DrawnArea
import org.saksi.core.Fix
import org.saksi.core.LatLon
import org.saksi.core.PlacedAnswer
import org.saksi.core.PlacedRecord
import org.saksi.presentation.core.Failure
import org.saksi.presentation.permit.Permit

/** The map, or the same as a list. */
data class MapState(
    /** False until the core has answered. */
    val ready: Boolean,
    /** The map is there to point at an answer. */
    val picking: Boolean,
    /** "Apa yang dekat sini" instead of the picture. */
    val asList: Boolean,
    val window: MapWindow,
    val permit: Permit,
    /** Where the phone is, by the last readings. */
    val here: Fix?,
    val areas: Areas,
    val photos: List<PlacedRecord>,
    /** Points that her own reports answer with. */
    val answers: List<PlacedAnswer>,
    /** What the core says about where the phone is; while pointing, about the middle of the map. */
    val side: SideLine,
    val near: List<Near>,
    /** The middle of the map as text, while pointing. */
    val middle: String?,
    /** Who drew the base map; null: there is none. */
    val attribution: String?,
    /** The project's own map, which is not on this phone yet. */
    val offered: OfferedMap?,
    /** The file that she picked last was no base map. */
    val mapRefused: Boolean,
    val failure: Failure?,
)

/** A map to be fetched from the hub: its size in bytes, and how many came by now; null: it is not being fetched. */
data class OfferedMap(val size: Long, val done: Long?)

/** The published areas, to be drawn. */
data class Areas(val licences: List<DrawnArea>, val villages: List<DrawnArea>)

/** Is the phone inside a licence? In the core's words and figures. */
sealed interface SideLine {
    /** No licences are published here: that is not "outside". */
    data object NoLicences : SideLine

    data object NoPosition : SideLine

    /** The nearest licence. */
    data class Told(val boundary: Boundary) : SideLine

    /** Further than ten kilometres from every licence. */
    data object FarOutside : SideLine

    /** Outside all, but measured too seldom to say so. */
    data object CannotTell : SideLine
}

/** Something near the phone, with the core's distance. */
sealed interface Near {
    val metres: Long

    data class Licence(val boundary: Boundary, override val metres: Long) : Near

    data class Village(val boundary: Boundary, override val metres: Long) : Near

    data class PhotoPoint(val record: String, val madeMs: Long, val at: LatLon, val mine: Boolean, override val metres: Long) : Near

    /** A point in a report of hers. */
    data class ReportPoint(val record: String, val madeMs: Long, override val metres: Long) : Near
}
