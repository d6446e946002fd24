package org.saksi.app.words

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.saksi.presentation.core.PhoneCodes
import org.w3c.dom.Element
import java.io.File
import javax.xml.parsers.DocumentBuilderFactory

/** Both languages say the same things; every code of the core has its sentence. */
class WordsTest {
    private val android = File(System.getProperty("saksi.android"))
    private val res = File(android, "app/src/main/res")
    private val indonesian = read("values")
    private val english = read("values-en")

    /** Name to texts: one of a string, one by quantity of a plural. */
    private fun read(folder: String): Map<String, List<String>> = File(res, folder).listFiles().orEmpty()
        .filter { it.name.startsWith("strings") }
        .flatMap { file ->
            val root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file).documentElement
            (0 until root.childNodes.length).mapNotNull { root.childNodes.item(it) as? Element }
        }
        .associate { it.getAttribute("name") to texts(it) }

    private fun texts(of: Element): List<String> {
        val items = of.getElementsByTagName("item")
        return if (of.tagName == "string") listOf(of.textContent) else (0 until items.length).map { items.item(it).textContent }
    }

    private fun arguments(text: String) = Regex("""%(\d\$)?(\.\d)?[dsf]""").findAll(text).map { it.value }.toSortedSet()

    @Test
    fun `every string is there in both languages`() = assertEquals(indonesian.keys.sorted(), english.keys.sorted())

    @Test
    fun `both languages take the same arguments`() {
        val differ = indonesian.filter { (name, texts) ->
            val both = texts + english.getValue(name)
            both.map(::arguments).distinct().size > 1
        }
        assertEquals(emptySet<String>(), differ.keys)
    }

    @Test
    fun `arguments of every kind are seen`() {
        assertEquals(listOf("%1${'$'}s", "%2${'$'}d", "%3${'$'}.1f", "%d"), arguments("%1${'$'}s, %2${'$'}d%%, %3${'$'}.1f of %d").toList())
        val texts = (indonesian.values + english.values).flatten()
        assertEquals(emptyList<String>(), texts.filter { text -> text.replace("%%", "").count { it == '%' } != arguments(text).size })
    }

    @Test
    fun `no sentence is glued from parts`() {
        val glued = (indonesian + english.mapKeys { "${it.key} (en)" }).filterValues { texts -> texts.any { it != it.trim() || it.isEmpty() } }
        assertEquals(emptySet<String>(), glued.keys)
    }

    @Test
    fun `every code of the core has its sentence`() {
        val codes = File(android, "../bindings/ffi/codes.txt").readLines().filter { it.isNotBlank() }
        assertTrue("the list of codes is empty", codes.size > 20)
        assertEquals(emptyList<String>(), codes - errorStrings.keys)
        assertEquals(emptyList<String>(), codes.filter { "error_$it" !in indonesian })
    }

    @Test
    fun `there is no sentence for a code that neither the core nor the phone's part has`() {
        val codes = File(android, "../bindings/ffi/codes.txt").readLines().toSet() + PhoneCodes.all
        assertEquals(emptySet<String>(), errorStrings.keys - codes)
    }
}
