package org.saksi.presentation.trial

/**
 * What is exported: numbers, the names of maker and model, versions. No name of hers, no time, no position, no id of
 * the phone. Written by hand, because plain Kotlin has no JSON and this needs none of its corners.
 */
internal fun trialFile(facts: Facts?, lines: List<TrialLine>): String = json {
    put("format", "saksi.phone-trial/1")
    if (facts != null) {
        put("phone") {
            put("maker", facts.maker)
            put("model", facts.model)
            put("api", facts.api.toLong())
            put("key", facts.keyHome.key)
        }
        put("app", facts.app)
        put("core", facts.core)
    }
    put("parts") { lines.forEach { line -> put(line.part.key) { tell(line.result) } } }
} + "\n"

private fun JsonObject.tell(result: TrialResult) = when (result) {
    is TrialResult.Measured -> result.figures.forEach { put(it.kind.key, it.value) }
    is TrialResult.Untested -> {
        put("untested", result.why.key)
        result.code?.let { put("code", it) }
    }
    TrialResult.Waiting, TrialResult.Running -> put("untested", Why.STOPPED.key)
}

private val Enum<*>.key get() = name.lowercase()

private class JsonObject(private val depth: Int) {
    private val members = mutableListOf<String>()

    fun put(key: String, value: String) = member(key, quoted(value))

    fun put(key: String, value: Long) = member(key, value.toString())

    fun put(key: String, inside: JsonObject.() -> Unit) = member(key, JsonObject(depth + 1).apply(inside).text())

    private fun member(key: String, value: String) {
        members += "${quoted(key)}: $value"
    }

    fun text(): String {
        if (members.isEmpty()) return "{}"
        val pad = "  ".repeat(depth + 1)
        return members.joinToString(",\n", "{\n", "\n${"  ".repeat(depth)}}") { pad + it }
    }
}

private fun json(inside: JsonObject.() -> Unit) = JsonObject(0).apply(inside).text()

private fun quoted(text: String) = text.asIterable().joinToString("", "\"", "\"") {
    when {
        it == '"' || it == '\\' -> "\\$it"
        it < ' ' -> "\\u%04x".format(it.code)
        else -> it.toString()
    }
}
