package org.saksi.app.theme

import androidx.compose.material3.ColorScheme
import androidx.compose.material3.darkColorScheme
import androidx.compose.material3.lightColorScheme
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.luminance
import org.saksi.presentation.Look

private val deepSea = Color(0xFF0B4F6C)
private val paleSea = Color(0xFFD5ECF6)

private val light = lightColorScheme(
    primary = deepSea,
    onPrimary = Color.White,
    primaryContainer = paleSea,
    onPrimaryContainer = Color(0xFF00202E),
    secondaryContainer = paleSea,
    onSecondaryContainer = Color(0xFF00202E),
    background = Color.White,
    onBackground = Color(0xFF14181A),
    surface = Color.White,
    onSurface = Color(0xFF14181A),
    surfaceContainer = Color(0xFFF1F4F6),
    surfaceContainerHighest = Color(0xFFDDE3E6),
    onSurfaceVariant = Color(0xFF3A4449),
    outline = Color(0xFF5B676D),
    error = Color(0xFF9C1C12),
    errorContainer = Color(0xFFFFE3DF),
    onErrorContainer = Color(0xFF410603),
)

private val dark = darkColorScheme(
    primary = Color(0xFF8FD0F0),
    onPrimary = Color(0xFF00202E),
    primaryContainer = Color(0xFF0B4F6C),
    onPrimaryContainer = Color(0xFFE3F5FD),
    secondaryContainer = Color(0xFF0B4F6C),
    onSecondaryContainer = Color(0xFFE3F5FD),
    background = Color(0xFF101416),
    onBackground = Color(0xFFE8EDEF),
    surface = Color(0xFF101416),
    onSurface = Color(0xFFE8EDEF),
    surfaceContainer = Color(0xFF1D2326),
    surfaceContainerHighest = Color(0xFF323A3E),
    onSurfaceVariant = Color(0xFFC3CDD2),
    outline = Color(0xFF93A0A6),
    error = Color(0xFFFFB4A9),
    errorContainer = Color(0xFF8C1D13),
    onErrorContainer = Color(0xFFFFEDEA),
)

/** "Mode terik": black on white and nothing between, so that it can be read in full sun. */
private val sun = lightColorScheme(
    primary = Color.Black,
    onPrimary = Color.White,
    primaryContainer = Color.White,
    onPrimaryContainer = Color.Black,
    secondaryContainer = Color.White,
    onSecondaryContainer = Color.Black,
    background = Color.White,
    onBackground = Color.Black,
    surface = Color.White,
    onSurface = Color.Black,
    surfaceContainer = Color.White,
    surfaceContainerHighest = Color.White,
    onSurfaceVariant = Color.Black,
    outline = Color.Black,
    error = Color(0xFF7A0000),
    errorContainer = Color.White,
    onErrorContainer = Color(0xFF7A0000),
)

/** The band of practice: black on yellow in every look, so that nobody takes practice for earnest. */
val practiceGround = Color(0xFFFFD60A)
val practiceLetters = Color.Black

/** Under the pictures that stand for a person: their colours show on it in every look. */
val pictureGround = Color(0xFFF1F4F6)

fun coloursOf(look: Look): ColorScheme = when (look) {
    Look.LIGHT -> light
    Look.DARK -> dark
    Look.SUN -> sun
}

/** The pairs that text is drawn in, each with its name: what the contrast test walks. */
fun ColorScheme.textPairs(): Map<String, Pair<Color, Color>> = mapOf(
    "primary" to (onPrimary to primary),
    "primaryContainer" to (onPrimaryContainer to primaryContainer),
    "secondaryContainer" to (onSecondaryContainer to secondaryContainer),
    "background" to (onBackground to background),
    "surface" to (onSurface to surface),
    "surfaceContainer" to (onSurface to surfaceContainer),
    "smaller print" to (onSurfaceVariant to surfaceContainer),
    "error" to (error to surface),
    "errorContainer" to (onErrorContainer to errorContainer),
)

/** WCAG 2 contrast ratio, 1 to 21. */
fun contrast(a: Color, b: Color): Float {
    val (low, high) = listOf(a.luminance(), b.luminance()).sorted()
    return (high + GLARE) / (low + GLARE)
}

private const val GLARE = 0.05f
