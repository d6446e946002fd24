package org.saksi.app.form

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.saksi.core.Appearance
import org.saksi.core.QuestionType
import java.io.File

/** No type of question and no appearance of the core is without a field that a test fills in, or a word in `docs/state.md`. */
class WidgetFormTest {
    private val android = File(System.getProperty("saksi.android"))

    /** Which words of a form mean which case of [of], by the core's own table. */
    private fun words(file: String, of: String): Map<String, List<String>> =
        Regex("""\("([a-zA-Z_-]+)", $of::(\w+)""").findAll(File(android, "../core/domain/src/forms/$file").readText())
            .groupBy({ it.groupValues[2] }, { it.groupValues[1] })

    private fun cases(of: Class<*>) = of.declaredClasses.filter { of.isAssignableFrom(it) }.map { it.simpleName }

    private fun spelling(case: String, known: Map<String, List<String>>): List<String> = when (case) {
        "External" -> listOf("ex:…")
        "Printer" -> listOf("printer:…")
        "ColumnsOf" -> WidgetForm.appearances.filter { it.matches(Regex("columns-\\d")) }
        else -> known[case].orEmpty()
    }

    /** What `docs/state.md` says to fall back to the plain control, wholly. */
    private fun fallenBack(): Set<String> {
        val text = File(android, "../docs/state.md").readText().substringAfter("Appearances that fall back to the plain control in the app:")
        return Regex("`([^`]+)`").findAll(text.substringBefore("; in part")).map { it.groupValues[1] }.toSet()
    }

    @Test
    fun `every appearance is filled in, or said to fall back`() {
        val known = words("appearance.rs", "Appearance")
        val cases = cases(Appearance::class.java) - "Unknown"
        val fallenBack = fallenBack()
        assertTrue("${cases.size} cases, ${fallenBack.size} fall back", cases.size > 40 && fallenBack.size in 5..20)
        val untold = cases.filter { case -> spelling(case, known).none { it in WidgetForm.appearances || it in fallenBack } }
        assertEquals("neither in WidgetForm nor in docs/state.md", emptyList<String>(), untold)
        assertEquals("said to fall back and filled in", emptySet<String>(), fallenBack.intersect(WidgetForm.appearances))
        assertEquals("said to fall back and unknown", emptySet<String>(), fallenBack - cases.flatMap { spelling(it, known) }.toSet())
    }

    @Test
    fun `every type of question that is seen is filled in`() {
        val unseen = setOf("Calculate", "Hidden", "Metadata", "StartGeopoint", "BackgroundAudio", "Audit")
        val known = words("kind.rs", "QuestionType")
        val cases = cases(QuestionType::class.java) - unseen
        assertTrue("${cases.size} cases", cases.size > 15)
        assertEquals(emptyList<String>(), cases.filter { case -> known[case].orEmpty().none { it in WidgetForm.types } })
    }

    @Test
    fun `the answer to every question is looked at in a test`() {
        val tests = listOf("FormWidgetsTest.kt", "FormFieldsTest.kt").map { File(android, "app/src/test/kotlin/org/saksi/app/form/$it").readText() }
        assertEquals(emptyList<String>(), WidgetForm.names.filter { name -> tests.none { "\"$name\"" in it } })
    }
}
