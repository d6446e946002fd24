package org.saksi.presentation.camera

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.isActive
import kotlinx.coroutines.launch
import org.saksi.core.Answer
import org.saksi.core.Faces
import org.saksi.core.LatLon
import org.saksi.core.ShutterFix
import org.saksi.core.Source
import org.saksi.presentation.Notes
import org.saksi.presentation.Presenter
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.Failure
import org.saksi.presentation.core.Outcome
import org.saksi.presentation.core.orElse
import org.saksi.presentation.location.LateFixes
import org.saksi.presentation.location.Reading
import org.saksi.presentation.location.bestAt
import org.saksi.presentation.permit.Need
import org.saksi.presentation.permit.Permit
import org.saksi.presentation.route.BackStack
import org.saksi.presentation.route.Route

/** Viewfinder, shutter, the question about faces, kept or not. Without a position it works all the same. */
class CameraPresenter(
    private val core: Core,
    private val routes: BackStack,
    private val at: Route.Camera,
    private val tools: CameraTools,
    private val late: LateFixes,
    private val notes: Notes,
    private val scope: CoroutineScope,
) : Presenter<CameraState, CameraEvent> {
    private val now = MutableStateFlow(nothingYet())
    override val state = now.asStateFlow()
    private val readings = ArrayDeque<Reading>()

    /** She said herself whether she is on the water; else the form knows. */
    private var toldWater = false
    private var surface: ViewfinderSurface? = null
    private val darkness = Darkness()
    private var receiver: Job? = null
    private var opening: Job? = null

    init {
        if (at.ghost != null) scope.launch { lay(true) }
        scope.launch { askWhereSheStands() }
    }

    override fun on(event: CameraEvent) {
        when (event) {
            CameraEvent.Shown, CameraEvent.Answered -> begin()
            CameraEvent.Hidden -> end()
            is CameraEvent.Asking -> tools.permits.asked(event.need)
            is CameraEvent.Surface -> drawOn(event.surface)
            is CameraEvent.Torch -> light(event.on)
            is CameraEvent.Ghost -> scope.launch { lay(event.show) }
            is CameraEvent.OnWater -> now.update { it.copy(onWater = event.yes) }.also { toldWater = true }
            CameraEvent.Shutter -> if (now.value.ready) scope.launch { shoot() }
            is CameraEvent.HasFaces -> answered(event.faces)
            CameraEvent.Retake -> now.value.step.open?.let { shot -> scope.launch { retake(shot) } }
            CameraEvent.KeepAnyway -> keepAnyway()
            is CameraEvent.Brought -> scope.launch { bring(event) }
            is CameraEvent.NotBrought -> if (now.value.step.isIdle) now.update { it.copy(notBrought = event.why) }
            CameraEvent.Back -> back()
        }
    }

    /** A form that asks where she stands knows of the boat (`vantage`, docs/formats/forms.md); most do not ask. */
    private suspend fun askWhereSheStands() {
        val said = core.ask { questionAt(at.draft, findQuestion(at.draft, VANTAGE)).value }
        if (said == Outcome.Done(Answer.One(WATER)) && !toldWater) now.update { it.copy(onWater = true) }
    }

    private fun begin() {
        val permit = tools.permits.of(Need.CAMERA)
        val step = now.value.step
        if (permit != Permit.GRANTED) {
            if (step.shot == null) now.update { it.copy(step = CameraStep.Permission(Need.CAMERA, permit)) }
            return
        }
        if (step is CameraStep.Permission) now.update { it.copy(step = CameraStep.Viewfinder) }
        val size = chooseSize(tools.camera.sizes(), tools.freeBytes())
        now.update { it.copy(size = size, trouble = if (size == null) CameraTrouble.NONE else it.trouble) }
        open()
        if (receiver?.isActive != true) receiver = scope.launch { locate() }
    }

    private fun end() {
        receiver?.cancel()
        receiver = null
        opening?.cancel()
        tools.camera.close()
        now.update { it.copy(open = false, torch = it.torch?.let { false }) }
    }

    private fun drawOn(on: ViewfinderSurface?) {
        surface = on
        if (on != null) return open()
        opening?.cancel()
        tools.camera.close()
        now.update { it.copy(open = false) }
    }

    private fun open() {
        val on = surface ?: return
        val size = now.value.size ?: return
        if (now.value.open || opening?.isActive == true) return
        opening = scope.launch {
            val trouble = tools.camera.open(size, on)
            now.update { it.copy(open = trouble == null, trouble = trouble) }
        }
    }

    private fun light(on: Boolean) {
        tools.camera.torch(on)
        now.update { it.copy(torch = it.torch?.let { on }) }
    }

    /** Readings as they come; and once a second the age, and the grade that follows from it. */
    private suspend fun locate() {
        val ear = scope.launch { tools.gps.readings.collect(::heard) }
        try {
            while (scope.isActive) {
                val dark = darkness.look(if (now.value.ready) surface?.luma() else null)
                now.update { it.copy(dark = dark) }
                tell()
                delay(EVERY_MS)
            }
        } finally {
            ear.cancel()
        }
    }

    private fun heard(reading: Reading) {
        readings.addLast(reading)
        while (readings.size > MOST_READINGS) readings.removeFirst()
        val shot = now.value.step.shot
        if (shot != null) scope.launch { sharpen(shot, reading) } else scope.launch { tell() }
        if (now.value.earlier == null && !reading.fix.mock) scope.launch { offer(reading.fix.position) }
    }

    /** An earlier photo of this place, to be taken again from where it was: the nearest of another day. */
    private suspend fun offer(here: LatLon) {
        val placed = core.ask { placed() } as? Outcome.Done ?: return
        val earlier = placed.value.filter { tools.wallMs() - it.madeMs >= ANOTHER_DAY_MS }
        val near = earlier.map { it.record to tools.coordinates.metres(here, it.fix.position) }.filter { it.second <= SAME_PLACE_M }
        now.update { it.copy(earlier = near.minByOrNull { (_, metres) -> metres }?.first) }
    }

    /** As long as it is not kept, every fix is handed to the core, which keeps the best. */
    private suspend fun sharpen(shot: Shot, reading: Reading) {
        val delay = reading.measuredMs - (shot.shutterMs ?: return)
        val told = core.ask { lateFix(shot.capture, ShutterFix(reading.fix, delay)) }
        if (told is Outcome.Done && now.value.step.shot == shot) now.update { it.copy(graded = told.value) }
    }

    private suspend fun tell() {
        val bootMs = tools.gps.bootMs()
        val best = readings.toList().bestAt(bootMs)
        now.update { it.copy(position = tools.positionLine(best, bootMs)) }
        if (now.value.step != CameraStep.Viewfinder) return
        val meta = meta(Source.Camera, UPRIGHT)
        val fix = best?.let { ShutterFix(it.fix, it.measuredMs - bootMs) }
        val graded = core.ask { wouldGrade(meta, fix) }
        if (graded is Outcome.Done && now.value.step == CameraStep.Viewfinder) now.update { it.copy(graded = graded.value) }
    }

    private fun meta(source: Source, orientation: Int) =
        metaOf(tools.maker, source, orientation, now.value.onWater, tools.gps.clockOffsetMs())

    private suspend fun shoot() {
        now.update { it.copy(step = CameraStep.Taking, failure = null, trouble = null, notBrought = null) }
        tools.buzz()
        val sealing = Sealing(core, at, { meta(Source.Camera, it) }, tools.gps::bootMs)
        sealed(sealing) { tools.camera.shoot(sealing) }
    }

    /** The phone's own camera, or a gallery: the same road, and its origin is said. */
    private suspend fun bring(event: CameraEvent.Brought) {
        if (!now.value.step.isIdle) return
        now.update { it.copy(step = CameraStep.Taking, failure = null, notBrought = null) }
        val sealing = Sealing(core, at, { meta(Source.Imported(event.origin), it) }, tools.gps::bootMs)
        sealed(sealing) {
            sealing.begin(event.orientation)
            for (from in event.jpeg.indices step MOST_BYTES) {
                sealing.piece(event.jpeg.copyOfRange(from, minOf(from + MOST_BYTES, event.jpeg.size)))
            }
            Shooting.Done(small = null, black = false)
        }
        if (now.value.step.shot != null) event.sealed()
    }

    private suspend fun sealed(sealing: Sealing, shoot: suspend () -> Shooting) {
        try {
            when (val shooting = shoot()) {
                is Shooting.Failed -> {
                    sealing.drop()
                    now.update { it.copy(step = CameraStep.Viewfinder, trouble = shooting.trouble) }
                }
                is Shooting.Done -> {
                    val item = sealing.finish(readings.toList().bestAt(tools.gps.bootMs()))
                    notes[SHOT] = item.id
                    val shot = Shot(item.id, shooting.small?.let(::Photo), shooting.black, sealing.shutterMs)
                    now.update { it.copy(step = CameraStep.AskFaces(shot), graded = item.graded) }
                }
            }
        } catch (refused: SealRefused) {
            sealing.drop()
            now.update { it.copy(step = CameraStep.Viewfinder, failure = refused.failure) }
        }
    }

    private fun answered(faces: Faces) {
        val step = now.value.step as? CameraStep.AskFaces ?: return
        when (faces) {
            Faces.NOT_AGREED, Faces.CHILDREN -> now.update { it.copy(step = CameraStep.Advise(step.shot, faces)) }
            else -> scope.launch { keep(step.shot, faces, step) }
        }
    }

    private fun keepAnyway() {
        val step = now.value.step as? CameraStep.Advise ?: return
        scope.launch { keep(step.shot, step.faces, step) }
    }

    private suspend fun keep(shot: Shot, faces: Faces, asked: CameraStep) {
        now.update { it.copy(step = CameraStep.Keeping(shot), failure = null) }
        fun fail(failure: Failure) = now.update { it.copy(step = asked, failure = failure) }
        core.ask { tellFaces(shot.capture, faces) }.orElse(::fail) ?: return
        val kept = core.ask { keep(shot.capture) }
        kept.orElse {
            fail(it)
            return
        }
        notes[SHOT] = null
        val unsigned = kept == Outcome.Done(null)
        if (unsigned && shot.shutterMs != null) late.watch(shot.capture, shot.shutterMs)
        routes.back(at)
    }

    /** The question is closed at once: an answer to it while the core forgets the photo would keep what is gone. */
    private suspend fun retake(shot: Shot) {
        now.update { it.copy(step = CameraStep.Viewfinder, graded = null) }
        core.ask { retake(shot.capture) }.orElse { failure -> now.update { it.copy(failure = failure) } }
        if (notes[SHOT] == shot.capture) notes[SHOT] = null
        begin()
    }

    private fun back() {
        val step = now.value.step
        when (val shot = step.open) {
            null -> if (step !is CameraStep.Keeping) routes.back(at)
            else -> scope.launch { retake(shot) }
        }
    }

    private suspend fun lay(show: Boolean) {
        val earlier = now.value.earlier
        val jpeg = if (show && earlier != null) core.ask { openBlob(earlier, "preview") } else null
        now.update { it.copy(ghost = (jpeg as? Outcome.Done)?.let { done -> Photo(done.value) }) }
    }

    private fun nothingYet() = CameraState(
        step = waiting()?.let { CameraStep.AskFaces(it) } ?: CameraStep.Viewfinder,
        open = false,
        dark = false,
        size = null,
        torch = if (tools.camera.hasTorch) false else null,
        onWater = false,
        position = PositionLine.Searching,
        graded = null,
        earlier = at.ghost,
        ghost = null,
        trouble = null,
        notBrought = null,
        failure = null,
    )

    /** A photo whose question was open when the phone ended the process: it is sealed and still there. */
    private fun waiting(): Shot? = notes[SHOT]?.let { Shot(it, small = null, black = false, shutterMs = null) }

    private companion object {
        const val VANTAGE = "vantage"
        const val WATER = "water"
        const val SHOT = "shot"
        const val EVERY_MS = 1_000L
        const val MOST_READINGS = 120
        const val UPRIGHT = 1
        const val ANOTHER_DAY_MS = 12L * 3_600_000
        const val SAME_PLACE_M = 60.0
    }
}
