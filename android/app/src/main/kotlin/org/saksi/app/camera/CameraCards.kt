package org.saksi.app.camera

import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.selection.toggleable
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Switch
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.res.pluralStringResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import org.saksi.app.R
import org.saksi.app.parts.PermitAsker
import org.saksi.app.parts.SideButton
import org.saksi.app.parts.TellCard
import org.saksi.app.parts.WarnCard
import org.saksi.app.theme.LocalSizes
import org.saksi.core.Fix
import org.saksi.core.Grade
import org.saksi.core.GradeTold
import org.saksi.presentation.camera.CameraEvent
import org.saksi.presentation.camera.CameraState
import org.saksi.presentation.camera.PositionLine
import org.saksi.presentation.camera.reasons
import org.saksi.presentation.permit.Need
import org.saksi.presentation.permit.Permit

/** The position, and what a photo would be worth with it. One card: it is read aloud as one. */
@Composable
internal fun PositionCard(state: CameraState, asker: PermitAsker) {
    val line = state.position
    // The phone's own camera gives other evidence than this one would, and black gives none: nothing is promised then.
    val worth = state.graded?.takeIf { state.trouble == null && !state.dark }?.let { gradeWords(it) }
    val wrong = line is PositionLine.SwitchedOff || line is PositionLine.Coarse || (line is PositionLine.Found && line.fix.mock)
    if (wrong) WarnCard(positionWords(line), worth) else TellCard(positionWords(line), worth)
    if (line is PositionLine.NotAllowed) {
        if (line.permit == Permit.FINAL) {
            SideButton(stringResource(R.string.permit_open_settings), asker.settings)
        } else {
            SideButton(stringResource(R.string.camera_allow_location), { asker.ask(Need.LOCATION) })
        }
    }
    if (line is PositionLine.Coarse) SideButton(stringResource(R.string.permit_exact), { asker.ask(Need.LOCATION) })
}

@Composable
private fun positionWords(line: PositionLine): String = when (line) {
    is PositionLine.NotAllowed -> stringResource(R.string.camera_position_not_allowed)
    PositionLine.SwitchedOff -> stringResource(R.string.camera_position_off)
    PositionLine.Coarse -> stringResource(R.string.permit_coarse)
    PositionLine.Searching -> stringResource(R.string.camera_position_searching)
    is PositionLine.Found -> when {
        line.fix.mock -> stringResource(R.string.camera_position_mock)
        else -> {
            val age = line.ageSeconds.toInt()
            pluralStringResource(R.plurals.camera_position_found, age, metres(line.fix), age)
        }
    }
}

/** Whole metres, rounded up: never sharper than measured. */
internal fun metres(fix: Fix): Int = ((fix.accuracyMm.toLong() + 999) / 1_000).toInt()

@Composable
internal fun GradeCard(graded: GradeTold?) {
    if (graded == null) return
    val title = stringResource(R.string.camera_graded, gradeName(graded.grade))
    TellCard(title, graded.reasons(LocalConfiguration.current.locales[0].language).joinToString("\n").ifEmpty { null })
}

/** The grade and its reasons, each a whole sentence of the core's. */
@Composable
private fun gradeWords(graded: GradeTold): String {
    val language = LocalConfiguration.current.locales[0].language
    return (listOf(stringResource(R.string.camera_would_be, gradeName(graded.grade))) + graded.reasons(language)).joinToString("\n")
}

@Composable
private fun gradeName(grade: Grade): String = stringResource(
    when (grade) {
        Grade.A -> R.string.camera_grade_a
        Grade.B -> R.string.camera_grade_b
        Grade.C -> R.string.camera_grade_c
        Grade.D -> R.string.camera_grade_d
    },
)

@Composable
internal fun Switches(state: CameraState, on: (CameraEvent) -> Unit) {
    SwitchRow(stringResource(R.string.camera_on_water), state.onWater) { on(CameraEvent.OnWater(it)) }
    if (state.earlier != null) {
        SwitchRow(stringResource(R.string.camera_show_earlier), state.ghost != null) { on(CameraEvent.Ghost(it)) }
    }
    state.torch?.let { lit -> SwitchRow(stringResource(R.string.camera_torch), lit) { on(CameraEvent.Torch(it)) } }
}

/** The whole row is the target, and one thing for TalkBack. */
@Composable
private fun SwitchRow(words: String, checked: Boolean, onChange: (Boolean) -> Unit) {
    Row(
        Modifier.fillMaxWidth().heightIn(min = LocalSizes.current.target).toggleable(checked, role = Role.Switch, onValueChange = onChange),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Text(words, style = MaterialTheme.typography.bodyLarge, modifier = Modifier.weight(1f).padding(end = 12.dp))
        Switch(checked, onCheckedChange = null)
    }
}
