package org.saksi.app.trial

import org.saksi.presentation.trial.Facts
import org.saksi.presentation.trial.Figure
import org.saksi.presentation.trial.FigureKind
import org.saksi.presentation.trial.KeyHome
import org.saksi.presentation.trial.TrialExport
import org.saksi.presentation.trial.TrialLine
import org.saksi.presentation.trial.TrialPart
import org.saksi.presentation.trial.TrialResult
import org.saksi.presentation.trial.TrialState
import org.saksi.presentation.trial.Why

/** Trials of a made-up phone; not shipped. */
object TrialSamples {
    private val facts = Facts("Contoh", "X1", 26, 192, 1_900, 4, KeyHome.TEE, "1.0", "0.1.0")

    private fun state(results: Map<TrialPart, TrialResult>) = TrialState(
        facts = facts, lines = TrialPart.entries.map { TrialLine(it, results[it] ?: TrialResult.Waiting) },
        running = false, viewfinder = false, measured = false, export = TrialExport.NOTHING,
    )

    private fun measured(vararg figures: Pair<FigureKind, Long>) = TrialResult.Measured(figures.map { Figure(it.first, it.second) })

    private val quick = mapOf(
        TrialPart.PHONE to measured(FigureKind.CORES to 4),
        TrialPart.SPACE to measured(FigureKind.FREE_MB to 2_310),
        TrialPart.START to measured(FigureKind.START_MS to 1_440),
        TrialPart.STORE to measured(FigureKind.OPEN_MS to 380, FigureKind.WRITE_US to 14_200, FigureKind.READ_US to 900),
    )
    private val all = quick + mapOf(
        TrialPart.SEAL to measured(FigureKind.SEAL_KB_PER_S to 22_400, FigureKind.UNSEAL_KB_PER_S to 24_900, FigureKind.SIGN_MS to 46),
        TrialPart.SHUTTER to measured(FigureKind.CAMERA_OPEN_MS to 620, FigureKind.SHUTTER_MS to 1_310, FigureKind.PHOTO_KB to 4_300),
        TrialPart.GPS to measured(FigureKind.FIX_MS to 94_000, FigureKind.ACCURACY_MM to 8_400),
        TrialPart.SENDING to TrialResult.Untested(Why.NO_LINE, null),
        TrialPart.BATTERY to measured(
            FigureKind.BATTERY_BEFORE to 80, FigureKind.BATTERY_AFTER to 79, FigureKind.CHARGING to 0, FigureKind.TOOK_MS to 174_000,
        ),
    )
    val before = state(emptyMap())
    val camera = state(quick + mapOf(TrialPart.SEAL to all.getValue(TrialPart.SEAL), TrialPart.SHUTTER to TrialResult.Running))
        .copy(running = true, viewfinder = true)
    val done = state(all).copy(measured = true, export = TrialExport.SAVED)
    val refused = state(TrialPart.entries.zip(Why.entries).associate { (part, why) -> part to TrialResult.Untested(why, null) })
        .copy(measured = true, export = TrialExport.FAILED)
}
