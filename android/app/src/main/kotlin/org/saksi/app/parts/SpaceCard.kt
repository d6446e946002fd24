package org.saksi.app.parts

import androidx.compose.runtime.Composable
import androidx.compose.ui.res.stringResource
import org.saksi.app.R
import org.saksi.presentation.phone.SpaceLeft

/** Says that the phone is almost or wholly full; nothing while there is room. */
@Composable
fun SpaceCard(left: SpaceLeft) {
    when (left) {
        SpaceLeft.ENOUGH -> Unit
        SpaceLeft.LITTLE -> TellCard(stringResource(R.string.space_little), null)
        SpaceLeft.NONE -> WarnCard(stringResource(R.string.space_none), null)
    }
}
