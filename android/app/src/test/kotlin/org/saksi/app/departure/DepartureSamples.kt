package org.saksi.app.departure

import org.saksi.presentation.departure.DepartureState
import org.saksi.presentation.departure.Warmth
import org.saksi.presentation.permit.Permit
import org.saksi.presentation.phone.Charge
import org.saksi.presentation.phone.SpaceLeft

/** Phones before an outing; not shipped. */
object DepartureSamples {
    val ready = DepartureState(
        charge = Charge(86, charging = false), space = SpaceLeft.ENOUGH, clockWrong = false,
        camera = Permit.GRANTED, location = Permit.GRANTED, gps = Warmth.Ready(6_400),
    )
    val searching = ready.copy(gps = Warmth.Searching)
    val wrong = DepartureState(
        charge = Charge(23, charging = false), space = SpaceLeft.NONE, clockWrong = true,
        camera = Permit.ASK, location = Permit.FINAL, gps = Warmth.Forbidden,
    )
    val off = ready.copy(gps = Warmth.Off, location = Permit.COARSE, charge = null)
}
