package org.saksi.presentation.records

import org.saksi.core.ReportFilter

sealed interface RecordsEvent {
    data object Shown : RecordsEvent

    data class Filter(val filter: ReportFilter) : RecordsEvent

    data object More : RecordsEvent

    data class Open(val record: String) : RecordsEvent

    data object Conflicts : RecordsEvent

    data object Back : RecordsEvent
}
