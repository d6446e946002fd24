package org.saksi.presentation.trial

import kotlinx.coroutines.CoroutineDispatcher
import org.saksi.presentation.Settings
import org.saksi.presentation.camera.Camera
import org.saksi.presentation.camera.Maker
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.Gate
import org.saksi.presentation.location.Gps
import org.saksi.presentation.permit.Permits
import org.saksi.presentation.phone.Battery
import org.saksi.presentation.phone.Line
import org.saksi.presentation.phone.Space

/** What the phone says of itself. */
data class Facts(
    val maker: String,
    val model: String,
    val api: Int,
    val memoryClassMb: Int,
    val memoryMb: Long,
    val cores: Int,
    val keyHome: KeyHome,
    val app: String,
    val core: String,
)

interface PhoneFacts {
    /** May ask the key store: not on the main thread. */
    fun facts(): Facts

    /** The app is on screen. Only the first time counts. */
    fun drawn()

    /** From the start of the process to the first picture, ms; null if somebody else than she began the process. */
    fun startMs(): Long?
}

/** The phone's parts that are measured. */
class TrialPhone(
    val facts: PhoneFacts,
    val space: Space,
    val battery: Battery,
    val line: Line,
    val camera: Camera,
    val gps: Gps,
    val permits: Permits,
    val maker: Maker,
    /** A clock for durations, ns. */
    val nanos: () -> Long,
    /** Somebody waits for the phone: it must not lock itself meanwhile. */
    val busy: () -> Unit,
)

/** And the app's. */
class TrialTools(
    val phone: TrialPhone,
    val gate: Gate,
    val settings: Settings,
    val background: CoroutineDispatcher,
    /** Her own project, for sending alone; null in practice. */
    val own: Core?,
)
