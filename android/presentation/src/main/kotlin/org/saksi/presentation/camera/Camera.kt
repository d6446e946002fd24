package org.saksi.presentation.camera

/** Pixels across and down, as the sensor gives them. */
data class PhotoSize(val width: Int, val height: Int) {
    val megapixels: Double get() = width * height.toDouble() / 1_000_000
}

/** Why the camera gives nothing. */
enum class CameraTrouble {
    /** There is none, or none that makes JPEGs. */
    NONE,

    /** Another app holds it. */
    IN_USE,

    /** Switched off by the phone's owner or by the privacy switch. */
    BLOCKED,

    /** Anything else: try again, or use the phone's own camera. */
    BROKEN,
}

/** Where a viewfinder is drawn; only the app knows what is in it. */
interface ViewfinderSurface {
    /** Brightnesses, 0 to 255, of a grid of pixels as they are drawn now; null: nothing was drawn yet. */
    fun luma(): IntArray?
}

/** Takes the bytes of one photo as they come. An exception ends the photo. */
interface PhotoSink {
    /** The shutter: this is the moment that counts. [orientation] is the EXIF number, 1 to 8. */
    suspend fun begin(orientation: Int)

    /** The next bytes, at most [MOST_BYTES]. */
    suspend fun piece(bytes: ByteArray)
}

/** Most bytes of one piece: what the core takes at once. */
const val MOST_BYTES = 256 * 1024

/** One frame of the viewfinder: the brightness of each pixel, row by row. */
class Frame(val width: Int, val height: Int, val luma: ByteArray)

/** What became of a photo. */
sealed interface Shooting {
    /** All its bytes went into the sink. */
    data class Done(
        /** A small JPEG of it for the screen, upright, in memory only; null if none could be made. */
        val small: ByteArray?,
        /** Every pixel is black: the privacy switch, or a finger. */
        val black: Boolean,
    ) : Shooting

    data class Failed(val trouble: CameraTrouble) : Shooting
}

/**
 * The phone's camera. One picture is in flight at most; nothing is turned, decoded or kept at full
 * size, and no byte of it touches a file.
 */
interface Camera {
    /** The sizes of JPEG that the back camera makes; empty: there is none. */
    fun sizes(): List<PhotoSize>

    val hasTorch: Boolean

    /** Opens at [size], drawing the viewfinder to [surface]. Null: it is open. */
    suspend fun open(size: PhotoSize, surface: ViewfinderSurface): CameraTrouble?

    fun torch(on: Boolean)

    suspend fun shoot(into: PhotoSink): Shooting

    /**
     * Shows the viewfinder without taking photos, until [see] says that it has seen enough. It is called on a thread of
     * the camera's, one frame at a time; frames that come meanwhile are dropped. Null: it has seen enough.
     */
    suspend fun watch(surface: ViewfinderSurface, see: (Frame) -> Boolean): CameraTrouble?

    /** Gives the camera back; may be called at any time, and twice. */
    fun close()
}

/** Maker and model of the phone, and the app, as they stand in the capture record. */
data class Maker(val device: String, val app: String)

/**
 * The size for the next photo, chosen *before* the shutter so that it stays an original: 12, 8 or
 * 5 megapixels by the free space, or the smallest there is.
 */
fun chooseSize(sizes: List<PhotoSize>, freeBytes: Long): PhotoSize? {
    val most = when {
        freeBytes >= ROOMY -> 12.9
        freeBytes >= TIGHT -> 8.9
        else -> 5.5
    }
    val fitting = sizes.filter { it.megapixels <= most }
    return fitting.maxByOrNull { it.megapixels } ?: sizes.minByOrNull { it.megapixels }
}

/** Is this nothing but black? [luma] are brightnesses, 0 to 255, of some pixels all over the frame. */
fun isBlack(luma: IntArray): Boolean = luma.isNotEmpty() && luma.all { it <= BLACKEST }

/** Does a viewfinder show nothing but black? The first moments of a camera are dark, so that one look is not enough. */
class Darkness {
    private var looks = 0

    /** [luma] as the viewfinder has it now. */
    fun look(luma: IntArray?): Boolean {
        looks = if (luma != null && isBlack(luma)) looks + 1 else 0
        return looks >= ENOUGH_LOOKS
    }
}

private const val ENOUGH_LOOKS = 2
private const val BLACKEST = 6
private const val ROOMY = 2_000_000_000L
private const val TIGHT = 500_000_000L
