// Loads the built core through the generated bindings and calls it: what compiles may still not
// link. Prints one line per check and closes with the count, which CI reads.
import org.saksi.core.Advice
import org.saksi.core.FieldException
import org.saksi.core.coreVersion
import org.saksi.core.readEntryId
import org.saksi.core.shortEntryId
import kotlin.system.exitProcess

private val id = "0123456789abcdef".repeat(4)

private val checks: List<Pair<String, () -> Boolean>> = listOf(
    "the core tells its version" to { coreVersion().matches(Regex("""\d+\.\d+\.\d+""")) },
    "an id comes back as it went in" to { readEntryId(id) == id },
    "a remote type goes both ways" to { shortEntryId(readEntryId(id)) == "01234567" },
    "a bad id is an error with a code and an advice" to {
        when (val e = runCatching { readEntryId("no id") }.exceptionOrNull()) {
            is FieldException.Failed -> e.code == "id_malformed" && e.advice == Advice.ASK
            else -> false
        }
    },
)

fun main() {
    var failed = 0
    for ((name, check) in checks) {
        val held = runCatching(check).onFailure { println("  $it") }.getOrDefault(false)
        println((if (held) "ok      " else "FAILED  ") + name)
        if (!held) failed += 1
    }
    println("${checks.size - failed} passed, $failed failed")
    exitProcess(if (failed == 0) 0 else 1)
}
