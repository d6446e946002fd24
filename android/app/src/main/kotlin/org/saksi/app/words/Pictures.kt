package org.saksi.app.words

import androidx.annotation.DrawableRes
import androidx.compose.runtime.Composable
import androidx.compose.ui.res.stringResource
import org.saksi.app.R
import org.saksi.presentation.join.Picture

/** The name that goes with a picture. */
@Composable
fun Picture.name(): String = stringResource(
    when (this) {
        Picture.BLUE_TURTLE -> R.string.picture_blue_turtle
        Picture.RED_CRAB -> R.string.picture_red_crab
        Picture.GREEN_LEAF -> R.string.picture_green_leaf
        Picture.YELLOW_SUN -> R.string.picture_yellow_sun
        Picture.WHITE_BIRD -> R.string.picture_white_bird
        Picture.PURPLE_SHELL -> R.string.picture_purple_shell
    },
)

@get:DrawableRes
val Picture.drawable: Int
    get() = when (this) {
        Picture.BLUE_TURTLE -> R.drawable.picture_blue_turtle
        Picture.RED_CRAB -> R.drawable.picture_red_crab
        Picture.GREEN_LEAF -> R.drawable.picture_green_leaf
        Picture.YELLOW_SUN -> R.drawable.picture_yellow_sun
        Picture.WHITE_BIRD -> R.drawable.picture_white_bird
        Picture.PURPLE_SHELL -> R.drawable.picture_purple_shell
    }
