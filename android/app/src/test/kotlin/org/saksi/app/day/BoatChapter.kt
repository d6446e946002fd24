package org.saksi.app.day

import org.junit.Test
import org.saksi.app.rig.unlock

/** She comes back to the same question with the same answer, goes on, and the battery is empty. */
class BoatChapter : Chapter() {
    @Test
    fun `a new process stands at the same question with the same answers, until the battery is empty`() {
        app.start(saved)
        app.unlock()
        app.await("Hasil ikan sekarang bagaimana? (wajib)")
        awaitPicked("Berkurang")
        golden("day-07-after-the-end", "Hasil ikan sekarang bagaimana?", "How is the catch now?")
        repeat(BACK_TO_THE_PHOTO) { app.tap("Kembali") }
        app.await("Foto air jernih di dekatnya")
        app.await("Ambil foto lagi")
        repeat(BACK_TO_THE_PHOTO) { app.tap("Lanjut") }
        awaitPicked("Berkurang")
        robot.next()
        picks("Kemarin hujan?", "Ya")
        robot.next()
        picks("Air pasang atau surut?", "Surut")
        killed()
    }

    private companion object {
        /** Catch, place on the map, how it is shown, where she stands, faces. */
        const val BACK_TO_THE_PHOTO = 5
    }
}
