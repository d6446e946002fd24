package org.saksi.presentation.settings

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import org.saksi.presentation.Presenter
import org.saksi.presentation.Settings
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.Failure
import org.saksi.presentation.core.Gate
import org.saksi.presentation.core.orElse
import org.saksi.presentation.phone.Space
import org.saksi.presentation.phone.SpaceLeft
import org.saksi.presentation.route.BackStack
import org.saksi.presentation.route.Route
import org.saksi.presentation.shell.Entrance

/** The way into practice; who is in practice has none. */
class PracticeDoor(val gate: Gate, val entrance: Entrance)

/** Language, look, room; and the ways to sending, safety, practice and about. */
class SettingsPresenter(
    private val core: Core,
    private val routes: BackStack,
    private val settings: Settings,
    private val space: Space,
    private val practice: PracticeDoor?,
    private val scope: CoroutineScope,
) : Presenter<SettingsState, SettingsEvent> {
    private val now = MutableStateFlow(
        SettingsState(
            practice == null, settings.language.value, settings.look.value, settings.silent.value,
            room = null, freedBytes = null, busy = false, failure = null,
        ),
    )
    override val state = now.asStateFlow()

    override fun on(event: SettingsEvent) {
        when (event) {
            SettingsEvent.Shown -> scope.launch { look() }
            is SettingsEvent.LanguageChosen -> {
                settings.choose(event.language)
                now.update { it.copy(language = event.language) }
            }
            is SettingsEvent.LookChosen -> {
                settings.choose(event.look)
                now.update { it.copy(look = event.look) }
            }
            is SettingsEvent.Silent -> {
                settings.chooseSilent(event.on)
                now.update { it.copy(silent = event.on) }
            }
            SettingsEvent.FreeSpace -> if (!now.value.busy) scope.launch { free() }
            SettingsEvent.Sending -> routes.go(Route.Sync)
            SettingsEvent.Safety -> routes.go(Route.Safety)
            SettingsEvent.Practise -> if (!now.value.busy) practice?.let { scope.launch { practise(it) } }
            SettingsEvent.Voices -> routes.go(Route.Voices)
            SettingsEvent.Trial -> routes.go(Route.Trial)
            SettingsEvent.About -> routes.go(Route.About)
            SettingsEvent.Back -> routes.back()
        }
    }

    private suspend fun practise(door: PracticeDoor) {
        now.update { it.copy(busy = true, failure = null) }
        fun fail(failure: Failure) = now.update { it.copy(failure = failure) }
        core.ask { this }.orElse(::fail)?.let { real -> door.entrance.enter { door.gate.practise(like = real) }.orElse(::fail) }
        now.update { it.copy(busy = false) }
    }

    private suspend fun free() {
        now.update { it.copy(busy = true, freedBytes = null, failure = null) }
        val freed = core.ask { freeSpace().toLong() }.orElse { failure -> now.update { it.copy(failure = failure) } }
        now.update { it.copy(busy = false, freedBytes = freed) }
        look()
    }

    private suspend fun look() {
        // Walking the store's files is no call of the core, and still nothing for the main thread.
        val room = core.ask { space.freeBytes().let { Room(space.usedBytes(), it, SpaceLeft.of(it)) } }
        room.orElse { failure -> now.update { it.copy(failure = failure) } }?.let { found -> now.update { it.copy(room = found) } }
    }
}
