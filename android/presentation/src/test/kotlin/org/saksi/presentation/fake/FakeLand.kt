package org.saksi.presentation.fake

import org.saksi.core.BaseMapInfo
import org.saksi.core.EvidenceStamp
import org.saksi.core.PlacedAnswer
import org.saksi.core.Progress
import org.saksi.presentation.core.FieldCore

/** The part of the core that has to do with the project's map and with points of reports. */
class FakeLand : FieldCore by unfaked() {
    var baseMap: BaseMapInfo? = null
    var placedAnswers = emptyList<PlacedAnswer>()

    /** What happens while the map is fetched. */
    var fetching: (Progress) -> Unit = {}

    /** Where the map was written. */
    val written = mutableListOf<String>()

    override fun baseMap() = baseMap

    override fun placedAnswers() = placedAnswers

    override fun evidenceStamp(record: String) = EvidenceStamp(5L, null, null)

    override fun fetchBaseMap(progress: Progress) = fetching(progress)

    override fun writeBaseMap(to: String) {
        written += to
    }
}
