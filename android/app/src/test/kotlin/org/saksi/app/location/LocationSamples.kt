package org.saksi.app.location

import org.saksi.core.Fix
import org.saksi.core.LatLon
import org.saksi.core.Provider
import org.saksi.presentation.location.LocationState
import org.saksi.presentation.permit.Permit

/** States of the position question that are worth a picture; not shipped. */
object LocationSamples {
    val searching = LocationState(
        permit = Permit.GRANTED, switchedOff = false, measuring = true, readings = 0, average = null, decimal = null, dms = null,
        enoughMm = null, poorMm = null, onlyMock = false, typed = "", typedDms = null, failure = null,
    )
    val found = searching.copy(
        measuring = false, readings = 14, average = Fix(LatLon(-34_500_000, 1_223_500_000), 4_200u, Provider.GNSS, false, 0u),
        decimal = "-3.4500000, 122.3500000", dms = "3°27'00.00\"S 122°21'00.00\"E",
    )
    val poor = found.copy(average = found.average!!.copy(accuracyMm = 24_000u), poorMm = 10_000u)
    val typed = searching.copy(typed = "3° 27' 0\" LS, 122° 21' 0\" BT", typedDms = "3°27'00.00\"S 122°21'00.00\"E")
    val mock = searching.copy(onlyMock = true, typed = "3 koma 4")
    val coarse = searching.copy(permit = Permit.COARSE)
}
