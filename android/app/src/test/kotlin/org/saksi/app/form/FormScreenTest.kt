package org.saksi.app.form

import androidx.compose.runtime.Composable
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import org.junit.Assert.assertEquals
import org.junit.Rule
import org.junit.Test
import org.saksi.app.parts.PermitAsker
import org.saksi.app.rig.ScreenRig
import org.saksi.app.rig.ScreenTest
import org.saksi.core.Answer
import org.saksi.core.RowView
import org.saksi.presentation.form.FormEvent
import org.saksi.presentation.form.FormState

class FormScreenTest : ScreenTest() {
    @get:Rule
    val screen = ScreenRig()
    private val done = mutableListOf<FormEvent>()

    @Composable
    private fun Form(state: FormState) = FormView(state, { done += it }, FormDoors(PermitAsker({}, {}), { _, _ -> }, {}) {})

    private fun shoot(name: String, state: FormState) = screen.shoot("form-$name") { Form(state) }

    @Test
    fun `a number that the form refuses`() = shoot("refused", FormSamples.refused)

    @Test
    fun `one of a list`() = shoot("select", FormSamples.select)

    @Test
    fun `Stop`() = shoot("stop", FormSamples.stop)

    @Test
    fun `a scale and columns on one screen`() = shoot("grids", FormSamples.grids)

    @Test
    fun `a range and stars`() = shoot("ranges", FormSamples.ranges)

    @Test
    fun `a long list`() = shoot("search", FormSamples.search)

    @Test
    fun `a photo that was taken`() = shoot("photo", FormSamples.photoTaken)

    @Test
    fun `a row of a repeat`() = shoot("row", FormSamples.repeatRow)

    @Test
    fun `one more row`() = shoot("add-row", FormSamples.addRow)

    @Test
    fun `a row is about to go`() = shoot("remove-row", FormSamples.removing)

    @Test
    fun `it is asked why a sent report was changed`() = shoot("reason", FormSamples.reason)

    @Test
    fun `a calendar`() = shoot("calendar", FormSamples.calendar)

    @Test
    fun `the end with things missing`() = shoot("missing", FormSamples.missing)

    @Test
    fun `the end with nothing missing`() = shoot("ready", FormSamples.ready)

    @Test
    fun `all questions`() = shoot("overview", FormSamples.overview)

    @Test
    fun `a sheet to sign on`() = shoot("drawing", FormSamples.drawing)

    @Test
    fun `a recording`() = shoot("recording", FormSamples.recording)

    @Test
    fun `a label and choices with pictures and sounds`() = shoot("label-media", FormSamples.labelMedia)

    @Test
    fun `choices as pictures`() = shoot("picture-cards", FormSamples.pictureCards)

    @Test
    fun `a code to be scanned or typed`() = shoot("barcode", FormSamples.barcode)

    @Test
    fun `a code before the camera`() = shoot("scanning", FormSamples.scanning)

    @Test
    fun `a list that has not come`() = shoot("missing-list", FormSamples.listMissing)

    @Test
    fun `a recording that can be heard`() = shoot("recorded", FormSamples.recorded)

    @Test
    fun `the compass`() = shoot("compass", FormSamples.aiming)

    @Test
    fun `taps tell what they say`() {
        tap(FormSamples.select, "Dari perahu", "Hapus jawaban", "Daftar pertanyaan", "Simpan dan keluar", "Kembali", "Lanjut")
        tap(FormSamples.missing, "Foto air keruh", "Hapus draf")
        tap(FormSamples.ready, "Selesai, siap kirim")
        tap(FormSamples.repeatRow, "Hapus yang ini")
        tap(FormSamples.overview, "Nama kegiatan", "Ke akhir")
        val place = FormSamples.select.view!!.questions.single().place
        val events = listOf(
            FormEvent.Chosen(place, Answer.One("water")), FormEvent.Chosen(place, null), FormEvent.Overview(true), FormEvent.Leave,
            FormEvent.Previous, FormEvent.Next, FormEvent.Jump("foto air keruh"), FormEvent.AskDiscard, FormEvent.Submit,
            FormEvent.AskRemoveRow(RowView("r[00]", 2u, 3u, true), "Kegiatan untuk desa lingkar tambang"),
            FormEvent.Jump("nama kegiatan"), FormEvent.Jump(null),
        )
        assertEquals(events, done)
    }

    private fun tap(state: FormState, vararg texts: String) {
        screen.show { Form(state) }
        for (text in texts) {
            screen.rule.onNodeWithText(text).run {
                runCatching { performScrollTo() }
                performClick()
            }
        }
    }
}
