package org.saksi.app.join

import org.saksi.core.Advice
import org.saksi.core.FormInfo
import org.saksi.core.Post
import org.saksi.presentation.camera.Scan
import org.saksi.presentation.core.Failure
import org.saksi.presentation.core.Invitation
import org.saksi.presentation.join.JoinState
import org.saksi.presentation.join.JoinStep
import org.saksi.presentation.join.Picture
import org.saksi.presentation.join.Purpose
import org.saksi.presentation.join.VoiceHeard
import org.saksi.presentation.permit.Permit

/** Steps of joining that are worth a picture; not shipped. */
object JoinSamples {
    private fun form(id: String, title: String) = FormInfo(id, "1", "00".repeat(32), title, true)

    val empty = JoinState(
        step = JoinStep.Card, card = "", fileName = null, fileRefused = false, invitation = null, scan = null,
        voice = VoiceHeard.THERE, answers = emptyMap(), picture = null,
        entered = 0, pinsDiffer = false, busy = false, failure = null,
    )
    val filled = empty.copy(card = "SAKSI1:hFggAQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyBYIAEC", fileName = "lasolo.saksi.zip")
    val refused = filled.copy(failure = Failure("card", Advice.ASK))
    val noFile = filled.copy(fileName = null, fileRefused = true)
    val scanning = empty.copy(step = JoinStep.Scan, scan = Scan(Permit.GRANTED, trouble = null, foreign = true))
    val forbidden = scanning.copy(scan = Scan(Permit.ASK, trouble = null, foreign = false))
    val who = filled.copy(
        step = JoinStep.Who,
        invitation = Invitation(
            "Pantau Lasolo", "https://pusat.example:8443", listOf(Post("MON", "74")),
            listOf(form("F01", "Izin dan wilayah tambang"), form("F02", "Lingkungan dan keselamatan")), emptyMap(),
        ),
    )
    val forum = who.copy(step = JoinStep.Consent(Purpose.FORUM))
    val mute = forum.copy(step = JoinStep.Consent(Purpose.PUBLISH), voice = VoiceHeard.NONE)
    val declined = who.copy(step = JoinStep.Declined)
    val picture = who.copy(step = JoinStep.ChoosePicture, picture = Picture.BLUE_TURTLE)
    val pin = who.copy(step = JoinStep.Pin, entered = 3)
}
