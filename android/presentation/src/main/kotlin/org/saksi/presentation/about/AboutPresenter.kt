package org.saksi.presentation.about

import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.asStateFlow
import org.saksi.presentation.Presenter
import org.saksi.presentation.route.BackStack

/** What leaves the phone, licences, versions. */
class AboutPresenter(versions: AboutState, private val routes: BackStack) : Presenter<AboutState, AboutEvent> {
    override val state = MutableStateFlow(versions).asStateFlow()

    override fun on(event: AboutEvent) {
        when (event) {
            AboutEvent.Back -> routes.back()
        }
    }
}
