package org.saksi.presentation.trial

import org.saksi.presentation.camera.ViewfinderSurface

sealed interface TrialEvent {
    data object Start : TrialEvent

    /** Leaves out the part that is under way; the next one begins. */
    data object Skip : TrialEvent

    data object Stop : TrialEvent

    /** The screen left the front: the camera and the receiver are given back. */
    data object Hidden : TrialEvent

    data class Surface(val surface: ViewfinderSurface?) : TrialEvent

    /** She chose where: [write] puts the bytes there, and may fail. */
    data class Export(val write: (ByteArray) -> Unit) : TrialEvent

    data object Back : TrialEvent
}
