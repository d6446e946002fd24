package org.saksi.app.day

import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isSelected
import org.junit.Rule
import org.saksi.app.form.FormRobot
import org.saksi.app.rig.AppRig
import org.saksi.app.rig.CoreRig
import org.saksi.app.rig.RigJpeg
import org.saksi.app.rig.ScreenTest
import org.saksi.app.rig.photograph
import java.io.File

/**
 * A part of the day, run by [DayTest] in a process of its own over a folder that the whole day shares. Mill
 * does not find it: `build.mill` leaves out what ends in `Chapter`.
 */
abstract class Chapter : ScreenTest() {
    private val folder = File(checkNotNull(System.getProperty(FOLDER)) { "DayTest plays the chapters" })

    @get:Rule
    val app = AppRig(CoreRig(folder))
    protected val robot by lazy { FormRobot(app) }

    /** What the phone keeps of an app behind another one. */
    protected val saved = File(folder, "saved")
    protected val record = File(folder, RECORD)

    protected fun picks(question: String, answer: String) {
        robot.pick(question, answer)
        awaitPicked(answer)
    }

    /** The core has it: a choice is drawn as taken once it is stored. */
    protected fun awaitPicked(answer: String) = app.until("\"$answer\", picked,") {
        app.compose.onAllNodes(hasText(answer) and isSelected()).fetchSemanticsNodes().size == 1
    }

    protected fun photographs(question: String, scene: Int, button: String = "Ambil foto") {
        app.await(question)
        app.core.phone.camera.photo = RigJpeg.scene(scene)
        app.photograph(button)
    }

    /** A picture that changed is told once the day is over: one run shows all of them. */
    protected fun golden(name: String, vararg words: String) = app.golden(name, *words).forEach { File(folder, CHANGED).appendText("$it\n") }

    /** The end of the process as the phone does it: nobody is asked, nothing is closed. */
    protected fun killed(): Nothing {
        Runtime.getRuntime().halt(KILLED)
        error("halted")
    }

    companion object {
        const val FOLDER = "saksi.day"
        const val RECORD = "record"
        const val CHANGED = "changed"

        /** What a shell answers of a process that was killed. */
        const val KILLED = 137
    }
}
