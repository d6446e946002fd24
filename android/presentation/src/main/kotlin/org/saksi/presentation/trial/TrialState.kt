package org.saksi.presentation.trial

/** "Uji HP ini": what this phone does, measured on it. Nothing in here says who she is or where. */
data class TrialState(
    /** Once the phone told. */
    val facts: Facts?,
    val lines: List<TrialLine>,
    val running: Boolean,
    /** The camera part is under way and needs somewhere to draw. */
    val viewfinder: Boolean,
    /** Nothing was measured yet, so there is nothing to export. */
    val measured: Boolean,
    val export: TrialExport,
)

data class TrialLine(val part: TrialPart, val result: TrialResult)

/** What is measured, in this order; the names stand in the exported file. */
enum class TrialPart { PHONE, SPACE, START, STORE, SEAL, SHUTTER, GPS, SENDING, BATTERY }

/** What became of one part. */
sealed interface TrialResult {
    data object Waiting : TrialResult

    data object Running : TrialResult

    data class Measured(val figures: List<Figure>) : TrialResult

    /** [code] is the core's, where it refused. */
    data class Untested(val why: Why, val code: String?) : TrialResult
}

/** Why a part was not tested. */
enum class Why { NOT_TOLD, STOPPED, SKIPPED, FORBIDDEN, SWITCHED_OFF, NO_CAMERA, NOT_IN_TIME, NO_LINE, LINE_COSTS, PRACTICE, NO_ROOM, REFUSED }

/** One number, in the unit that the kind names. */
data class Figure(val kind: FigureKind, val value: Long)

/** The file's key is the name in small letters. */
enum class FigureKind {
    MEMORY_CLASS_MB, MEMORY_MB, CORES,
    FREE_MB,
    START_MS,
    OPEN_MS, WRITE_US, READ_US, SIGN_MS,
    SEAL_KB_PER_S, UNSEAL_KB_PER_S,
    CAMERA_OPEN_MS, SHUTTER_MS, PHOTO_KB,
    FIX_MS, ACCURACY_MM,
    SENDING_MS, SENT, LINE_BYTES_PER_S,
    BATTERY_BEFORE, BATTERY_AFTER, CHARGING, TOOK_MS,
}

enum class TrialExport { NOTHING, SAVED, FAILED }

/** Where the key of a profile lies on this phone. */
enum class KeyHome { STRONGBOX, TEE, SOFTWARE, UNKNOWN }
