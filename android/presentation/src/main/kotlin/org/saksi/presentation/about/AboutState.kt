package org.saksi.presentation.about

/** Versions for a bug report; how large the app is that can be handed on. The rest of the page is words. */
data class AboutState(val app: String, val core: String, val schema: Int, val appBytes: Long)
