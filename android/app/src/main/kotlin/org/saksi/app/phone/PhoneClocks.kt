package org.saksi.app.phone

import android.content.Context
import android.os.SystemClock
import android.provider.Settings
import org.saksi.core.Env
import java.util.TimeZone

/** The phone's clocks for the core; [satellites] knows the time once there was a fix. */
class PhoneClocks(private val context: Context, private val satellites: SatelliteClock) : Env {
    override fun nowMs() = System.currentTimeMillis()

    override fun zoneMin() = (TimeZone.getDefault().getOffset(nowMs()) / MS_PER_MINUTE).toShort()

    override fun bootId() =
        Settings.Global.getInt(context.contentResolver, Settings.Global.BOOT_COUNT, 0).coerceAtLeast(0).toULong()

    override fun sinceBootMs() = SystemClock.elapsedRealtime().toULong()

    override fun gnssMs(): Long? = satellites.nowMs()

    private companion object {
        const val MS_PER_MINUTE = 60_000
    }
}
