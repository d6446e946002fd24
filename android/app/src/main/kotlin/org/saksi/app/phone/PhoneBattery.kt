package org.saksi.app.phone

import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.os.BatteryManager
import org.saksi.presentation.phone.Battery
import org.saksi.presentation.phone.Charge

/** What the phone last said of its battery; asked, not followed. */
class PhoneBattery(private val context: Context) : Battery {
    override fun charge(): Charge? {
        val told = context.registerReceiver(null, IntentFilter(Intent.ACTION_BATTERY_CHANGED)) ?: return null
        val level = told.getIntExtra(BatteryManager.EXTRA_LEVEL, -1)
        val full = told.getIntExtra(BatteryManager.EXTRA_SCALE, -1)
        if (level < 0 || full <= 0) return null
        return Charge(level * PERCENT / full, told.getIntExtra(BatteryManager.EXTRA_PLUGGED, 0) != 0)
    }

    private companion object {
        const val PERCENT = 100
    }
}
