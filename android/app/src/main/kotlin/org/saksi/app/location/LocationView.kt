package org.saksi.app.location

import androidx.activity.compose.BackHandler
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.pluralStringResource
import androidx.compose.ui.res.stringResource
import androidx.lifecycle.compose.LifecycleResumeEffect
import org.saksi.app.R
import org.saksi.app.camera.metres
import org.saksi.app.parts.FailureCard
import org.saksi.app.parts.Heading
import org.saksi.app.parts.MainButton
import org.saksi.app.parts.Page
import org.saksi.app.parts.PermitAsker
import org.saksi.app.parts.PermitCard
import org.saksi.app.parts.SideButton
import org.saksi.app.parts.TellCard
import org.saksi.app.parts.WarnCard
import org.saksi.app.parts.labelledField
import org.saksi.app.parts.permitAsker
import org.saksi.app.words.decimalInWords
import org.saksi.app.words.dmsInWords
import org.saksi.presentation.location.LocationEvent
import org.saksi.presentation.location.LocationPresenter
import org.saksi.presentation.location.LocationState
import org.saksi.presentation.location.isPoor
import org.saksi.presentation.permit.Need
import org.saksi.presentation.permit.Permit

/** Binds the screen to its phone: lifecycle and permissions. */
@Composable
fun LocationScreen(presenter: LocationPresenter) {
    val state by presenter.state.collectAsState()
    LifecycleResumeEffect(presenter) {
        presenter.on(LocationEvent.Shown)
        onPauseOrDispose { presenter.on(LocationEvent.Hidden) }
    }
    LocationView(state, presenter::on, permitAsker({ presenter.on(LocationEvent.Asking) }, { presenter.on(LocationEvent.Answered) }))
}

/** A position: measured, or set by hand and then said to be so. */
@Composable
fun LocationView(state: LocationState, on: (LocationEvent) -> Unit, asker: PermitAsker) {
    BackHandler { on(LocationEvent.Back) }
    val average = state.average
    Page(
        title = stringResource(R.string.location_title),
        onBack = { on(LocationEvent.Back) },
        bottom = { MainButton(stringResource(R.string.location_use), { on(LocationEvent.UseMeasured) }, enabled = average != null) },
    ) {
        state.failure?.let { FailureCard(it) }
        if (state.permit != Permit.GRANTED) PermitCard(Need.LOCATION, state.permit, asker)
        Measured(state)
        if (!state.measuring && state.permit != Permit.ASK && state.permit != Permit.FINAL) {
            SideButton(stringResource(R.string.location_again), { on(LocationEvent.Again) })
        }
        ByHand(state, on)
    }
}

@Composable
private fun Measured(state: LocationState) {
    val average = state.average
    when {
        average != null -> {
            val count = pluralStringResource(R.plurals.location_readings, state.readings, state.readings)
            val place = listOfNotNull(state.dms?.let { dmsInWords(it) }, state.decimal?.let { decimalInWords(it) }, count)
            TellCard(stringResource(R.string.location_found, metres(average)), place.joinToString("\n"))
            if (state.isPoor()) WarnCard(stringResource(R.string.form_poor_point), stringResource(R.string.location_poor_text))
        }
        state.onlyMock -> WarnCard(stringResource(R.string.location_mock), stringResource(R.string.location_mock_text))
        state.switchedOff -> WarnCard(stringResource(R.string.location_off), null)
        state.measuring -> TellCard(stringResource(R.string.location_searching), stringResource(R.string.location_searching_text))
        state.permit == Permit.GRANTED -> TellCard(stringResource(R.string.location_none), stringResource(R.string.location_searching_text))
    }
}

@Composable
private fun ByHand(state: LocationState, on: (LocationEvent) -> Unit) {
    Heading(stringResource(R.string.location_by_hand))
    Text(stringResource(R.string.location_by_hand_text), style = MaterialTheme.typography.bodyLarge)
    SideButton(stringResource(R.string.location_on_map), { on(LocationEvent.OnMap) })
    OutlinedTextField(
        value = state.typed,
        onValueChange = { on(LocationEvent.Typed(it)) },
        label = { Text(stringResource(R.string.location_typed_label)) },
        modifier = Modifier.fillMaxWidth().labelledField(),
    )
    val understood = state.typedDms
    when {
        understood != null -> Text(stringResource(R.string.location_understood, dmsInWords(understood)), style = MaterialTheme.typography.bodyLarge)
        state.typed.isNotBlank() -> Text(stringResource(R.string.location_not_understood), style = MaterialTheme.typography.bodyLarge)
        else -> Text(stringResource(R.string.location_typed_example), style = MaterialTheme.typography.bodyLarge)
    }
    if (understood != null) SideButton(stringResource(R.string.location_use_typed), { on(LocationEvent.UseTyped) })
}
