package org.saksi.app.rig

import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.SemanticsNodeInteractionsProvider
import androidx.compose.ui.test.isRoot
import androidx.compose.ui.unit.Density

/** The least size of anything that can be tapped, dp. */
private const val LEAST_DP = 48f

/** Half a pixel of rounding. */
private const val SLACK_DP = 0.5f

/**
 * Walks the semantics tree of everything on screen: whatever can be tapped or typed into has a label
 * that TalkBack reads, and at least 48 dp in both directions. Answers what is wrong.
 */
fun SemanticsNodeInteractionsProvider.inaccessible(density: Density): List<String> {
    val roots = onAllNodes(isRoot()).fetchSemanticsNodes()
    return roots.flatMap { it.walk() }.filter { it.isActionable() }.flatMap { it.faults(density) }
}

fun SemanticsNodeInteractionsProvider.assertAccessible(density: Density) {
    val wrong = inaccessible(density)
    if (wrong.isNotEmpty()) throw AssertionError(wrong.joinToString("\n", "not accessible:\n"))
}

private fun SemanticsNode.walk(): List<SemanticsNode> = listOf(this) + children.flatMap { it.walk() }

private fun SemanticsNode.isActionable() =
    SemanticsActions.OnClick in config || SemanticsActions.SetText in config || SemanticsProperties.ToggleableState in config

private fun SemanticsNode.label(): String {
    val spoken = config.getOrNull(SemanticsProperties.ContentDescription).orEmpty()
    val written = config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text }
    return (spoken + written).joinToString(" ").trim()
}

/** `size` is what is laid out, before anything clips it: a row half under the fold is not small. */
private fun SemanticsNode.faults(density: Density): List<String> = buildList {
    val width = this@faults.size.width / density.density
    val height = this@faults.size.height / density.density
    val name = label()
    if (name.isEmpty()) add("node $id ($boundsInRoot) has no label")
    if (width < LEAST_DP - SLACK_DP || height < LEAST_DP - SLACK_DP) add("\"$name\" is $width x $height dp")
}
