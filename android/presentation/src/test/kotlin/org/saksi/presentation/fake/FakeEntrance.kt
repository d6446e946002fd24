package org.saksi.presentation.fake

import kotlinx.coroutines.CoroutineDispatcher
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.core.Outcome
import org.saksi.presentation.core.attempt
import org.saksi.presentation.shell.Entrance

/** The way in, as the app's: what came in stands in [entered]. */
class FakeEntrance(private val background: CoroutineDispatcher) : Entrance {
    var entered: FieldCore? = null

    /** Was the app locked while it was opened? */
    var isLockedMeanwhile = false

    override suspend fun enter(open: () -> FieldCore): Outcome<Boolean> = when (val opened = attempt(background, open)) {
        is Outcome.Failed -> opened
        is Outcome.Done -> {
            if (!isLockedMeanwhile) entered = opened.value
            Outcome.Done(!isLockedMeanwhile)
        }
    }
}
