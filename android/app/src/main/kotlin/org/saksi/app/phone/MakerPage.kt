package org.saksi.app.phone

import android.content.ActivityNotFoundException
import android.content.ComponentName
import android.content.Context
import android.content.Intent

/** The first of the maker's own pages that opens; else the page of this app in the phone's settings, which every phone has. */
fun Context.openMakerPage(targets: List<String>) {
    if (targets.none { opens(it) }) openAppSettings()
}

/** Tried and not asked beforehand: from Android 11 on other apps are out of sight, and yet can be started by their names. */
private fun Context.opens(target: String): Boolean = try {
    startActivity(ComponentName.unflattenFromString(target)?.let { Intent().setComponent(it) } ?: Intent(target))
    true
} catch (_: ActivityNotFoundException) {
    false
} catch (_: SecurityException) {
    // The page is there and no other app may open it.
    false
}
