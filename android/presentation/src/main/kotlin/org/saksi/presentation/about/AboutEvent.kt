package org.saksi.presentation.about

sealed interface AboutEvent {
    data object Back : AboutEvent
}
