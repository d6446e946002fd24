package org.saksi.app.phone

import android.content.Context
import androidx.lifecycle.SavedStateHandle
import org.saksi.presentation.Notes

/** Outlives the process: what the phone keeps for an activity that it ended. */
class SavedNotes(private val saved: SavedStateHandle) : Notes {
    override fun get(name: String): String? = saved[name]

    override fun set(name: String, text: String?) {
        if (text == null) saved.remove<String>(name) else saved[name] = text
    }
}

/** Outlives a restart of the phone: for the settings. */
class PreferenceNotes(context: Context) : Notes {
    private val preferences = context.getSharedPreferences("settings", Context.MODE_PRIVATE)

    override fun get(name: String): String? = preferences.getString(name, null)

    override fun set(name: String, text: String?) = preferences.edit().putString(name, text).apply()
}
