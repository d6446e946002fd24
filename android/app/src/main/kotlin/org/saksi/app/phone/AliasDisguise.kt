package org.saksi.app.phone

import android.content.ComponentName
import android.content.Context
import android.content.pm.PackageManager
import org.saksi.presentation.phone.Disguise

/**
 * Opens one of the manifest's two doors and shuts the other, for people and for photos; the new one first, so that one is
 * always open.
 */
class AliasDisguise(private val context: Context) : Disguise {
    override fun wear(on: Boolean) {
        for (door in DOORS) {
            set((if (on) QUIET else PLAIN) + door, PackageManager.COMPONENT_ENABLED_STATE_ENABLED)
            set((if (on) PLAIN else QUIET) + door, PackageManager.COMPONENT_ENABLED_STATE_DISABLED)
        }
    }

    private fun set(door: String, state: Int) {
        val name = ComponentName(context.packageName, "org.saksi.app.$door")
        context.packageManager.setComponentEnabledSetting(name, state, PackageManager.DONT_KILL_APP)
    }

    private companion object {
        const val PLAIN = "Plain"
        const val QUIET = "Quiet"
        val DOORS = listOf("Door", "ShareDoor")
    }
}
