package org.saksi.presentation.about

import org.junit.Assert.assertArrayEquals
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.junit.rules.TemporaryFolder
import java.io.ByteArrayOutputStream
import java.util.zip.ZipInputStream

class StoredZipTest {
    @get:Rule
    val folder = TemporaryFolder()

    @Test
    fun `it holds the file as it is, is as large as it said, and leaves nothing behind`() {
        val bytes = ByteArray(200_001) { (it * 31).toByte() }
        val app = folder.newFile("base.apk").apply { writeBytes(bytes) }
        val zip = StoredZip(app, "saksi-0.1.0.apk")
        val out = ByteArrayOutputStream().also(zip::writeTo).toByteArray()
        assertEquals(zip.size, out.size.toLong())
        ZipInputStream(out.inputStream()).use { read ->
            assertEquals("saksi-0.1.0.apk", read.nextEntry?.name)
            assertArrayEquals(bytes, read.readBytes())
            assertEquals(null, read.nextEntry)
        }
        assertEquals(listOf(app), folder.root.listFiles()?.toList())
    }
}
