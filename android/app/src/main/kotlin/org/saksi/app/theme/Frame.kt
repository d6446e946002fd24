package org.saksi.app.theme

import android.content.Context
import android.content.res.Configuration
import android.view.ContextThemeWrapper
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Typography
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.remember
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.Modifier
import androidx.compose.ui.platform.LocalConfiguration
import androidx.compose.ui.platform.LocalContext
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.sp
import org.saksi.presentation.Language
import org.saksi.presentation.Look
import java.util.Locale

/** The least height of anything that can be tapped, and how thick its edge is. */
data class Sizes(val target: Dp, val edge: Dp)

val LocalSizes = staticCompositionLocalOf { sizesOf(Look.LIGHT) }

/** Gloves, spray and sun ask for 64 dp; elsewhere 56 dp is above what Android wants. */
fun sizesOf(look: Look) = if (look == Look.SUN) Sizes(target = 64.dp, edge = 2.dp) else Sizes(target = 56.dp, edge = 1.dp)

/** Everything the app draws stands in here: language, colours, sizes, type. */
@Composable
fun Framed(language: Language, look: Look, content: @Composable () -> Unit) {
    val base = LocalContext.current
    val localized = remember(base, language) { base.speaking(language) }
    CompositionLocalProvider(
        LocalContext provides localized,
        LocalConfiguration provides localized.resources.configuration,
        LocalSizes provides sizesOf(look),
    ) {
        MaterialTheme(colorScheme = coloursOf(look), typography = typography(look)) {
            Surface(Modifier.fillMaxSize(), color = MaterialTheme.colorScheme.background, content = content)
        }
    }
}

/** The same context in another language. It still leads to its activity, which launchers look for. */
fun Context.speaking(language: Language): Context {
    val locale = Locale.forLanguageTag(language.code)
    val spoken = Configuration(resources.configuration).apply { setLocale(locale) }
    return ContextThemeWrapper(this, 0).apply { applyOverrideConfiguration(spoken) }
}

/** Larger than Material's own: a cheap 5-inch screen at arm's length. */
private fun typography(look: Look): Typography {
    val weight = if (look == Look.SUN) FontWeight.SemiBold else FontWeight.Normal
    val base = Typography()
    return base.copy(
        headlineSmall = base.headlineSmall.copy(fontSize = 24.sp, lineHeight = 30.sp, fontWeight = FontWeight.Bold),
        titleMedium = base.titleMedium.copy(fontSize = 19.sp, lineHeight = 25.sp, fontWeight = FontWeight.SemiBold),
        bodyLarge = base.bodyLarge.copy(fontSize = 18.sp, lineHeight = 25.sp, fontWeight = weight),
        bodyMedium = base.bodyMedium.copy(fontSize = 16.sp, lineHeight = 22.sp, fontWeight = weight),
        labelLarge = base.labelLarge.copy(fontSize = 18.sp, lineHeight = 23.sp, fontWeight = FontWeight.SemiBold),
    )
}
