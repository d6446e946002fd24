package org.saksi.app.words

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import java.io.File

/** The rules of this house for Kotlin; each with a case that must fail. */
class HouseTest {
    private val android = File(System.getProperty("saksi.android"))

    private fun kotlin(folder: String) = File(android, folder).walk().filter { it.extension == "kt" }.toList()

    private fun knowsAndroid(text: String) = text.lines().any { it.startsWith("import android.") || it.startsWith("import androidx.") }

    private fun hasDefaults(text: String) = Regex("""data class \w+State\(((?s).*?)\n\)""").findAll(text).any { it.groupValues[1].contains(" = ") }

    @Test
    fun `presentation knows no Android`() {
        val sources = kotlin("presentation/src")
        assertTrue("too few files were looked at", sources.size > 10)
        assertEquals(emptyList<File>(), sources.filter { knowsAndroid(it.readText()) })
        assertTrue(knowsAndroid("package a\n\nimport android.os.Bundle\n"))
    }

    @Test
    fun `no state has defaults`() {
        assertEquals(emptyList<File>(), kotlin("presentation/src").filter { hasDefaults(it.readText()) })
        assertTrue(hasDefaults("data class AState(\n    val busy: Boolean = false,\n)"))
    }

    @Test
    fun `no file is longer than 300 lines`() {
        val long = (kotlin("presentation/src") + kotlin("app/src")).filter { it.readLines().size > 300 }
        assertEquals(emptyList<File>(), long)
    }
}
