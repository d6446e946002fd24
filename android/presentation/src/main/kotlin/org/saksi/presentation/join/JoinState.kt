package org.saksi.presentation.join

import org.saksi.presentation.camera.Scan
import org.saksi.presentation.core.Failure
import org.saksi.presentation.core.Invitation

/** Joining, one question a screen. */
data class JoinState(
    val step: JoinStep,
    /** The card's text as typed, pasted or scanned so far. */
    val card: String,
    /** The name of the project file that was opened; null without one. */
    val fileName: String?,
    /** What she picked just now was no file that can be read. */
    val fileRefused: Boolean,
    /** Who invites and to what; null before the card was read. */
    val invitation: Invitation?,
    /** Reading the card by the camera; null elsewhere. */
    val scan: Scan?,
    val voice: VoiceHeard,
    val answers: Map<Purpose, ConsentAnswer>,
    val picture: Picture?,
    /** How many digits of the PIN are in. */
    val entered: Int,
    /** The second PIN was not the first: both are asked again. */
    val pinsDiffer: Boolean,
    val busy: Boolean,
    val failure: Failure?,
)

/** Can what is asked be heard? */
enum class VoiceHeard {
    ASKING,

    /** The phone's own voice reads it. */
    THERE,

    /** The project brought a recording of somebody who asks it. */
    RECORDED,
    NONE,
}

sealed interface JoinStep {
    /** The invitation card, and the project file if there is one. */
    data object Card : JoinStep

    /** The camera looks for the card's code. */
    data object Scan : JoinStep

    /** Who runs the project, and what will be collected. */
    data object Who : JoinStep

    /** One purpose. */
    data class Consent(val purpose: Purpose) : JoinStep

    /** Without consent to collecting there is nothing to join. */
    data object Declined : JoinStep

    data object ChoosePicture : JoinStep

    data object Pin : JoinStep

    data object PinAgain : JoinStep
}

/** What consent is asked for, in this order. [code] is the core's. */
enum class Purpose(val code: String) {
    COLLECT("collect"), FORUM("msf"), PUBLISH("publish"), CONTACT("contact");

    /** Only this one is needed to take part. */
    val isNeeded get() = this == COLLECT
}

/** "Tanya dulu" is no consent: she is to be asked each time. */
enum class ConsentAnswer { YES, NO, ASK_FIRST }

/** Six names to be called by. A code is never renamed: it is kept on the phone. */
enum class Picture(val code: String) {
    BLUE_TURTLE("penyu_biru"), RED_CRAB("kepiting_merah"), GREEN_LEAF("daun_hijau"),
    YELLOW_SUN("matahari_kuning"), WHITE_BIRD("bangau_putih"), PURPLE_SHELL("kerang_ungu");

    companion object {
        fun of(code: String?): Picture? = entries.firstOrNull { it.code == code }
    }
}
