package org.saksi.app.form

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import org.saksi.app.R
import org.saksi.app.camera.troubleWords
import org.saksi.app.parts.MainButton
import org.saksi.app.parts.PermitCard
import org.saksi.app.parts.SideButton
import org.saksi.app.parts.TellCard
import org.saksi.app.parts.WarnCard
import org.saksi.core.QuestionView
import org.saksi.presentation.form.FormEvent
import org.saksi.presentation.form.FormState
import org.saksi.presentation.permit.Need
import org.saksi.presentation.permit.Permit

/** A code read by the camera. Typing it stays possible below. */
@Composable
internal fun ScanPart(question: QuestionView, state: FormState, on: (FormEvent) -> Unit, doors: FormDoors) {
    val scan = state.scanning?.takeIf { it.place == question.place }?.scan
    val trouble = scan?.trouble
    when {
        scan == null -> {
            val words = stringResource(if (question.value == null) R.string.form_scan else R.string.form_scan_again)
            val act = { on(FormEvent.ScanCode(question.place)) }
            if (question.value == null) MainButton(words, act) else SideButton(words, act)
            return
        }
        scan.permit != Permit.GRANTED -> PermitCard(Need.CAMERA, scan.permit, doors.asker)
        trouble != null -> WarnCard(stringResource(troubleWords(trouble)), stringResource(R.string.form_scan_type))
        else -> {
            Box(Modifier.fillMaxWidth().height(VIEWFINDER)) { doors.viewfinder(this) }
            TellCard(stringResource(R.string.form_scan_text), stringResource(R.string.form_scan_type))
        }
    }
    SideButton(stringResource(R.string.form_scan_stop), { on(FormEvent.ScanCode(null)) })
}

private val VIEWFINDER = 260.dp
