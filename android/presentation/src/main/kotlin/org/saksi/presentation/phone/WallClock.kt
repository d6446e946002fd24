package org.saksi.presentation.phone

import kotlin.math.abs

/**
 * Does the phone's clock look wrong? Before the app was made it cannot be now; and satellites know
 * better, where they told ([offsetMs]: wall clock minus satellite time).
 */
fun isClockWrong(wallMs: Long, offsetMs: Long?): Boolean = wallMs < MADE_MS || (offsetMs != null && abs(offsetMs) > SLACK_MS)

/** 1 November 2026, UTC. Raised with every release. */
const val MADE_MS = 1_793_491_200_000L

private const val SLACK_MS = 10 * 60_000L
