package org.saksi.presentation.records

sealed interface RecordsEvent {
    data object Shown : RecordsEvent

    data class Filter(val filter: RecordsFilter) : RecordsEvent

    data object More : RecordsEvent

    data class Open(val record: String) : RecordsEvent

    data object Conflicts : RecordsEvent

    data object Back : RecordsEvent
}
