package org.saksi.app.rig

import org.saksi.presentation.Notes
import java.io.File
import java.util.Properties

/** Notes in a file, written at once: what a phone's preferences are to the app. */
class FileNotes(private val file: File) : Notes {
    private val texts = Properties().apply { if (file.exists()) file.inputStream().use(::load) }

    override fun get(name: String): String? = texts.getProperty(name)

    override fun set(name: String, text: String?) {
        if (text == null) texts.remove(name) else texts.setProperty(name, text)
        file.outputStream().use { texts.store(it, null) }
    }
}
