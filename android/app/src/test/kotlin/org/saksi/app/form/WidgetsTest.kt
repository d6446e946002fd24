package org.saksi.app.form

import org.junit.Assert.assertEquals
import org.junit.Rule
import org.saksi.app.rig.AppRig
import org.saksi.app.rig.ScreenTest
import org.saksi.core.Answer
import org.saksi.presentation.core.FieldCore
import javax.xml.parsers.DocumentBuilderFactory

/** Each field of [WidgetForm] is filled in on the screen; what the core then has stored is looked at. */
abstract class WidgetsTest : ScreenTest() {
    @get:Rule
    val app = AppRig()
    protected val robot by lazy { FormRobot(app) }

    /** Opens a form of [WidgetForm] at [name]; leaves the app and looks at what is stored. */
    protected fun from(name: String, card: Int, fill: () -> Unit, look: FieldCore.(String) -> Unit) {
        val draft = app.core.joined(card).inCore {
            val form = installForm(if (name in IN_XFORM) WidgetForm.xform else WidgetForm.source).id
            start(form).also { jump(it, findQuestion(it, name)) }
        }
        robot.open(draft)
        fill()
        app.await("Langkah")
        app.assertAccessible()
        app.tap("Simpan dan keluar")
        app.await("Isi laporan baru")
        app.end()
        app.core.inCore { look(draft) }
    }

    /** As the core's answer, and as the text of its element in the instance that ODK would store. */
    protected fun FieldCore.holds(draft: String, vararg wanted: Pair<String, Answer>) {
        assertEquals(wanted.toList(), wanted.map { (name, _) -> name to stored(draft, name) })
        val xml = instanceXml(draft)
        assertEquals(wanted.map { (name, answer) -> name to answer.inXml() }, wanted.map { (name, _) -> name to xml.textOf(name) })
    }

    private fun String.textOf(name: String): String? {
        val document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(byteInputStream())
        return document.getElementsByTagName(name).item(0)?.textContent
    }

    /** What XForms writes for it. */
    private fun Answer.inXml(): String = when (this) {
        is Answer.Text -> v1
        is Answer.Int -> v1.toString()
        is Answer.Decimal -> v1
        is Answer.One -> v1
        is Answer.Many -> v1.joinToString(" ")
        is Answer.Ranking -> v1.joinToString(" ")
        is Answer.Boolean -> if (v1) "1" else "0"
        is Answer.Date -> v1
        is Answer.Time -> v1
        is Answer.DateTime -> v1
        Answer.Acknowledged -> "OK"
        else -> error("its text is looked at where it is answered: $this")
    }

    private companion object {
        val IN_XFORM = setOf("y_fence", "l_long")
    }
}
