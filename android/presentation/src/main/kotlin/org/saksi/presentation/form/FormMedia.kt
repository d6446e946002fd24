package org.saksi.presentation.form

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.update
import org.saksi.core.Answer
import org.saksi.core.DraftView
import org.saksi.core.QuestionType
import org.saksi.core.QuestionView
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.core.Outcome
import org.saksi.presentation.phone.CapturedAnswer
import org.saksi.presentation.phone.InMemory
import org.saksi.presentation.phone.Player
import org.saksi.presentation.report.Preview

/** What a form's page shows and plays: pictures of labels and choices, small pictures of photos, sounds. All of it in memory. */
internal class FormMedia(
    private val core: Core,
    private val draft: String,
    private val player: Player,
    private val now: MutableStateFlow<FormState>,
    scope: CoroutineScope,
) {
    /** The answer that each small picture and length is of: it is not opened again as long as that stays. */
    private var known = emptyMap<String, Answer>()

    init {
        scope.coroutineContext[Job]?.invokeOnCompletion { player.stop() }
    }

    suspend fun load(view: DraftView) {
        val before = now.value
        val answers = view.questions.filter { it.value is Answer.Media }
        val changed = answers.filter { known[it.place] != it.value }
        val photos = changed.filter { it.kind is QuestionType.Image }
        val loaded = core.ask {
            Loaded(
                labels = view.questions.flatMap { it.pictureNames() }.distinct().associateWith { name ->
                    before.labels[name] ?: openMedia(draft, name)?.let(::Preview)
                },
                pictures = photos.associate { it.place to answerPreview(draft, it.place)?.let(::Preview) },
                files = (changed - photos.toSet()).associate { it.place to told(it) },
            )
        } as? Outcome.Done ?: return
        known = answers.associate { it.place to checkNotNull(it.value) { "it is a file" } }
        val here = answers.map { it.place }.toSet()
        now.update {
            it.copy(
                labels = loaded.value.labels,
                pictures = it.pictures.filterKeys(here::contains) + loaded.value.pictures,
                files = it.files.filterKeys(here::contains) + loaded.value.files,
            )
        }
    }

    private class Loaded(val labels: Map<String, Preview?>, val pictures: Map<String, Preview?>, val files: Map<String, FileTold?>)

    private fun FieldCore.told(question: QuestionView): FileTold? {
        val file = answerFile(draft, question.place) ?: return null
        val plays = question.kind is QuestionType.Audio || question.kind is QuestionType.Video
        val length = if (plays) player.lengthMs(CapturedAnswer(this, draft, question.place, file.size.toLong())) else null
        return FileTold(file.size.toLong(), length)
    }

    /** Plays, or stops what plays. A sound that this phone does not play leaves the page as it is. */
    suspend fun play(heard: Heard) {
        val stops = now.value.playing == heard
        stop()
        if (stops) return
        now.update { it.copy(playing = heard) }
        val plays = core.ask {
            val sound = when (heard) {
                is Heard.Label -> openMedia(draft, heard.name)?.let(::InMemory)
                is Heard.Captured -> answerFile(draft, heard.place)?.let { CapturedAnswer(this, draft, heard.place, it.size.toLong()) }
            }
            sound != null && player.play(sound) { ended(heard) }
        }
        if (plays != Outcome.Done(true)) ended(heard)
    }

    fun stop() {
        player.stop()
        now.update { it.copy(playing = null) }
    }

    private fun ended(heard: Heard) = now.update { if (it.playing == heard) it.copy(playing = null) else it }
}

/** The picture of the label and those of its choices. */
private fun QuestionView.pictureNames(): List<String> = listOfNotNull(picture()) + choices.mapNotNull { it.image }

/** The picture of a label; a large one stands in for a small one that is not there. */
fun QuestionView.picture(): String? = image ?: bigImage
