package org.saksi.app.rig

import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.SemanticsMatcher.Companion.keyIsDefined
import androidx.compose.ui.test.SemanticsNodeInteractionsProvider
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.isRoot
import androidx.compose.ui.unit.Density
import org.saksi.app.theme.sizesOf
import org.saksi.presentation.Look

/** The least size of anything that can be tapped, dp. In "Mode terik" it is that look's own: gloves and spray (field.md A12). */
private const val LEAST_DP = 48f

/** Half a pixel of rounding. */
private const val SLACK_DP = 0.5f

/**
 * Walks the semantics tree of everything on screen: whatever can be tapped, held, dragged or typed into has a label that TalkBack
 * reads, and in both directions at least 48 dp, in "Mode terik" 64. Answers what is wrong.
 *
 * One exception: seven days side by side do not have 64 dp each on a phone of 360 dp, so a cell of a calendar may be 48 wide.
 */
fun SemanticsNodeInteractionsProvider.inaccessible(density: Density, look: Look): List<String> {
    val roots = onAllNodes(isRoot()).fetchSemanticsNodes()
    val least = if (look == Look.SUN) sizesOf(look).target.value else LEAST_DP
    return roots.flatMap { it.walk() }.filter { it.isActionable() }.flatMap { it.faults(density, least) } + hidden()
}

fun SemanticsNodeInteractionsProvider.assertAccessible(density: Density, look: Look) {
    val wrong = inaccessible(density, look)
    if (wrong.isNotEmpty()) throw AssertionError(wrong.joinToString("\n", "not accessible:\n"))
}

private fun SemanticsNode.walk(): List<SemanticsNode> = listOf(this) + children.flatMap { it.walk() }

private val actions = listOf(SemanticsActions.OnClick, SemanticsActions.OnLongClick, SemanticsActions.SetText, SemanticsActions.SetProgress)

private fun SemanticsNode.isActionable() =
    actions.any { it in config } || SemanticsProperties.ToggleableState in config || isTouched()

/**
 * A sheet to draw on, a map to move: fingers act on it, and it has no action that TalkBack could call. Material's surfaces are no
 * such thing: they only keep a touch from what lies under them.
 */
private fun SemanticsNode.isTouched() = config.none { (key, _) -> key.name == "IsContainer" } &&
    layoutInfo.getModifierInfo().any { "PointerInput" in it.modifier.javaClass.simpleName }

private fun SemanticsNode.label(): String {
    val spoken = config.getOrNull(SemanticsProperties.ContentDescription).orEmpty()
    val written = config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text }
    return (spoken + written).joinToString(" ").trim()
}

/** A field's own description is read instead of what is typed into it: its name must stand in a part of it. */
private fun SemanticsNodeInteractionsProvider.hidden(): List<String> =
    onAllNodes(hasSetTextAction() and keyIsDefined(SemanticsProperties.ContentDescription), useUnmergedTree = true)
        .fetchSemanticsNodes().map { "what is typed into \"${it.label()}\" is not heard" }

/** `size` is what is laid out, before anything clips it: a row half under the fold is not small. */
private fun SemanticsNode.faults(density: Density, least: Float): List<String> = buildList {
    val width = this@faults.size.width / density.density
    val height = this@faults.size.height / density.density
    // A picture's words may stand on what holds it.
    val name = label().ifEmpty { parent?.takeIf { it.size == this@faults.size }?.label().orEmpty() }
    val leastWide = if (SemanticsProperties.CollectionItemInfo in config) LEAST_DP else least
    if (name.isEmpty()) add("node $id ($boundsInRoot) has no label")
    if (width < leastWide - SLACK_DP || height < least - SLACK_DP) add("\"$name\" is $width x $height dp")
}
