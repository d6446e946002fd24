package org.saksi.app.bench

import kotlinx.coroutines.Dispatchers
import org.saksi.app.Graph
import org.saksi.app.SaksiApplication
import org.saksi.app.rig.CoreRig
import org.saksi.app.rig.RigClocks
import org.saksi.core.Field
import org.saksi.core.KeyVault
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.core.Gate
import org.saksi.presentation.core.Invitation
import org.saksi.presentation.join.HandedFile
import org.saksi.presentation.trial.Unheard
import java.io.File

/** Hides nothing: the Rust player must open the same store, and neither side is to wait for Argon2. Benches only. */
object OpenVault : KeyVault {
    override fun wrap(key: ByteArray) = key
    override fun unwrap(wrapped: ByteArray) = wrapped
    override fun destroyKey() = Unit
    override fun endorse(challenge: ByteArray) = emptyList<ByteArray>()
}

/** A phone that has worked for years, made by the core's own calls once and kept under `target/bench`. */
class BenchHome(private val rig: CoreRig) {
    private val dir = File(checkNotNull(System.getProperty("saksi.bench")) { "run it by `./x bench android`" })
    private val records = System.getProperty("saksi.bench.records").toInt()
    val profile = File(dir, "home-$records")
    private val clocks = RigClocks()

    fun open() = Field.open(profile.path, OpenVault, clocks, null)

    /** [records] signed reports, of which the hub has all but the last [WAITING]. */
    fun made(): BenchHome = apply {
        if (File(profile, "projects").isDirectory && File(profile, "whole").exists()) return@apply
        profile.deleteRecursively()
        rig.startHub()
        Field.join(profile.path, OpenVault, clocks, rig.card(1), rig.projectFile()).use { core ->
            core.installForm(BenchForms.form("RUTIN", 12).toByteArray())
            core.installForm(BenchForms.form("LIMARATUS", 500).toByteArray())
            repeat(records - WAITING) { report(core, it) }
            core.sync(Unheard)
            repeat(WAITING) { report(core, it) }
        }
        File(profile, "whole").writeText("")
    }

    private fun report(core: Field, number: Int) {
        val draft = core.start("RUTIN")
        for (question in 0 until 3) core.answerText(draft, core.findQuestion(draft, "q$question"), "${number + question}")
        core.submit(draft)
    }

    /** A store with a form of so many questions, in which nothing was reported. */
    fun withForm(questions: Int): Field {
        val home = File(dir, "form-$questions").apply { deleteRecursively() }
        val core = Field.join(home.path, OpenVault, clocks, rig.card(2), rig.projectFile())
        core.installForm(BenchForms.form("BESAR", questions).toByteArray())
        return core
    }

    fun homeOf(questions: Int) = File(dir, "form-$questions")

    fun tell(name: String, text: String) = File(dir, name).writeText(text)

    private companion object {
        const val WAITING = 20
    }
}

/** The same forms as `tests/bench` measures: whole numbers, one question a screen. */
object BenchForms {
    fun form(id: String, questions: Int): String {
        val leaves = (0 until questions).joinToString("") { "<q$it/>" }
        val binds = (0 until questions).joinToString("") { "<bind nodeset=\"/data/q$it\" type=\"int\"/>" }
        val body = (0 until questions).joinToString("") { "<input ref=\"/data/q$it\"><label>Pertanyaan $it</label></input>" }
        return """<?xml version="1.0"?>
            <h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>$id</h:title><model>
            <instance><data id="$id" version="1">$leaves<meta><instanceID/></meta></data></instance>$binds
            <bind nodeset="/data/meta/instanceID" type="string" readonly="true()" jr:preload="uid"
            xmlns:jr="http://openrosa.org/javarosa"/></model></h:head><h:body>$body</h:body></h:html>"""
    }
}

/** The app's graph over nothing that sends or asks a PIN. */
class BenchApplication : SaksiApplication() {
    override fun makeGraph(): Graph {
        val rig = checkNotNull(rig) { "the bench sets it before the activity starts" }
        val kept = rig.graph()
        return Graph(NoGate, kept.settings, HandedFile(File(rig.home, "handed")), Dispatchers.IO, kept.phone)
    }

    companion object {
        var rig: CoreRig? = null
    }
}

/** Somebody joined; the bench opens by itself. */
private object NoGate : Gate {
    override fun isJoined() = true
    override fun preview(card: String, file: ByteArray?): Invitation = error("not here")
    override fun join(card: String, file: ByteArray?, pin: String): FieldCore = error("not here")
    override fun open(pin: String): FieldCore = error("not here")
    override fun changePin(old: String, new: String) = error("not here")
    override fun practise(like: FieldCore?): FieldCore = error("not here")
    override fun wipePractice() = Unit
    override fun trial(): FieldCore = error("not here")
    override fun wipeTrial() = Unit
}
