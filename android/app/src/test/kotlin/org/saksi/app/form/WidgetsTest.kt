package org.saksi.app.form

import org.junit.Assert.assertEquals
import org.junit.Rule
import org.saksi.app.rig.AppRig
import org.saksi.app.rig.ScreenTest
import org.saksi.core.Answer
import org.saksi.presentation.core.FieldCore

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

    protected fun FieldCore.holds(draft: String, vararg wanted: Pair<String, Answer>) =
        assertEquals(wanted.toList(), wanted.map { (name, _) -> name to stored(draft, name) })

    private companion object {
        val IN_XFORM = setOf("y_fence", "l_long")
    }
}
