package org.saksi.presentation.wake

import org.junit.Assert.assertEquals
import org.junit.Test

class MakerPagesTest {
    @Test
    fun `remarks and lines that are wrong are left out, the rest is read in its order`() {
        val csv = """
            # maker,target,card
            Oppo , com.a/b.C , autostart

            samsung,android.settings.X,battery
            vivo,com.a/b.C,magic
            vivo,com.a/b.C
            ,com.a/b.C,battery
        """.trimIndent()
        val read = listOf(MakerPage("oppo", "com.a/b.C", WakeCard.AUTOSTART), MakerPage("samsung", "android.settings.X", WakeCard.BATTERY))
        assertEquals(read, readMakerPages(csv))
    }
}
