package org.saksi.app.conflicts

import org.saksi.app.rig.Samples
import org.saksi.app.rig.Samples.question
import org.saksi.core.Advice
import org.saksi.core.Answer
import org.saksi.core.FieldValue
import org.saksi.core.PathStep
import org.saksi.core.QuestionType
import org.saksi.presentation.conflicts.ConflictCard
import org.saksi.presentation.conflicts.ConflictsState
import org.saksi.presentation.conflicts.Version
import org.saksi.presentation.core.Failure

object ConflictsSamples {
    private fun trucks(count: Long) = question("Berapa truk lewat?", QuestionType.Integer, Answer.Int(count))

    private fun version(entry: String, count: Long, hours: Long) =
        Version(entry, FieldValue.Int(count), trucks(count), Samples.THEN - hours * Samples.HOUR, null)

    private val numbers = ConflictCard(
        "aa", listOf(PathStep.Field("trucks")), "Lingkungan dan keselamatan", trucks(4), listOf(version("e4", 4, 5), version("e5", 5, 2)),
    )
    private val photo = question("Foto air keruh", QuestionType.Image, Answer.Media("bb"))
    private val photos = numbers.copy(
        question = photo,
        versions = numbers.versions.map { it.copy(question = photo, preview = Samples.photo) },
    )

    val two = ConflictsState(ready = true, card = numbers, number = 1, of = 3, third = null, busy = false, failure = null)
    val ofPhotos = two.copy(card = photos, of = 1)
    val third = two.copy(third = "banyak", failure = Failure("answer_malformed", Advice.ASK))
    val none = two.copy(card = null, number = 0, of = 0)
}
