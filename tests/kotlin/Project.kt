// A project with its hub on this machine, made by the command line in `fixtures.sh`.
import java.io.File
import java.util.concurrent.TimeUnit

class Project(private val saksi: String, val dir: File) : AutoCloseable {
    private val port = fixtures()
    private var hub: Process? = null

    /** An invitation card; each may be used once. */
    fun card(number: Int) = File(dir, "card-$number").readText()

    /** Member line and forms, for joining without a network. */
    fun file() = File(dir, "project.saksi.zip").readBytes()

    /** Starts the hub; answers what it printed first, which says where it listens. */
    fun startHub(): String {
        val command = listOf(saksi, "hub", "--dir", "$dir/hub", "--listen", "127.0.0.1:$port", "--plain", "--json")
        val log = ProcessBuilder.Redirect.to(File(dir, "hub.log"))
        val process = ProcessBuilder(command).redirectError(log).start().also { hub = it }
        return process.inputReader().readLine().orEmpty()
    }

    override fun close() {
        hub?.run { destroy(); waitFor(10, TimeUnit.SECONDS) }
        dir.deleteRecursively()
    }

    private fun fixtures(): Int {
        val log = File(dir, "fixtures.log")
        val process = ProcessBuilder("tests/kotlin/fixtures.sh", saksi, "$dir").redirectErrorStream(true).redirectOutput(log)
        check(process.start().waitFor() == 0) { "fixtures.sh failed:\n${log.readText()}" }
        return log.readLines().last().toInt()
    }
}
