package org.saksi.app.join

import androidx.compose.foundation.BorderStroke
import androidx.compose.foundation.Image
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.IntrinsicSize
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.RowScope
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.selection.selectable
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.res.painterResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import org.saksi.app.R
import org.saksi.app.camera.troubleWords
import org.saksi.app.parts.Heading
import org.saksi.app.parts.PermitWords
import org.saksi.app.parts.SideButton
import org.saksi.app.parts.TellCard
import org.saksi.app.parts.WarnCard
import org.saksi.app.theme.LocalSizes
import org.saksi.app.theme.pictureGround
import org.saksi.app.words.drawable
import org.saksi.app.words.name
import org.saksi.app.words.titleInWords
import org.saksi.presentation.camera.Scan
import org.saksi.presentation.core.Invitation
import org.saksi.presentation.join.ConsentAnswer
import org.saksi.presentation.join.JoinEvent
import org.saksi.presentation.join.Picture
import org.saksi.presentation.join.Purpose
import org.saksi.presentation.join.VoiceHeard
import org.saksi.presentation.permit.Need
import org.saksi.presentation.permit.Permit

/** Who runs the project, and what will be collected. */
@Composable
internal fun WhoStep(invitation: Invitation) {
    TellCard(
        invitation.projectName ?: stringResource(R.string.join_who_unnamed),
        stringResource(R.string.join_who_hub, invitation.hub),
    )
    Heading(stringResource(R.string.join_what_heading))
    Text(stringResource(R.string.join_what_text), style = MaterialTheme.typography.bodyLarge)
    if (invitation.forms.isNotEmpty()) {
        Heading(stringResource(R.string.join_forms_heading))
        for (form in invitation.forms) Text(titleInWords(form.title), style = MaterialTheme.typography.bodyLarge)
    } else {
        Text(stringResource(R.string.join_no_forms), style = MaterialTheme.typography.bodyLarge)
    }
}

/** The camera looks for the card's code. */
@Composable
internal fun ScanStep(scan: Scan, ways: JoinWays) {
    val trouble = scan.trouble
    when {
        scan.permit != Permit.GRANTED -> PermitWords(Need.CAMERA, scan.permit, R.string.join_scan_why)
        trouble != null -> WarnCard(stringResource(troubleWords(trouble)), stringResource(R.string.join_scan_type))
        else -> {
            Box(Modifier.fillMaxWidth().height(VIEWFINDER)) { ways.viewfinder(this) }
            if (scan.foreign) {
                WarnCard(stringResource(R.string.join_scan_foreign), stringResource(R.string.join_scan_text))
            } else {
                TellCard(stringResource(R.string.join_scan_text), stringResource(R.string.join_scan_type))
            }
        }
    }
}

private val VIEWFINDER = 300.dp

/** One purpose, in writing and aloud. */
@Composable
internal fun ConsentStep(purpose: Purpose, voice: VoiceHeard, on: (JoinEvent) -> Unit) {
    val (question, meaning) = when (purpose) {
        Purpose.COLLECT -> R.string.join_consent_collect to R.string.join_consent_collect_text
        Purpose.FORUM -> R.string.join_consent_forum to R.string.join_consent_forum_text
        Purpose.PUBLISH -> R.string.join_consent_publish to R.string.join_consent_publish_text
        Purpose.CONTACT -> R.string.join_consent_contact to R.string.join_consent_contact_text
    }
    Heading(stringResource(question))
    Text(stringResource(meaning), style = MaterialTheme.typography.bodyLarge)
    val spoken = listOf(question, meaning, R.string.join_answer_aloud).map { stringResource(it) }.joinToString(" ")
    when (voice) {
        VoiceHeard.ASKING -> Unit
        VoiceHeard.THERE, VoiceHeard.RECORDED -> SideButton(stringResource(R.string.join_listen), { on(JoinEvent.Say(spoken)) })
        VoiceHeard.NONE -> Text(stringResource(R.string.join_no_voice), style = MaterialTheme.typography.bodyMedium)
    }
}

/** Three answers that look alike and are all in sight: a larger or nearer Yes would be a nudge. */
@Composable
internal fun Answers(on: (JoinEvent) -> Unit) {
    SideButton(stringResource(R.string.join_yes), { on(JoinEvent.Answered(ConsentAnswer.YES)) })
    SideButton(stringResource(R.string.join_no), { on(JoinEvent.Answered(ConsentAnswer.NO)) })
    SideButton(stringResource(R.string.join_ask_first), { on(JoinEvent.Answered(ConsentAnswer.ASK_FIRST)) })
}

/** Six pictures, two in a row; the chosen one has a thick edge and says so to TalkBack. */
@Composable
internal fun PictureStep(chosen: Picture?, onChoose: (Picture) -> Unit) {
    Text(stringResource(R.string.join_picture_text), style = MaterialTheme.typography.bodyLarge)
    for (pair in Picture.entries.chunked(2)) {
        Row(Modifier.fillMaxWidth().height(IntrinsicSize.Min), horizontalArrangement = Arrangement.spacedBy(12.dp)) {
            for (picture in pair) PictureCard(picture, picture == chosen) { onChoose(picture) }
        }
    }
}

@Composable
private fun RowScope.PictureCard(picture: Picture, chosen: Boolean, onClick: () -> Unit) {
    val colours = MaterialTheme.colorScheme
    val edge = if (chosen) LocalSizes.current.edge * CHOSEN else LocalSizes.current.edge
    Surface(
        color = if (chosen) colours.primaryContainer else colours.surfaceContainer,
        border = BorderStroke(edge, if (chosen) colours.primary else colours.outline),
        shape = MaterialTheme.shapes.medium,
        modifier = Modifier.weight(1f).fillMaxHeight().selectable(chosen, role = Role.RadioButton, onClick = onClick),
    ) {
        Column(Modifier.padding(12.dp), horizontalAlignment = Alignment.CenterHorizontally) {
            Surface(color = pictureGround, shape = MaterialTheme.shapes.medium) {
                Image(painterResource(picture.drawable), contentDescription = null, Modifier.size(72.dp))
            }
            Text(picture.name(), style = MaterialTheme.typography.bodyLarge, textAlign = TextAlign.Center)
        }
    }
}

private const val CHOSEN = 4
