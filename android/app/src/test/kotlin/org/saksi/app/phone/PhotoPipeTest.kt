package org.saksi.app.phone

import android.app.Application
import androidx.test.core.app.ApplicationProvider
import org.junit.After
import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Assert.assertFalse
import org.junit.Assert.assertNotEquals
import org.junit.Assert.assertNotNull
import org.junit.Assert.assertNull
import org.junit.Assert.assertTrue
import org.junit.Test
import org.robolectric.Robolectric
import org.saksi.app.rig.RigJpeg
import org.saksi.app.rig.ScreenTest
import org.saksi.presentation.camera.NotBrought
import org.saksi.presentation.route.Route
import java.io.FileNotFoundException
import java.io.InputStream
import java.io.PipedInputStream
import java.io.PipedOutputStream
import kotlin.concurrent.thread

/** What the phone's own camera app writes, up to the pipe itself: Robolectric's breaks before the last byte. */
class PhotoPipeTest : ScreenTest() {
    private val app = ApplicationProvider.getApplicationContext<Application>()
    private val name = PhotoPipe.nameFor(Route.Camera("d1", "photo", ghost = null))

    private fun comes(from: InputStream) = checkNotNull(PhotoPipe.coming(name)).read(from)

    private fun photo() = PhotoPipe.photo(name)

    @After
    fun `nothing is held on`() = PhotoPipe.forget(name)

    @Test
    fun `what is written into the pipe is held until it is sealed, and then taken no more`() {
        PhotoPipe.expect(name)
        assertFalse(PhotoPipe.holds(name))
        val photo = RigJpeg.scene(seed = 4)
        val into = PipedOutputStream()
        val from = PipedInputStream(into)
        val camera = thread { into.use { it.write(photo) } }
        val reader = thread { comes(from) }
        assertArrayEquals(photo, (photo() as Came.Photo).jpeg)
        listOf(camera, reader).forEach(Thread::join)
        assertTrue("the core may have been full", PhotoPipe.holds(name))
        assertEquals(1, exifOf((photo() as Came.Photo).jpeg))
        PhotoPipe.forget(name)
        assertFalse(PhotoPipe.holds(name))
        assertNull(PhotoPipe.coming(name))
    }

    @Test
    fun `a photo comes although the app was ended and waits for none, and is found by its question`() {
        PhotoPipe.expect("another.jpg")
        comes(byteArrayOf(1).inputStream())
        assertTrue(PhotoPipe.holds(name))
        assertFalse(PhotoPipe.holds("another.jpg"))
        assertNotEquals(name, PhotoPipe.nameFor(Route.Camera("d1", "other", ghost = null)))
        assertEquals(name, PhotoPipe.uri(app, name).lastPathSegment)
    }

    @Test
    fun `a camera app that opens it twice writes the second time`() {
        PhotoPipe.expect(name)
        comes(ByteArray(0).inputStream())
        comes(byteArrayOf(7).inputStream())
        assertArrayEquals(byteArrayOf(7), (photo() as Came.Photo).jpeg)
    }

    @Test
    fun `one that is larger than memory is told to be so, and none at all too`() {
        PhotoPipe.expect(name)
        var left = 25 * 1024 * 1024
        comes(
            object : InputStream() {
                override fun read() = if (left-- > 0) 1 else -1

                override fun read(into: ByteArray, offset: Int, length: Int): Int = length.takeIf { left > 0 }?.also { left -= it } ?: -1
            },
        )
        assertEquals(NotBrought.TOO_LARGE, (photo() as Came.Not).why)
        PhotoPipe.forget(name)
        assertEquals(NotBrought.NOTHING, (photo() as Came.Not).why)
    }

    @Test
    fun `nothing is read out of it, and nothing is written after it was sealed`() {
        val pipe = Robolectric.setupContentProvider(PhotoPipe::class.java)
        fun refused(mode: String) = runCatching { pipe.openFile(PhotoPipe.uri(app, name), mode) }.exceptionOrNull() is FileNotFoundException
        PhotoPipe.expect(name)
        assertTrue(refused("r"))
        PhotoPipe.forget(name)
        assertTrue(refused("w"))
        PhotoPipe.expect(name)
        pipe.openFile(PhotoPipe.uri(app, name), "w").use { assertNotNull(it) }
    }
}
