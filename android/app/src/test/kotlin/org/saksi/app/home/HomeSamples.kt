package org.saksi.app.home

import org.saksi.core.Advice
import org.saksi.core.CodeWords
import org.saksi.core.FormInfo
import org.saksi.presentation.core.Failure
import org.saksi.presentation.home.DraftCard
import org.saksi.presentation.home.HomeState
import org.saksi.presentation.home.SyncWords
import org.saksi.presentation.home.WordCard
import org.saksi.presentation.phone.SpaceLeft
import org.saksi.presentation.report.ToldLine
import org.saksi.presentation.wake.WakeCard

/** States of Home that are worth a picture; not shipped. */
object HomeSamples {
    private fun form(id: String, title: String) = FormInfo(id, "1", "00".repeat(32), title, true)
    private val forms = listOf(
        form("F01", "Izin dan wilayah tambang"), form("F02", "Lingkungan dan keselamatan"), form("F03", "Penerimaan daerah"),
    )

    /** 28 November 2026, 14.05 in Kendari. */
    private const val THEN = 1_795_845_900_000L

    val working = HomeState(
        ready = true, projectName = "Pantau Lasolo", picture = "penyu_biru",
        returned = emptyList(), news = emptyList(), isNew = false,
        drafts = listOf(DraftCard("d1", "Lingkungan dan keselamatan", THEN)), forms = forms, waitsForHub = false, space = SpaceLeft.ENOUGH,
        sync = SyncWords(reportsWaiting = 3, photosWaiting = 5, lastMs = THEN, running = null), shared = 0, wake = null,
        practice = false, failure = null,
    )
    private val again = CodeWords("Foto kabur. Ambil lagi dari tempat yang sama.", "Photo blurred. Take it again from the same place.")
    private val blurred = ToldLine("submission.return", again, "return_reason/blur", "Yang dekat dermaga", THEN)
    private val accepted = ToldLine("submission.accept", null, null, null, THEN)
    val told = working.copy(
        sync = SyncWords(0, 0, THEN, running = null),
        returned = listOf(WordCard("0e".repeat(32), "Lingkungan dan keselamatan", blurred, number = null)),
        news = listOf(WordCard("0f".repeat(32), "Izin dan wilayah tambang", accepted, number = null)),
    )
    val numbered = told.copy(
        returned = emptyList(),
        news = listOf(WordCard("0e".repeat(32), title = null, blurred.copy(reason = null, prompt = null, note = null), "0417-2290")),
    )
    val asleep = working.copy(drafts = emptyList(), wake = WakeCard.AUTOSTART)
    val shared = working.copy(shared = 2)
    val allReceived = working.copy(drafts = emptyList(), sync = SyncWords(0, 0, THEN, running = null))
    val offline = working.copy(failure = Failure("offline", Advice.RETRY))
    val newcomer = working.copy(drafts = emptyList(), forms = emptyList(), waitsForHub = true, sync = SyncWords(0, 0, null, running = null))
    val first = working.copy(drafts = emptyList(), isNew = true, sync = SyncWords(0, 0, null, running = null))
    val practice = first.copy(sync = null, practice = true)
    val full = working.copy(drafts = emptyList(), space = SpaceLeft.NONE)
    val loading = working.copy(ready = false, sync = null, drafts = emptyList(), forms = emptyList())
}
