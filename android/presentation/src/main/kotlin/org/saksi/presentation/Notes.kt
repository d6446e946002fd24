package org.saksi.presentation

/**
 * Short texts of one screen that outlive the process (the phone kills the app behind a camera or a
 * call): which step, what is being typed. Never a PIN, a key or an answer: answers are the core's.
 */
interface Notes {
    operator fun get(name: String): String?

    /** Null forgets it. */
    operator fun set(name: String, text: String?)

    /** The same notes under a prefix, so that two screens do not share a name. */
    fun of(screen: String): Notes = Under(this, "$screen.")
}

private class Under(private val notes: Notes, private val prefix: String) : Notes {
    override fun get(name: String) = notes[prefix + name]
    override fun set(name: String, text: String?) = notes.set(prefix + name, text)
}

/** Notes that live as long as this object: for tests, and where nothing needs to outlive. */
class MemoryNotes : Notes {
    private val texts = mutableMapOf<String, String>()
    override fun get(name: String) = texts[name]
    override fun set(name: String, text: String?) {
        if (text == null) texts.remove(name) else texts[name] = text
    }
}
