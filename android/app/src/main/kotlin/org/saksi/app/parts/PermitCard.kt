package org.saksi.app.parts

import androidx.activity.compose.rememberLauncherForActivityResult
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.foundation.Image
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.size
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.ColorFilter
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.res.painterResource
import androidx.compose.ui.res.stringResource
import androidx.compose.ui.unit.dp
import org.saksi.app.R
import org.saksi.app.phone.isMuteAbout
import org.saksi.app.phone.openAppSettings
import org.saksi.app.phone.permissions
import org.saksi.presentation.permit.Need
import org.saksi.presentation.permit.Permit

/** How the system is asked. A view tells neither Android nor the presenter by itself. */
class PermitAsker(val ask: (Need) -> Unit, val settings: () -> Unit)

/**
 * The real one. [onAsking] hears for what she answered the system's question, or is sent to Settings; a question that was
 * wiped away unanswered is no refusal, and may be asked anew. [onAnswered] follows in any case.
 */
@Composable
fun permitAsker(onAsking: (Need) -> Unit, onAnswered: () -> Unit): PermitAsker {
    val context = LocalContext.current
    val launcher = rememberLauncherForActivityResult(ActivityResultContracts.RequestMultiplePermissions()) { answers ->
        Need.entries.filter { need -> need.permissions().any(answers::containsKey) }.forEach(onAsking)
        onAnswered()
    }
    return PermitAsker(
        ask = { need ->
            if (context.isMuteAbout(need)) {
                onAsking(need)
                context.openAppSettings()
            } else {
                launcher.launch(need.permissions())
            }
        },
        settings = { context.openAppSettings() },
    )
}

/** The picture card before the system's question: what for, and that it can be refused. */
@Composable
fun PermitCard(need: Need, permit: Permit, asker: PermitAsker) {
    PermitWords(need, permit)
    PermitButton(need, permit, asker)
}

/** Without its button, which then stands at the thumb. [text] says what for, where that is not the usual. */
@Composable
fun PermitWords(need: Need, permit: Permit, text: Int? = null) {
    val (title, usual, picture) = when (need) {
        Need.CAMERA -> Triple(R.string.permit_camera, R.string.permit_camera_text, R.drawable.ic_camera)
        Need.MICROPHONE -> Triple(R.string.permit_microphone, R.string.permit_microphone_text, R.drawable.ic_microphone)
        Need.LOCATION -> Triple(R.string.permit_location, R.string.permit_location_text, R.drawable.ic_here)
    }
    // What for is known to who allowed a part of it: then only what is lacking is said.
    if (permit == Permit.COARSE) return WarnCard(stringResource(R.string.permit_coarse), null)
    Column(horizontalAlignment = Alignment.CenterHorizontally, verticalArrangement = Arrangement.spacedBy(12.dp)) {
        Image(
            painterResource(picture), contentDescription = null, Modifier.size(72.dp),
            colorFilter = ColorFilter.tint(MaterialTheme.colorScheme.onBackground),
        )
        TellCard(stringResource(title), stringResource(text ?: usual))
        if (permit == Permit.FINAL) Text(stringResource(R.string.permit_final), style = MaterialTheme.typography.bodyLarge)
    }
}

@Composable
fun PermitButton(need: Need, permit: Permit, asker: PermitAsker) {
    when (permit) {
        Permit.FINAL -> MainButton(stringResource(R.string.permit_open_settings), asker.settings)
        Permit.COARSE -> MainButton(stringResource(R.string.permit_exact), { asker.ask(need) })
        Permit.ASK -> MainButton(stringResource(R.string.permit_ask), { asker.ask(need) })
        Permit.GRANTED -> Unit
    }
}
