package org.saksi.app.phone

import android.content.ActivityNotFoundException
import android.content.Context
import android.content.Intent
import android.provider.Settings

/** A page of the phone's own settings. */
enum class SystemPage(val action: String) {
    DATE(Settings.ACTION_DATE_SETTINGS),
    LOCATION(Settings.ACTION_LOCATION_SOURCE_SETTINGS),
    BATTERY(Settings.ACTION_BATTERY_SAVER_SETTINGS),
}

/** Opens the page; on a phone that hides it, the first page of the settings. */
fun Context.open(page: SystemPage) = try {
    startActivity(Intent(page.action))
} catch (_: ActivityNotFoundException) {
    startActivity(Intent(Settings.ACTION_SETTINGS))
}
