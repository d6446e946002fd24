package org.saksi.app.parts

import androidx.compose.runtime.Composable
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.SemanticsMatcher.Companion.expectValue
import androidx.compose.ui.test.SemanticsMatcher.Companion.keyNotDefined
import androidx.compose.ui.test.assert
import androidx.compose.ui.test.hasText
import org.junit.Rule
import org.junit.Test
import org.saksi.app.join.JoinSamples
import org.saksi.app.join.JoinView
import org.saksi.app.join.JoinWays
import org.saksi.app.rig.ScreenRig
import org.saksi.app.rig.ScreenTest
import org.saksi.app.safety.SafetySamples
import org.saksi.app.safety.SafetyView
import org.saksi.app.unlock.UnlockView
import org.saksi.core.Advice
import org.saksi.presentation.core.Failure
import org.saksi.presentation.unlock.UnlockState

/** What TalkBack reads at once, without being asked. */
class HeardTest : ScreenTest() {
    @get:Rule
    val screen = ScreenRig()

    private fun heard(words: String, view: @Composable () -> Unit) {
        screen.show(view = view)
        screen.rule.onNode(hasText(words, substring = true)).assert(expectValue(SemanticsProperties.LiveRegion, LiveRegionMode.Polite))
    }

    @Test
    fun `a wrong PIN`() = heard("PIN salah.") {
        UnlockView(UnlockState(entered = 0, busy = false, failure = Failure("vault_passphrase", Advice.ASK))) {}
    }

    @Test
    fun `a PIN that differs from the first`() = heard("Dua PIN tadi berbeda.") {
        JoinView(JoinSamples.pin.copy(pinsDiffer = true), {}, JoinWays(PermitAsker({}, {}), {}) {})
    }

    @Test
    fun `a new PIN that differs from the first`() = heard("Dua PIN tadi berbeda.") {
        SafetyView(SafetySamples.newPin, {}) {}
    }

    @Test
    fun `a warning, but not what is only told`() {
        heard("belum tersimpan") { WarnCard("Hasil belum tersimpan.", null) }
        screen.show { TellCard("Tersimpan.", null) }
        screen.rule.onNode(hasText("Tersimpan.")).assert(keyNotDefined(SemanticsProperties.LiveRegion))
    }
}
