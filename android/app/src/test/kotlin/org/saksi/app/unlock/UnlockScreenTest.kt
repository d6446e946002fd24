package org.saksi.app.unlock

import org.junit.Rule
import org.junit.Test
import org.saksi.app.rig.ScreenRig
import org.saksi.app.rig.ScreenTest
import org.saksi.core.Advice
import org.saksi.presentation.core.Failure
import org.saksi.presentation.unlock.UnlockState

class UnlockScreenTest : ScreenTest() {
    @get:Rule
    val screen = ScreenRig()

    @Test
    fun `a locked phone shows a pad and no name`() =
        screen.shoot("unlock") { UnlockView(UnlockState(entered = 2, busy = false, failure = null)) {} }

    @Test
    fun `a wrong PIN is told`() = screen.shoot("unlock-wrong") {
        UnlockView(UnlockState(entered = 0, busy = false, failure = Failure("vault_passphrase", Advice.ASK))) {}
    }
}
