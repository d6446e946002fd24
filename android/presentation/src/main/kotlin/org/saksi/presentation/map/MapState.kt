package org.saksi.presentation.map

import org.saksi.core.Boundary
import org.saksi.core.DrawnArea
import org.saksi.core.Fix
import org.saksi.core.LatLon
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
    /** What the core says about where the phone is. */
    val side: SideLine,
    val near: List<Near>,
    /** The middle of the map as text, while pointing. */
    val middle: String?,
    /** Who drew the base map; null: there is none. */
    val attribution: String?,
    /** The file that she picked last was no base map. */
    val mapRefused: Boolean,
    val failure: Failure?,
)

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

    data class PhotoPoint(val record: String, val madeMs: Long, val at: LatLon, override val metres: Long) : Near
}
