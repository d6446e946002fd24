package org.saksi.presentation.share

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import org.saksi.core.Appearance
import org.saksi.core.CaptureKind
import org.saksi.core.CaptureMeta
import org.saksi.core.Faces
import org.saksi.core.QuestionView
import org.saksi.core.Source
import org.saksi.presentation.Presenter
import org.saksi.presentation.camera.Maker
import org.saksi.presentation.core.Core
import org.saksi.presentation.core.Failure
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.core.orElse
import org.saksi.presentation.form.keepFile
import org.saksi.presentation.phone.Space
import org.saksi.presentation.phone.SpaceLeft
import org.saksi.presentation.route.BackStack
import org.saksi.presentation.route.Route

/** What a shared photo needs of the phone. */
class ShareTools(
    val shared: SharedPhotos,
    val files: SharedFiles,
    val maker: Maker,
    val space: Space,
    val clockOffsetMs: () -> Long?,
)

/**
 * "WhatsApp happens": the first photo that waits goes into a question, with her word on where it is from. It is never
 * refused; the core grades it as what it is.
 */
class SharePresenter(
    private val core: Core,
    private val routes: BackStack,
    private val at: Route.Shared,
    private val tools: ShareTools,
    private val scope: CoroutineScope,
) : Presenter<ShareState, ShareEvent> {
    private val now = MutableStateFlow(ShareState(tools.shared.waiting.value.size, null, ShareStep.Reading, spaceLeft(), null))
    override val state = now.asStateFlow()
    private var beginning: Job? = null
    private val address get() = tools.shared.waiting.value.firstOrNull()

    /** The question that she came from, if she did. */
    private val asked = at.place?.let { place -> at.draft?.let { PhotoPlace(it, place) } }

    init {
        // More may come while the page is open.
        scope.launch { tools.shared.waiting.collect { all -> now.update { it.copy(waiting = all.size) } } }
    }

    override fun on(event: ShareEvent) {
        when (event) {
            ShareEvent.Shown -> scope.launch { look() }
            is ShareEvent.For -> step(ShareStep.AskOrigin(event.target))
            is ShareEvent.OpenDraft -> routes.replace(Route.Form(event.draft))
            is ShareEvent.Begin -> if (beginning?.isActive != true) beginning = scope.launch { begin(event.form) }
            is ShareEvent.From -> (now.value.step as? ShareStep.AskOrigin)?.let { step(ShareStep.AskFaces(it.target, event.origin)) }
            is ShareEvent.HasFaces -> (now.value.step as? ShareStep.AskFaces)?.let { scope.launch { keep(it, event.faces) } }
            ShareEvent.LeaveOut -> if (now.value.step is ShareStep.Choose || now.value.step == ShareStep.Gone) scope.launch { leaveOut() }
            ShareEvent.Back -> back()
            ShareEvent.Dismiss -> now.update { it.copy(failure = null) }
        }
    }

    private fun step(to: ShareStep) = now.update { it.copy(step = to) }

    /** What she was asked stays as it is when the screen comes to the front again. */
    private suspend fun look() {
        tools.shared.met()
        val first = address ?: return leave()
        now.update { it.copy(space = spaceLeft()) }
        val photo = now.value.photo ?: core.ask { tools.files.look(first) }.orElse(::fail) ?: return step(ShareStep.Gone)
        now.update { it.copy(photo = photo) }
        val answering = now.value.step is ShareStep.AskOrigin || now.value.step is ShareStep.AskFaces || now.value.step == ShareStep.Keeping
        if (!answering) asked?.let { step(ShareStep.AskOrigin(it)) } ?: choose()
    }

    private suspend fun choose() {
        val choice = core.ask { ShareStep.Choose(openDrafts(), formsWithPhotos(), standing().mayCollect) }.orElse(::fail)
        step(choice ?: ShareStep.Choose(emptyList(), emptyList(), mayBegin = false))
    }

    private fun FieldCore.formsWithPhotos() = forms().associateBy { it.id }.values.filter { asksPhotos(it.id) }

    private fun FieldCore.openDrafts(): List<OpenDraft> {
        val titles = forms().associate { it.id to it.title }
        return drafts().mapNotNull { draft ->
            val open = open(draft.id)
            val later = open.isEmpty() && draft.form in titles && asksPhotos(draft.form)
            OpenDraft(draft.id, titles[draft.form] ?: draft.form, draft.changedMs, open).takeIf { open.isNotEmpty() || later }
        }
    }

    /** An answer that is there is not replaced unasked; and what is drawn is no photo. */
    private fun FieldCore.open(draft: String): List<QuestionView> =
        photoQuestions(draft).filter { it.value == null && it.appearance.none { how -> how.isNoPhoto() } }

    /** A form of which nothing asks for a photo yet is opened: the photo waits until one does. */
    private suspend fun begin(form: String) {
        now.update { it.copy(space = spaceLeft()) }
        if (now.value.space == SpaceLeft.NONE) return
        val (draft, open) = core.ask { start(form).let { it to open(it) } }.orElse(::fail) ?: return
        when (open.size) {
            0 -> routes.replace(Route.Form(draft))
            1 -> step(ShareStep.AskOrigin(PhotoPlace(draft, open.single().place)))
            else -> choose()
        }
    }

    private suspend fun keep(told: ShareStep.AskFaces, faces: Faces) {
        val (from, photo) = (address ?: return) to (now.value.photo ?: return)
        now.update { it.copy(step = ShareStep.Keeping, failure = null) }
        val meta = CaptureMeta(
            CaptureKind.PHOTO, Source.Imported(told.origin), photo.mediaType, tools.maker.device, tools.maker.app,
            photo.orientation.toUByte(), onWater = false, faces, tools.clockOffsetMs(),
        )
        val (draft, place) = told.target
        val kept = core.ask {
            val stream = tools.files.open(from) ?: return@ask false
            stream.use { keepFile(draft, place, meta, it) }
            if (asked == null) jump(draft, place)
            true
        }
        val done = kept.orElse { failure -> now.update { it.copy(step = told, failure = failure) } } ?: return
        if (!done) return step(ShareStep.Gone)
        tools.shared.done(from)
        if (asked == null && address == null) routes.replace(Route.Form(draft)) else another()
    }

    private suspend fun leaveOut() {
        address?.let(tools.shared::done)
        another()
    }

    /** The next one, or back. A question takes one photo. */
    private suspend fun another() {
        if (asked != null || address == null) return leave()
        now.update { it.copy(photo = null, step = ShareStep.Reading) }
        look()
    }

    /** One step back; out of here with everything still waiting. */
    private fun back() {
        val step = now.value.step
        when {
            step is ShareStep.AskFaces -> step(ShareStep.AskOrigin(step.target))
            step is ShareStep.AskOrigin && asked == null -> scope.launch { choose() }
            step != ShareStep.Keeping -> leave()
        }
    }

    private fun leave() {
        routes.back(at)
    }

    private fun spaceLeft() = SpaceLeft.of(tools.space.freeBytes())

    private fun fail(failure: Failure) = now.update { it.copy(failure = failure) }
}

/** Drawn on the page; or the form's author takes only what is photographed for it. */
private fun Appearance.isNoPhoto() =
    this is Appearance.Draw || this is Appearance.Signature || this is Appearance.New || this is Appearance.NewFront
