package org.saksi.presentation.join

/** A step as a word, to be written down and read again. */
internal fun stepText(step: JoinStep): String = when (step) {
    // The camera is not opened unasked after a restart.
    JoinStep.Card, JoinStep.Scan -> "card"
    JoinStep.Who -> "who"
    is JoinStep.Consent -> step.purpose.code
    JoinStep.Declined -> "declined"
    JoinStep.ChoosePicture -> "picture"
    JoinStep.Pin, JoinStep.PinAgain -> "pin"
}

internal fun stepOf(text: String?): JoinStep = when (text) {
    "who" -> JoinStep.Who
    "declined" -> JoinStep.Declined
    "picture" -> JoinStep.ChoosePicture
    "pin" -> JoinStep.Pin
    else -> Purpose.entries.firstOrNull { it.code == text }?.let { JoinStep.Consent(it) } ?: JoinStep.Card
}
