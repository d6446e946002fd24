package org.saksi.presentation.trial

import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.firstOrNull
import kotlinx.coroutines.withTimeoutOrNull
import org.saksi.core.Progress
import org.saksi.core.Provider
import org.saksi.core.Source
import org.saksi.core.SyncStep
import org.saksi.presentation.SendWhen
import org.saksi.presentation.camera.CameraTrouble
import org.saksi.presentation.camera.PhotoSink
import org.saksi.presentation.camera.PhotoSize
import org.saksi.presentation.camera.SealRefused
import org.saksi.presentation.camera.Sealing
import org.saksi.presentation.camera.Shooting
import org.saksi.presentation.camera.ViewfinderSurface
import org.saksi.presentation.camera.chooseSize
import org.saksi.presentation.camera.metaOf
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.core.Outcome
import org.saksi.presentation.core.attempt
import org.saksi.presentation.permit.Need
import org.saksi.presentation.permit.Permit
import org.saksi.presentation.phone.Charge
import org.saksi.presentation.phone.SpaceLeft
import org.saksi.presentation.route.Route

/**
 * How each part is measured. [opened] is the throw-away store, which took [openedNs]; [surface] waits for a viewfinder,
 * [tell] hears about the phone.
 */
internal class TrialMeasures(
    private val tools: TrialTools,
    private val opened: Outcome<FieldCore>,
    private val openedNs: Long,
    private val surface: suspend () -> ViewfinderSurface,
    private val tell: (Facts) -> Unit,
) {
    private val phone = tools.phone

    suspend fun of(part: TrialPart): TrialResult = when (part) {
        TrialPart.PHONE -> told()
        TrialPart.SPACE -> measured(FigureKind.FREE_MB to phone.space.freeBytes() / MB)
        TrialPart.START -> phone.facts.startMs()?.let { measured(FigureKind.START_MS to it) } ?: untested(Why.NOT_TOLD)
        TrialPart.STORE -> inStore { core ->
            core.ask { TrialStore(this, phone.nanos).writeAndRead() }
                .figures { listOf(Figure(FigureKind.OPEN_MS, openedNs / TrialStore.MILLI)) + it }
        }
        TrialPart.SEAL -> inStore { core ->
            core.ask { TrialStore(this, phone.nanos).seal(phone.maker.device, phone.maker.app) }.figures { it }
        }
        TrialPart.SHUTTER -> inStore { shutter(it) }
        TrialPart.GPS -> firstFix()
        TrialPart.SENDING -> sending()
        TrialPart.BATTERY -> error("told at the end")
    }

    private suspend fun told(): TrialResult = attempt(tools.background) { phone.facts.facts() }.figures {
        tell(it)
        listOf(
            Figure(FigureKind.MEMORY_CLASS_MB, it.memoryClassMb.toLong()),
            Figure(FigureKind.MEMORY_MB, it.memoryMb),
            Figure(FigureKind.CORES, it.cores.toLong()),
        )
    }

    private suspend fun inStore(measure: suspend (Core) -> TrialResult): TrialResult = when {
        SpaceLeft.of(phone.space.freeBytes()) == SpaceLeft.NONE -> untested(Why.NO_ROOM)
        opened is Outcome.Failed -> TrialResult.Untested(Why.REFUSED, opened.failure.code)
        else -> measure(Core((opened as Outcome.Done).value, tools.background))
    }

    /** From the shutter until the last byte is sealed; the photo is dropped at once. */
    private suspend fun shutter(core: Core): TrialResult {
        if (phone.permits.of(Need.CAMERA) != Permit.GRANTED) return untested(Why.FORBIDDEN)
        val size = chooseSize(phone.camera.sizes(), phone.space.freeBytes())
        val place = core.ask { TrialStore(this, phone.nanos).photoPlace() }
        return when {
            size == null -> untested(Why.NO_CAMERA)
            place is Outcome.Failed -> TrialResult.Untested(Why.REFUSED, place.failure.code)
            else -> photo(core, size, (place as Outcome.Done).value)
        }
    }

    private suspend fun photo(core: Core, size: PhotoSize, place: Route.Camera): TrialResult {
        val on = withTimeoutOrNull(SURFACE_MS) { surface() } ?: return untested(Why.NO_CAMERA)
        val from = phone.nanos()
        val trouble = phone.camera.open(size, on)
        val openNs = phone.nanos() - from
        if (trouble != null) return untested(if (trouble == CameraTrouble.BLOCKED) Why.FORBIDDEN else Why.NO_CAMERA)
        val meta = { orientation: Int -> metaOf(phone.maker, Source.Camera, orientation, onWater = false, clockOffsetMs = null) }
        val sealing = Sealing(core, place, meta, phone.gps::bootMs)
        val sink = Counting(sealing)
        return try {
            val pressed = phone.nanos()
            if (phone.camera.shoot(sink) is Shooting.Failed) {
                untested(Why.NO_CAMERA)
            } else {
                sealing.finish(best = null)
                val shutterNs = phone.nanos() - pressed
                measured(
                    FigureKind.CAMERA_OPEN_MS to openNs / TrialStore.MILLI,
                    FigureKind.SHUTTER_MS to shutterNs / TrialStore.MILLI,
                    FigureKind.PHOTO_KB to sink.bytes / KB,
                )
            }
        } catch (refused: SealRefused) {
            TrialResult.Untested(Why.REFUSED, refused.failure.code)
        } finally {
            phone.camera.close()
            sealing.drop()
        }
    }

    private class Counting(private val into: PhotoSink) : PhotoSink {
        var bytes = 0L
            private set

        override suspend fun begin(orientation: Int) = into.begin(orientation)

        override suspend fun piece(bytes: ByteArray) {
            this.bytes += bytes.size
            into.piece(bytes)
        }
    }

    /** The first real fix of satellites. How sharp it is and how long it took; never where. */
    private suspend fun firstFix(): TrialResult {
        if (phone.permits.of(Need.LOCATION) != Permit.GRANTED) return untested(Why.FORBIDDEN)
        if (!phone.gps.isOn()) return untested(Why.SWITCHED_OFF)
        val began = phone.gps.bootMs()
        val from = phone.nanos()
        val first = withTimeoutOrNull(FIX_MS) {
            phone.gps.readings.filter { !it.fix.mock && it.fix.provider == Provider.GNSS && it.measuredMs >= began }.firstOrNull()
        } ?: return untested(Why.NOT_IN_TIME)
        return measured(
            FigureKind.FIX_MS to (phone.nanos() - from) / TrialStore.MILLI,
            FigureKind.ACCURACY_MM to first.fix.accuracyMm.toLong(),
        )
    }

    /** What "Kirim sekarang" does, once: reports that wait go out. It never costs money that she did not allow. */
    private suspend fun sending(): TrialResult {
        val core = tools.own ?: return untested(Why.PRACTICE)
        if (!phone.line.isThere()) return untested(Why.NO_LINE)
        if (!phone.line.isFree() && tools.settings.sendWhen.value == SendWhen.ON_WIFI) return untested(Why.LINE_COSTS)
        return core.ask { sent() }.figures { it }
    }

    private fun FieldCore.sent(): List<Figure> {
        val from = phone.nanos()
        val report = sync(Unheard)
        val took = phone.nanos() - from
        return listOf(
            Figure(FigureKind.SENDING_MS, took / TrialStore.MILLI),
            Figure(FigureKind.SENT, (report.sent + report.previews + report.originals).toLong()),
            Figure(FigureKind.LINE_BYTES_PER_S, diagnose().bytesPerS.toLong()),
        )
    }

    private fun <T> Outcome<T>.figures(of: (T) -> List<Figure>): TrialResult = when (this) {
        is Outcome.Done -> TrialResult.Measured(of(value))
        is Outcome.Failed -> TrialResult.Untested(Why.REFUSED, failure.code)
    }

    private companion object {
        /** Longer than a start with satellites known; a cold one is what "Siap berangkat?" is for. */
        const val FIX_MS = 5 * 60_000L
        const val SURFACE_MS = 10_000L
        const val MB = 1_000_000L
        const val KB = 1_000L
    }
}

internal fun batteryOf(before: Charge?, after: Charge?, tookNs: Long): TrialResult {
    if (before == null || after == null) return untested(Why.NOT_TOLD)
    return measured(
        FigureKind.BATTERY_BEFORE to before.percent.toLong(),
        FigureKind.BATTERY_AFTER to after.percent.toLong(),
        FigureKind.CHARGING to if (before.charging || after.charging) 1L else 0L,
        FigureKind.TOOK_MS to tookNs / TrialStore.MILLI,
    )
}

private fun untested(why: Why) = TrialResult.Untested(why, null)

private fun measured(vararg figures: Pair<FigureKind, Long>) = TrialResult.Measured(figures.map { (kind, value) -> Figure(kind, value) })

/** Hears nothing and never stops a sync. */
object Unheard : Progress {
    override fun on(step: SyncStep, done: ULong, of: ULong) = true
}
