package org.saksi.app.parts

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.size
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.saksi.app.theme.LocalSizes

/**
 * The name of a field whose words stand above it, for a field's `suffix`: nobody sees it, and TalkBack reads it beside what is
 * typed. A description of the field itself would be read instead of that.
 */
@Composable
fun FieldName(name: String) = Box(Modifier.size(1.dp).semantics { contentDescription = name })

/** As high as anything that is tapped; a label over the edge takes [LABEL] more. */
@Composable
fun Modifier.labelledField(): Modifier = heightIn(min = LocalSizes.current.target + LABEL)

private val LABEL = 8.dp
