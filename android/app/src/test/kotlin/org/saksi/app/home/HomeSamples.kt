package org.saksi.app.home

import org.saksi.core.Advice
import org.saksi.core.FormInfo
import org.saksi.presentation.core.Failure
import org.saksi.presentation.home.DraftCard
import org.saksi.presentation.home.HomeState
import org.saksi.presentation.home.SyncWords
import org.saksi.presentation.phone.SpaceLeft

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
        drafts = listOf(DraftCard("d1", "Lingkungan dan keselamatan", THEN)), forms = forms, waitsForHub = false, space = SpaceLeft.ENOUGH,
        sync = SyncWords(reportsWaiting = 3, photosWaiting = 5, lastMs = THEN, running = false), failure = null,
    )
    val allReceived = working.copy(drafts = emptyList(), sync = SyncWords(0, 0, THEN, running = false))
    val offline = working.copy(failure = Failure("offline", Advice.RETRY))
    val newcomer = working.copy(drafts = emptyList(), forms = emptyList(), waitsForHub = true, sync = SyncWords(0, 0, null, running = false))
    val full = working.copy(drafts = emptyList(), space = SpaceLeft.NONE)
    val loading = working.copy(ready = false, sync = null, drafts = emptyList(), forms = emptyList())
}
