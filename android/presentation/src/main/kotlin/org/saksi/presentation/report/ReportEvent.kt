package org.saksi.presentation.report

sealed interface ReportEvent {
    data object Shown : ReportEvent

    /** As a new revision; what was signed stays. */
    data object Edit : ReportEvent

    data object SendAgain : ReportEvent

    data object Conflicts : ReportEvent

    data object AskWithdraw : ReportEvent

    data class Reason(val reason: WithdrawReason) : ReportEvent

    data object Withdraw : ReportEvent

    data object KeepIt : ReportEvent

    data object Back : ReportEvent
}
