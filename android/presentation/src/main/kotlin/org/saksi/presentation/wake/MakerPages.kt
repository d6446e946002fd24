package org.saksi.presentation.wake

/** What is to be done on the page that is opened. */
enum class WakeCard {
    /** A list of apps that may start by themselves. */
    AUTOSTART,

    /** A page about the battery, on which apps are put to sleep. */
    BATTERY,

    /** The page of this app in the phone's settings. */
    OTHER,
}

/** One line of `oem.csv`. [target] is a component (`package/class`) or the name of an action. */
data class MakerPage(val maker: String, val target: String, val card: WakeCard)

/** Reads `oem.csv`: `maker,target,card`; a line that begins with # is a remark, one that is wrong is left out. */
fun readMakerPages(csv: String): List<MakerPage> = csv.lines().filterNot { it.isBlank() || it.startsWith("#") }.mapNotNull { line ->
    val cells = line.split(",").map { it.trim() }
    val card = WakeCard.entries.firstOrNull { it.name.lowercase() == cells.getOrNull(2) }
    if (cells.size == 3 && cells[0].isNotEmpty() && card != null) MakerPage(cells[0].lowercase(), cells[1], card) else null
}
