package org.saksi.app.rig

import android.app.Activity
import android.graphics.Bitmap
import android.graphics.BitmapFactory
import android.graphics.Canvas
import android.os.Build
import org.saksi.presentation.Language
import org.saksi.presentation.Look
import java.io.File

/** One way to look at a screen. */
data class Variant(val language: Language, val fontScale: Float, val look: Look) {
    val name = "${language.code}-${(fontScale * 100).toInt()}-${look.name.lowercase()}"

    companion object {
        private val scales = listOf(1f, 2f)

        /** Every language × font × look: twelve. Drawn by `./x android shots --all`. */
        val all = Language.entries.flatMap { l -> scales.flatMap { s -> Look.entries.map { Variant(l, s, it) } } }

        /** Three in which each language, font and look occurs: these are kept as golden images. */
        val golden = listOf(
            Variant(Language.INDONESIAN, 1f, Look.LIGHT),
            Variant(Language.ENGLISH, 1f, Look.DARK),
            Variant(Language.INDONESIAN, 2f, Look.SUN),
        )

        val wanted = if (System.getProperty("saksi.shots") == "all") all else golden
    }
}

/**
 * Screenshots and their golden images. Each run writes into `out/shots/`; what has a golden image in
 * `shots/` must look like it, else the test fails and leaves `NAME.diff.png` beside the new one.
 * `./x android shots --accept` makes the new ones golden. Compared on API 36 only, those of the day on 26.
 */
object Shots {
    private val android = File(System.getProperty("saksi.android"))
    private val fresh = File(android, "out/shots").apply { mkdirs() }
    private val golden = File(android, "shots")

    /** Draws the window of [activity]; on the main thread. */
    fun draw(activity: Activity): Bitmap {
        val view = activity.window.decorView
        return Bitmap.createBitmap(view.width, view.height, Bitmap.Config.ARGB_8888).also { view.draw(Canvas(it)) }
    }

    /** Writes `NAME.png` and compares nothing. */
    fun leave(name: String, shot: Bitmap) = write(File(fresh, "$name-${Build.VERSION.SDK_INT}.png"), shot)

    /** Writes `NAME.png`; answers what is wrong with it, or null. On the Android level [on] only. */
    fun hold(name: String, shot: Bitmap, isGolden: Boolean, on: Int = COMPARED_ON): String? {
        if (Build.VERSION.SDK_INT != on) return null
        write(File(fresh, "$name.png"), shot)
        return if (isGolden) differs(name, shot) else null
    }

    private fun differs(name: String, shot: Bitmap): String? {
        val kept = File(golden, "$name.png")
        if (!kept.exists()) return "$name has no golden image"
        val diff = Diff.of(BitmapFactory.decodeFile(kept.path), shot) ?: return null
        write(File(fresh, "$name.diff.png"), diff.picture)
        return "$name changed in ${diff.pixels} pixels: see out/shots/$name.diff.png"
    }

    private fun write(file: File, picture: Bitmap) =
        file.outputStream().use { picture.compress(Bitmap.CompressFormat.PNG, 100, it) }.let { }

    private const val COMPARED_ON = 36
}

/** Where two pictures differ: red on a pale copy. */
class Diff(val pixels: Int, val picture: Bitmap) {
    companion object {
        /** A channel may differ by this much: edges of letters, on another processor. */
        private const val SLACK = 24

        /** Null if they look alike. Another size is a difference everywhere. */
        fun of(before: Bitmap, after: Bitmap): Diff? {
            if (before.width != after.width || before.height != after.height) return Diff(after.width * after.height, after)
            val old = pixels(before)
            val new = pixels(after)
            val marked = IntArray(new.size) { if (differ(old[it], new[it])) RED else pale(new[it]) }
            val count = marked.count { it == RED }
            if (count == 0) return null
            return Diff(count, Bitmap.createBitmap(marked, after.width, after.height, Bitmap.Config.ARGB_8888))
        }

        private fun pixels(of: Bitmap) = IntArray(of.width * of.height).also { of.getPixels(it, 0, of.width, 0, 0, of.width, of.height) }

        private fun differ(a: Int, b: Int) = listOf(16, 8, 0).any { kotlin.math.abs((a shr it and 255) - (b shr it and 255)) > SLACK }

        private fun pale(pixel: Int) = listOf(16, 8, 0).fold(0xFF shl 24) { sum, at -> sum or ((192 + (pixel shr at and 255) / 4) shl at) }

        private const val RED = 0xFFE00000.toInt()
    }
}
