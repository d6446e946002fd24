package org.saksi.app.rig

import android.app.Application
import android.graphics.Bitmap
import android.graphics.Canvas
import android.graphics.Color
import android.graphics.LinearGradient
import android.graphics.Paint
import android.graphics.Shader
import androidx.test.core.app.ApplicationProvider.getApplicationContext
import com.google.zxing.BarcodeFormat
import com.google.zxing.qrcode.QRCodeWriter
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableSharedFlow
import kotlinx.coroutines.flow.MutableStateFlow
import org.saksi.app.phone.AndroidSharedFiles
import org.saksi.app.phone.MapFiles
import org.saksi.app.phone.Phone
import org.saksi.app.phone.smallOf
import org.saksi.core.Fix
import org.saksi.core.LatLon
import org.saksi.core.Provider
import org.saksi.core.Quality
import org.saksi.core.coreVersion
import org.saksi.presentation.Language
import org.saksi.presentation.SendWhen
import org.saksi.presentation.camera.Camera
import org.saksi.presentation.camera.CameraEvent
import org.saksi.presentation.camera.CameraPresenter
import org.saksi.presentation.camera.CameraTrouble
import org.saksi.presentation.camera.Frame
import org.saksi.presentation.camera.MOST_BYTES
import org.saksi.presentation.camera.Maker
import org.saksi.presentation.camera.PhotoSink
import org.saksi.presentation.camera.PhotoSize
import org.saksi.presentation.camera.Shooting
import org.saksi.presentation.camera.ViewfinderSurface
import org.saksi.presentation.form.Compass
import org.saksi.presentation.form.Recorder
import org.saksi.presentation.location.Gps
import org.saksi.presentation.location.Reading
import org.saksi.presentation.permit.Need
import org.saksi.presentation.permit.Permit
import org.saksi.presentation.permit.Permits
import org.saksi.presentation.phone.Battery
import org.saksi.presentation.phone.Charge
import org.saksi.presentation.phone.Disguise
import org.saksi.presentation.phone.Line
import org.saksi.presentation.phone.Playable
import org.saksi.presentation.phone.Player
import org.saksi.presentation.phone.Schedule
import org.saksi.presentation.phone.Space
import org.saksi.presentation.phone.Transfer
import org.saksi.presentation.phone.Voice
import org.saksi.presentation.route.Route
import org.saksi.presentation.trial.Facts
import org.saksi.presentation.trial.KeyHome
import org.saksi.presentation.trial.PhoneFacts
import java.io.ByteArrayOutputStream
import java.io.File

/**
 * The phone's adapters for a story: room enough, a line that costs, so that nothing is sent unasked; a camera and a receiver
 * that do what the test says. The rest of the app is the real one.
 */
class RigPhone(private val home: File, private val clocks: RigClocks) : Space, Line, Schedule, Transfer, Disguise, Battery {
    var charge: Charge? = Charge(80, charging = false)
    var free = 2_000_000_000L
    var wifi = false
    var disguised = false
    val camera = RigCamera()
    val gps = RigGps(clocks)
    val permits = RigPermits()
    val recorder = RigRecorder()
    val compass = RigCompass()
    val player = RigPlayer()
    var buzzes = 0

    /** What was read aloud. */
    val said = mutableListOf<String>()

    fun phone() = Phone(
        this, this, this, this, this, this, RigVoice(said), player,
        camera, gps, MapFiles(File(home, Phone.MAP)), recorder, compass, Maker("Contoh X1", "saksi uji"),
        facts = RigFacts, sharedFiles = AndroidSharedFiles(getApplicationContext<Application>().contentResolver), makers = emptyList(),
        wallMs = clocks::nowMs, buzz = { buzzes++ }, permits = { permits },
    )

    override fun charge() = charge
    override fun freeBytes() = free
    override fun usedBytes() = 82_000_000L
    override fun isThere() = true
    override fun isFree() = wifi
    override fun follow(chosen: SendWhen) = Unit
    override fun begin() = Unit
    override fun end() = Unit

    override fun wear(on: Boolean) {
        disguised = on
    }
}

/** A cheap phone. */
object RigFacts : PhoneFacts {
    override fun drawn() = Unit
    override fun startMs() = 1_400L
    override fun facts() = Facts("Contoh", "X1", 26, 192, 1_900, 4, KeyHome.TEE, "1.0", coreVersion())
}

/** Points west. */
class RigCompass : Compass {
    override val isThere = true
    override val degrees = MutableStateFlow(275)
}

/** Hears what the test says: what begins as AAC does, and is none. */
class RigRecorder : Recorder {
    var sound = heard(seed = 0)

    fun heard(seed: Int) = byteArrayOf(-1, -15) + ByteArray(40_000) { ((it + seed) % 251).toByte() }

    override val mediaType = "audio/aac"
    override fun start(quality: Quality?) = true
    override fun stop() = sound
}

/** Plays everything at once, in silence. */
class RigPlayer : Player {
    /** What was heard, all bytes of each. */
    val heard = mutableListOf<ByteArray>()

    override fun play(sound: Playable, ended: () -> Unit): Boolean {
        var all = ByteArray(0)
        do {
            val piece = sound.read(all.size.toLong())
            all += piece
        } while (piece.isNotEmpty())
        heard += all
        return true
    }

    /** How often something was silenced. */
    var stops = 0

    override fun stop() {
        stops++
    }

    override fun lengthMs(of: Playable): Long? = 62_000
}

object RigSurface : ViewfinderSurface {
    override fun luma() = IntArray(4) { 120 }
}

/** Gives [photo], a real JPEG, in the pieces in which a phone's comes. */
class RigCamera : Camera {
    var photo: ByteArray = RigJpeg.scene(seed = 1)

    /** What stands before the viewfinder, frame by frame. */
    var frames = emptyList<Frame>()

    override fun sizes() = listOf(PhotoSize(4000, 3000), PhotoSize(3264, 2448), PhotoSize(2560, 1920))
    override val hasTorch = true
    override suspend fun open(size: PhotoSize, surface: ViewfinderSurface): CameraTrouble? = null
    override fun torch(on: Boolean) = Unit
    override fun close() = Unit

    override suspend fun watch(surface: ViewfinderSurface, see: (Frame) -> Boolean): CameraTrouble? {
        if (frames.none(see)) awaitCancellation()
        return null
    }

    override suspend fun shoot(into: PhotoSink): Shooting {
        into.begin(orientation = 1)
        for (from in photo.indices step MOST_BYTES) into.piece(photo.copyOfRange(from, minOf(from + MOST_BYTES, photo.size)))
        val small = smallOf(photo, orientation = 1)
        return Shooting.Done(small?.jpeg, small?.black == true)
    }
}

/** A card's code as the viewfinder shows it; codes that are hard to read are `CardCodeTest`'s. */
fun frameOf(card: String): Frame {
    val code = QRCodeWriter().encode(card, BarcodeFormat.QR_CODE, 480, 480)
    return Frame(480, 480, ByteArray(480 * 480) { if (code.get(it % 480, it / 480)) 20 else -30 })
}

/** Robolectric has no viewfinder's surface: this tells the camera that there is one. */
fun AppRig.viewfinder(at: Route.Camera) {
    model.presenter<CameraPresenter>(at) { error("the camera is not on screen") }.on(CameraEvent.Surface(RigSurface))
    compose.waitForIdle()
}

class RigVoice(private val said: MutableList<String>) : Voice {
    override suspend fun speaks(language: Language) = language == Language.INDONESIAN

    override fun say(text: String, language: Language) {
        said += text
    }

    override fun stop() = Unit

    override fun end() = Unit
}

class RigGps(private val clocks: RigClocks) : Gps {
    private val coming = MutableSharedFlow<Reading>(replay = 1, extraBufferCapacity = 16)
    override val readings: Flow<Reading> = coming

    override fun isOn() = true
    override fun bootMs() = clocks.sinceBootMs().toLong()
    override fun clockOffsetMs(): Long? = 0L

    /** A measurement [agoMs] ago, which whoever listens hears now. */
    fun measures(accuracyMm: Int, at: LatLon = LASOLO, agoMs: Long = 0, mock: Boolean = false) {
        val fix = Fix(at, accuracyMm.toUInt(), Provider.GNSS, mock, 0u)
        check(coming.tryEmit(Reading(fix, bootMs() - agoMs))) { "the buffer is full" }
    }

    companion object {
        val LASOLO = LatLon(-34_500_000, 1_223_500_000)
    }
}

class RigPermits : Permits {
    var all = Permit.GRANTED

    override fun of(need: Need) = all

    override fun asked(need: Need) = Unit
}

/** Real JPEGs, the same for the same seed. */
object RigJpeg {
    fun scene(seed: Int, width: Int = 1600, height: Int = 1200): ByteArray {
        val picture = Bitmap.createBitmap(width, height, Bitmap.Config.ARGB_8888)
        val canvas = Canvas(picture)
        val sky = LinearGradient(0f, 0f, 0f, height * 0.6f, Color.rgb(90, 150, 210), Color.rgb(220, 230, 235), Shader.TileMode.CLAMP)
        canvas.drawRect(0f, 0f, width.toFloat(), height.toFloat(), Paint().apply { shader = sky })
        val mud = Paint().apply { color = Color.rgb(150, 100 + seed * 7 % 40, 60) }
        canvas.drawRect(0f, height * 0.6f, width.toFloat(), height.toFloat(), mud)
        val random = java.util.Random(seed.toLong())
        val spot = Paint()
        repeat(4_000) {
            spot.color = Color.argb(90, 90 + random.nextInt(90), 70 + random.nextInt(60), 40)
            canvas.drawCircle(random.nextFloat() * width, height * (0.6f + random.nextFloat() * 0.4f), 4f + random.nextInt(20), spot)
        }
        return ByteArrayOutputStream().also { picture.compress(Bitmap.CompressFormat.JPEG, 88, it) }.toByteArray()
    }

    fun black(): ByteArray {
        val picture = Bitmap.createBitmap(400, 300, Bitmap.Config.ARGB_8888).apply { eraseColor(Color.BLACK) }
        return ByteArrayOutputStream().also { picture.compress(Bitmap.CompressFormat.JPEG, 88, it) }.toByteArray()
    }
}
