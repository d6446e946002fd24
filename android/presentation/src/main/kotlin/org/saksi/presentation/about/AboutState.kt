package org.saksi.presentation.about

/** Versions for a bug report; the rest of the page is words. */
data class AboutState(val app: String, val core: String, val schema: Int)
