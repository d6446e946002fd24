package org.saksi.app.day

import org.junit.Assert.assertEquals
import org.junit.Assert.assertTrue
import org.junit.Test
import org.junit.runner.JUnitCore
import org.saksi.app.rig.RigHub
import java.io.File
import java.lang.management.ManagementFactory
import java.nio.file.Files
import java.util.concurrent.TimeUnit

/**
 * A monitor's whole day, over the real core and a real hub. Each [Chapter] is a Java process of its own over
 * the same folder: two of them die in the middle of the form, and the next one opens what they left.
 */
class DayTest {
    private val folder = Files.createTempDirectory("saksi-day").toFile()
    private val hub = RigHub(folder)

    @Test
    fun `a day goes from the card to a received report, through two ends of the process, a conflict and a return`() {
        try {
            hub.start()
            assertEquals(KILLED, play(MorningChapter::class.java))
            assertEquals(KILLED, play(BoatChapter::class.java))
            assertEquals(0, play(AshoreChapter::class.java))
            theHubHasIt()
            assertEquals("", File(folder, Chapter.CHANGED).takeIf { it.exists() }?.readText().orEmpty())
        } finally {
            hub.stop()
            folder.deleteRecursively()
        }
    }

    /** What the supervisor reads on a machine of her own. */
    private fun theHubHasIt() {
        val record = File(folder, Chapter.RECORD).readText()
        val seen = hub.supervise("review", "show", record, "--fetch", "--json")
        assertTrue(seen, "\"sea/fish_drop\": \"same\"" in seen)
        assertEquals(seen, 2, Regex(""""grade":\s*"A"""").findAll(seen).count())
    }

    /** The same Java, class path and properties as here. Answers the exit code; what it said is told if that is not wanted. */
    private fun play(chapter: Class<*>): Int {
        val temporary = File(folder, "tmp").apply { mkdirs() }
        val said = File(folder, "${chapter.simpleName}.txt")
        val own = ManagementFactory.getRuntimeMXBean().inputArguments.filter { it.startsWith("-D") || it.startsWith("--add-") }
        val words = own + listOf(
            "-Xmx1g", "-D${Chapter.FOLDER}=${folder.path}", "-Djava.io.tmpdir=${temporary.path}", "-Drobolectric.enabledSdks=$ANDROID",
            "-cp", System.getProperty("java.class.path"), JUnitCore::class.java.name, chapter.name,
        )
        // Class paths are longer than a command may be.
        val list = File(folder, "words").apply { writeText(words.joinToString("\n") { "\"${it.replace("\\", "\\\\")}\"" }) }
        val java = ProcessHandle.current().info().command().orElse("java")
        val process = ProcessBuilder(java, "@${list.path}").redirectErrorStream(true).redirectOutput(said).start()
        val ended = process.waitFor(PATIENCE_MIN, TimeUnit.MINUTES)
        if (!ended) process.destroyForcibly()
        val code = if (ended) process.exitValue() else -1
        if (code != KILLED && code != 0) throw AssertionError("${chapter.simpleName} ended with $code:\n${said.readText()}")
        temporary.deleteRecursively()
        return code
    }

    private companion object {
        /** The oldest Android the app runs on: the screens of the newest are held by the other tests. */
        const val ANDROID = 26
        const val PATIENCE_MIN = 8L
        const val KILLED = Chapter.KILLED
    }
}
