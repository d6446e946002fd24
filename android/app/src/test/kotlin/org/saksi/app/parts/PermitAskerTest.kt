package org.saksi.app.parts

import androidx.activity.compose.LocalActivityResultRegistryOwner
import androidx.activity.result.ActivityResultRegistry
import androidx.activity.result.ActivityResultRegistryOwner
import androidx.activity.result.contract.ActivityResultContract
import androidx.compose.runtime.CompositionLocalProvider
import androidx.core.app.ActivityOptionsCompat
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.saksi.app.phone.permissions
import org.saksi.app.rig.ScreenRig
import org.saksi.app.rig.ScreenTest
import org.saksi.presentation.permit.Need

class PermitAskerTest : ScreenTest() {
    @get:Rule
    val screen = ScreenRig()
    private val heard = mutableListOf<Any>()

    /** Android answers with [answers]. */
    private fun ask(need: Need, answers: Map<String, Boolean>) {
        val system = object : ActivityResultRegistry(), ActivityResultRegistryOwner {
            override val activityResultRegistry get() = this

            override fun <I, O> onLaunch(requestCode: Int, contract: ActivityResultContract<I, O>, input: I, options: ActivityOptionsCompat?) {
                dispatchResult(requestCode, answers)
            }
        }
        lateinit var asker: PermitAsker
        screen.show {
            CompositionLocalProvider(LocalActivityResultRegistryOwner provides system) {
                asker = permitAsker({ heard += it }, { heard += "answered" })
            }
        }
        asker.ask(need)
    }

    @Test
    fun `a question that was wiped away unanswered is no refusal`() {
        ask(Need.CAMERA, emptyMap())
        assertEquals(listOf<Any>("answered"), heard)
    }

    @Test
    fun `one that was answered is noted, whatever the answer`() {
        ask(Need.LOCATION, Need.LOCATION.permissions().associateWith { false })
        ask(Need.MICROPHONE, Need.MICROPHONE.permissions().associateWith { true })
        assertEquals(listOf(Need.LOCATION, "answered", Need.MICROPHONE, "answered"), heard)
    }
}
