package org.saksi.app.rig

import java.io.File
import java.io.RandomAccessFile
import java.nio.channels.FileChannel
import java.util.concurrent.TimeUnit

/**
 * The project away from the monitor's phone, in [dir]: a real hub on loopback, and the command line of
 * those who are not the monitor. Needs neither Android nor the core in this process.
 */
class RigHub(private val dir: File) {
    private var hub: Process? = null
    private var turn: FileChannel? = null

    /** It listens when this returns. Cards name its port, so tests in other processes wait their turn. */
    fun start() {
        turn = RandomAccessFile(File(made, "turn"), "rw").channel.apply { lock() }
        val hubDir = folder("hub")
        File(made, "hub").copyRecursively(hubDir)
        val port = File(made, "port").readText().trim()
        val command = listOf(program, "hub", "--dir", hubDir.path, "--listen", "127.0.0.1:$port", "--plain", "--json")
        val process = ProcessBuilder(command).redirectError(folder("hub.log")).start().also { hub = it }
        val said = process.inputStream.bufferedReader().readLine().orEmpty()
        check("listening" in said) { "the hub did not start: $said ${folder("hub.log").readText()}" }
    }

    fun stop() {
        hub?.run { destroy(); waitFor(10, TimeUnit.SECONDS) }
        turn?.close()
    }

    /** The command line as the project's administrator, or in another [home]; answers what it printed. */
    fun saksi(vararg arguments: String, home: File = administrator()): String {
        val process = ProcessBuilder(listOf(program) + arguments).redirectErrorStream(true)
            .apply { environment() += mapOf("SAKSI_HOME" to home.path, "SAKSI_PASSPHRASE" to "penyu biru") }.start()
        val said = process.inputStream.bufferedReader().readText()
        check(process.waitFor() == 0) { "saksi ${arguments.joinToString(" ")}: $said" }
        return said
    }

    /** What the supervisor does: she joins at the first call, and syncs before and after. */
    fun supervise(vararg act: String): String {
        val home = folder("supervisor")
        if (!home.exists()) {
            val card = cardIn(saksi("invite", "SUP", "74"))
            saksi("sync")
            saksi("join", card, home = home)
        }
        saksi("sync", home = home)
        val said = saksi(*act, home = home)
        saksi("sync", home = home)
        return said
    }

    /** The line of [said] that is a card. */
    fun cardIn(said: String) = said.lines().first { it.startsWith("SAKSI1:") }

    fun administrator() = folder("admin").also { if (!it.exists()) File(made, "admin").copyRecursively(it) }

    private fun folder(name: String) = File(dir, name)

    companion object {
        /** What `android/rig.sh` made. */
        val made: File get() = File(System.getProperty("saksi.android"), "out/rig")
        private val program get() = File(System.getProperty("jna.library.path"), "saksi").path
    }
}
