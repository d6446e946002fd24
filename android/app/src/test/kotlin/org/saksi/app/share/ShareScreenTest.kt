package org.saksi.app.share

import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.saksi.app.rig.ScreenRig
import org.saksi.app.rig.ScreenTest
import org.saksi.core.Faces
import org.saksi.presentation.share.PhotoPlace
import org.saksi.presentation.share.ShareEvent
import org.saksi.presentation.share.ShareState

class ShareScreenTest : ScreenTest() {
    @get:Rule
    val screen = ScreenRig()
    private val done = mutableListOf<ShareEvent>()

    private fun shoot(name: String, state: ShareState) = screen.shoot(name) { ShareView(state) { done += it } }

    private fun tap(state: ShareState, vararg texts: String) {
        screen.show { ShareView(state) { done += it } }
        for (text in texts) {
            screen.rule.onNodeWithText(text).run {
                runCatching { performScrollTo() }
                performClick()
            }
        }
    }

    @Test
    fun `which report, or a new one`() = shoot("share-choose", ShareSamples.choose)

    @Test
    fun `no form asks for a photo`() = shoot("share-nowhere", ShareSamples.nowhere)

    @Test
    fun `where it is from`() = shoot("share-origin", ShareSamples.origin)

    @Test
    fun `who is in it`() = shoot("share-faces", ShareSamples.faces)

    @Test
    fun `the other app took it back`() = shoot("share-gone", ShareSamples.gone)

    @Test
    fun `each row leads where it says`() {
        tap(ShareSamples.choose, "Foto rinci", "Izin dan wilayah tambang", "Jangan pakai foto ini")
        tap(ShareSamples.origin, "Saya sendiri, dengan kamera HP", "Tidak tahu")
        tap(ShareSamples.faces, "Ada anak")
        assertEquals(
            listOf(
                ShareEvent.For(PhotoPlace("d1", "Foto rinci")), ShareEvent.OpenDraft("d2"), ShareEvent.LeaveOut,
                ShareEvent.From("Diambil sendiri dengan kamera HP, di luar aplikasi ini."),
                ShareEvent.From("Pelapor tidak tahu dari mana foto ini."), ShareEvent.HasFaces(Faces.CHILDREN),
            ),
            done,
        )
    }
}
