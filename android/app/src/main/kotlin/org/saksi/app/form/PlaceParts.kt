package org.saksi.app.form

import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.res.stringResource
import org.saksi.app.R
import org.saksi.app.parts.MainButton
import org.saksi.app.parts.PermitCard
import org.saksi.app.parts.SideButton
import org.saksi.app.parts.TellCard
import org.saksi.app.parts.WarnCard
import org.saksi.app.words.answerInWords
import org.saksi.app.words.inWords
import org.saksi.core.Answer
import org.saksi.core.Appearance
import org.saksi.core.QuestionType
import org.saksi.core.QuestionView
import org.saksi.presentation.form.FormEvent
import org.saksi.presentation.form.FormState
import org.saksi.presentation.form.points
import org.saksi.presentation.permit.Need
import org.saksi.presentation.permit.Permit

/** One position: measured or pointed at, on screens of their own. */
@Composable
fun PointPart(question: QuestionView, on: (FormEvent) -> Unit) {
    val point = (question.value as? Answer.Point)?.v1
    if (point != null) {
        val hidden = question.has<Appearance.HiddenAnswer>() || question.has<Appearance.HideInput>()
        TellCard(if (hidden) stringResource(R.string.form_hidden_answer) else question.answerInWords(), null)
        val poor = question.parameters.poorAccuracyMm
        val accuracy = point.accMm
        if (poor != null && accuracy != null && accuracy > poor.toLong()) WarnCard(stringResource(R.string.form_poor_point), null)
    }
    val measure = { on(FormEvent.Locate(question.place)) }
    val onMap = { on(FormEvent.PointOnMap(question.place)) }
    val again = stringResource(if (point == null) R.string.form_measure else R.string.form_measure_again)
    when {
        question.has<Appearance.PlacementMap>() -> {
            MainButton(stringResource(R.string.form_on_map), onMap)
            SideButton(again, measure)
        }
        question.has<Appearance.Maps>() -> {
            MainButton(again, measure)
            SideButton(stringResource(R.string.form_on_map), onMap)
        }
        else -> MainButton(again, measure)
    }
}

/** A line or an area: she walks, and adds where she stands. */
@Composable
fun LinePart(question: QuestionView, state: FormState, on: (FormEvent) -> Unit, doors: FormDoors) {
    val points = state.points[question.place] ?: question.value.points()
    val area = question.kind is QuestionType.Geoshape
    Text(stringResource(if (area) R.string.form_area_how else R.string.form_line_how), style = MaterialTheme.typography.bodyLarge)
    points.forEachIndexed { at, point ->
        Text(stringResource(R.string.form_ranked, at + 1, point.inWords()), style = MaterialTheme.typography.bodyMedium)
    }
    if (state.location != Permit.GRANTED && state.location != Permit.COARSE) {
        PermitCard(Need.LOCATION, state.location, doors.asker)
        return
    }
    if (state.location == Permit.COARSE) {
        WarnCard(stringResource(R.string.permit_coarse), null)
        SideButton(stringResource(R.string.permit_exact), { doors.asker.ask(Need.LOCATION) })
    }
    if (state.measuring == question.place) {
        TellCard(stringResource(R.string.form_measuring), null)
    } else {
        MainButton(stringResource(R.string.form_add_point), { on(FormEvent.AddPoint(question.place)) })
    }
    if (points.isNotEmpty()) SideButton(stringResource(R.string.form_remove_point), { on(FormEvent.RemovePoint(question.place)) })
}
