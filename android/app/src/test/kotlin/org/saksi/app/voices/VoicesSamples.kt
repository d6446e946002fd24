package org.saksi.app.voices

import org.saksi.core.Advice
import org.saksi.core.CodeWords
import org.saksi.core.Prompt
import org.saksi.presentation.core.Failure
import org.saksi.presentation.permit.Permit
import org.saksi.presentation.voices.VoiceLine
import org.saksi.presentation.voices.VoicesExport
import org.saksi.presentation.voices.VoicesState

/** States of "Rekam suara petunjuk" that are worth a picture; not shipped. */
object VoicesSamples {
    private val words = CodeWords(
        "Ada yang belum terkirim. Kalau ada sinyal, ketuk Kirim sekarang, dan biarkan HP menyala.",
        "Something was not sent yet. Where there is a signal, tap Send now, and leave the phone on.",
    )
    val first = VoicesState(
        ready = true, lines = List(SENTENCES) { VoiceLine(Prompt("home/$it", words), recorded = false) },
        at = null, microphone = Permit.GRANTED, recording = false, keeping = false,
        unkept = false, deaf = false, playing = null, deleting = false, export = VoicesExport.NOTHING, failure = null,
    )
    private val some = first.lines.mapIndexed { i, line -> line.copy(recorded = i < 6) }
    val begun = first.copy(lines = some)
    val saved = begun.copy(export = VoicesExport.SAVED)
    val toSay = begun.copy(at = 7)
    val recording = toSay.copy(recording = true)
    val recorded = begun.copy(at = 5)
    val refused = begun.copy(at = 7, microphone = Permit.FINAL)
    val keeping = toSay.copy(keeping = true)
    val full = toSay.copy(unkept = true, failure = Failure("store_full", Advice.ASK))
    val deaf = toSay.copy(deaf = true)
    val deleting = begun.copy(deleting = true)

    private const val SENTENCES = 45
}
