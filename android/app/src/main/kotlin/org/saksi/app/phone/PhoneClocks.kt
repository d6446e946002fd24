package org.saksi.app.phone

import android.content.Context
import android.os.SystemClock
import android.provider.Settings
import org.saksi.core.Env
import java.util.TimeZone

/** The phone's clocks for the core. Satellite time comes with the GPS adapter. */
class PhoneClocks(private val context: Context) : Env {
    override fun nowMs() = System.currentTimeMillis()

    override fun zoneMin() = (TimeZone.getDefault().getOffset(nowMs()) / MS_PER_MINUTE).toShort()

    override fun bootId() =
        Settings.Global.getInt(context.contentResolver, Settings.Global.BOOT_COUNT, 0).coerceAtLeast(0).toULong()

    override fun sinceBootMs() = SystemClock.elapsedRealtime().toULong()

    override fun gnssMs(): Long? = null

    private companion object {
        const val MS_PER_MINUTE = 60_000
    }
}
