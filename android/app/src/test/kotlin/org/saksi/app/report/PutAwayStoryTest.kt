package org.saksi.app.report

import androidx.compose.ui.test.onAllNodesWithText
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.saksi.app.rig.AppRig
import org.saksi.app.rig.ScreenTest
import org.saksi.app.rig.go
import org.saksi.app.rig.photograph
import org.saksi.app.rig.send
import org.saksi.app.rig.unlock
import org.saksi.core.FieldException
import org.saksi.core.FieldValue
import org.saksi.core.PathState
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.route.Route

/** A report that is dangerous to be found with, over the real core and a real hub. */
class PutAwayStoryTest : ScreenTest() {
    @get:Rule
    val app = AppRig()

    private val form = """
        | survey |
        | | type | name | label |
        | | text | site | Tempat? |
        | | image | photo | Foto |
        | | select_one risk | risk | Kalau orang tahu Ibu/Bapak yang melapor, apa berbahaya? |
        | choices |
        | | list_name | name | label |
        | | risk | ok | Aman |
        | | risk | high | Sangat berisiko |
        | settings |
        | | form_title | form_id | version |
        | | Jalan di hutan | T9 | 1 |
    """.trimIndent().toByteArray()

    private fun FieldCore.reported(risk: String): String {
        val draft = start("T9")
        answerText(draft, "site", "Lasolo")
        answerText(draft, "risk", risk)
        photograph(draft)
        return checkNotNull(submit(draft)) { "a new report is a record" }
    }

    private fun lines(text: String) = app.compose.onAllNodesWithText(text, substring = true).fetchSemanticsNodes().size

    @Test
    fun `a report of high risk is a number once the hub has it, and its photo is gone from the phone`() {
        val risky = app.core.joined(1).inCore {
            installForm(form)
            reported("ok")
            reported("high")
        }
        app.core.startHub()
        app.start()
        app.unlock()
        app.await("Isi laporan baru")
        app.go(Route.Records)
        app.await("Jalan di hutan")
        assertEquals("both wait on this phone", 2, lines("Jalan di hutan"))
        app.send()
        app.go(Route.Records)
        app.await("Laporan nomor")
        assertEquals("the other stays", 1, lines("Jalan di hutan"))
        app.shot("put-away-1-records")
        app.model.shell.backStack.go(Route.Report(risky))
        app.await("Laporan ini sudah di pusat, lengkap dengan fotonya.")
        assertEquals(0, lines("Lasolo") + lines("Jalan di hutan") + lines("Ubah"))
        app.shot("put-away-2-report")
        app.end()
        app.core.supervise("review", "return", risky, "reason=blur", "note=di hutan itu")
        app.start()
        app.unlock()
        app.await("Isi laporan baru")
        app.send()
        app.go(Route.Home)
        app.await("Ada kabar. Sebut nomor ini kepada petugas.")
        assertEquals(0, lines("Foto kabur") + lines("di hutan itu"))
        app.shot("put-away-3-home")
        app.end()
        val (number, codes) = app.core.inCore {
            val photos = placed().size
            assertEquals("the map shows the other photo alone", 1, photos)
            report(risky).putAway to evidenceOf(risky)
        }
        assertEquals(listOf("not_here", "not_here"), codes)
        assertEquals("the officer finds it by that number", risky, found(checkNotNull(number) { "it is put away" }))
    }

    /** Why the original and the small picture of a report's photo cannot be opened. */
    private fun FieldCore.evidenceOf(report: String): List<String> {
        val photo = fold(report).fields.firstNotNullOf { (it.state as? PathState.Value)?.v1 as? FieldValue.Bytes }
        val id = photo.v1.joinToString("") { "%02x".format(it) }
        return listOf("original", "preview").map { role ->
            try {
                "opened ${openBlob(id, role).size}"
            } catch (refused: FieldException.Failed) {
                refused.code
            }
        }
    }

    private fun found(number: String): String {
        val said = app.core.supervise("records", "--number", number, "--json")
        return Regex("\"record\":\\s*\"([0-9a-f]{64})\"").findAll(said).single().groupValues[1]
    }
}
