package org.saksi.app.rig

import android.os.Build
import kotlinx.coroutines.Dispatchers
import org.junit.rules.ExternalResource
import org.saksi.app.Graph
import org.saksi.core.Env
import org.saksi.presentation.Notes
import org.saksi.presentation.Settings
import org.saksi.presentation.core.DeviceKey
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.core.FieldGate
import org.saksi.presentation.core.Gate
import org.saksi.presentation.join.HandedFile
import java.io.File
import java.nio.file.Files

/**
 * The real core for one test: a project with forms F01 to F03 and four invitation cards (made by
 * `android/rig.sh`, copied here), a phone of its own, and on request a real hub on loopback.
 *
 * [graph] over the same rig again is the app after a restart: same files, nothing in memory.
 */
class CoreRig(
    /** A folder that outlives this rig and this process; else one of its own, which goes with it. */
    private val kept: File? = null,
) : ExternalResource() {
    private val made = RigHub.made
    private val dir = kept ?: Files.createTempDirectory("saksi-rig").toFile()
    private val hub = RigHub(dir)

    /** Where the phone keeps everything. */
    val home = File(dir, "phone")
    val clocks = RigClocks()
    val key: DeviceKey = SoftwareDeviceKey(File(home, "device.key"))

    /** Room, line, camera, receiver and permissions as the test sets them. */
    val phone by lazy { RigPhone(home, clocks) }

    /** Lives as long as the folder, like the preferences of a phone. */
    private val preferences: Notes = FileNotes(File(dir, "settings"))

    /** An invitation card, 1 to 4; each joins once. */
    fun card(number: Int): String = File(made, "card-$number").readText().trim()

    /** Member line and forms, for joining without a network. */
    fun projectFile(): ByteArray = File(made, "project.saksi.zip").readBytes()

    fun gate(): Gate = FieldGate(home, clocks, key)

    fun settings() = Settings(preferences)

    fun graph() = Graph(gate(), settings(), HandedFile(File(home, "handed")), Dispatchers.IO, phone.phone())

    /** Joins by card [number] and the project file, offline, and closes again: a phone that has a profile. */
    fun joined(number: Int = 1, pin: String = PIN): CoreRig = apply {
        settings().picture = "penyu_biru"
        (gate().join(card(number), projectFile(), pin) as AutoCloseable).close()
    }

    /** The core of a joined phone, for arranging what a screen is to show. Close it before the app opens its own. */
    fun <T> inCore(pin: String = PIN, arrange: FieldCore.() -> T): T {
        val core = gate().open(pin)
        return (core as AutoCloseable).use { core.arrange() }
    }

    /** Starts this test's hub; it listens when this returns. */
    fun startHub() = hub.start()

    /** The command line as the project's administrator, or in another [home]; answers what it printed. */
    fun saksi(vararg arguments: String, home: File = hub.administrator()) = hub.saksi(*arguments, home = home)

    /** What the supervisor does: she joins at the first call, and syncs before and after. */
    fun supervise(vararg act: String) = hub.supervise(*act)

    /** The line of [said] that is a card. */
    fun cardIn(said: String) = hub.cardIn(said)

    /** Another person's or phone's folder, for [saksi] and [otherPhone]. */
    fun folder(name: String) = File(dir, name)

    /** A second phone that joined by [card], with a project file made now: only one that holds the invitation says whose phone it is. */
    fun otherPhone(card: String): FieldCore {
        val home = folder("other")
        val file = folder("now.saksi.zip").also { saksi("project", "file", it.path) }.readBytes()
        return FieldGate(home, clocks, SoftwareDeviceKey(File(home, "device.key"))).join(card, file, PIN)
    }

    override fun before() {
        check(File(made, "holds").exists()) { "no rig: run the tests by `./x android test`" }
        System.setProperty("uniffi.component.saksi_ffi.libraryOverride", ownLibrary().path)
    }

    /**
     * Robolectric loads every class once for each Android level, and a library calls back into the
     * level that loaded it last: so each level loads a copy of its own.
     */
    private fun ownLibrary(): File {
        val library = File(System.getProperty("jna.library.path"), "libsaksi_ffi.so")
        val own = File(made, "libsaksi_ffi-${Build.VERSION.SDK_INT}.so")
        if (own.lastModified() != library.lastModified()) {
            library.copyTo(own, overwrite = true)
            own.setLastModified(library.lastModified())
        }
        return own
    }

    override fun after() {
        hub.stop()
        if (kept == null) dir.deleteRecursively()
    }

    companion object {
        const val PIN = "2580"
    }
}

/** Clocks that run with the test's own, in central Indonesian time. */
class RigClocks : Env {
    /** Moves the wall clock and the one since boot, so that no test waits. */
    var aheadMs = 0L

    override fun nowMs() = System.currentTimeMillis() + aheadMs
    override fun zoneMin(): Short = 480
    override fun bootId() = 7uL
    override fun sinceBootMs() = (System.nanoTime() / 1_000_000 + aheadMs).toULong()
    override fun gnssMs(): Long? = null
}
