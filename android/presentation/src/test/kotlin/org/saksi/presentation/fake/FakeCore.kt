package org.saksi.presentation.fake

import org.saksi.core.Advice
import org.saksi.core.Answer
import org.saksi.core.AnswerFile
import org.saksi.core.AuditLocation
import org.saksi.core.AuditSpot
import org.saksi.core.CaptureMeta
import org.saksi.core.ConflictView
import org.saksi.core.Diagnosis
import org.saksi.core.DraftSummary
import org.saksi.core.DraftView
import org.saksi.core.DrawnArea
import org.saksi.core.Faces
import org.saksi.core.FieldException
import org.saksi.core.FieldValue
import org.saksi.core.Finding
import org.saksi.core.Fix
import org.saksi.core.FormInfo
import org.saksi.core.Grade
import org.saksi.core.GradeTold
import org.saksi.core.Located
import org.saksi.core.OwnReport
import org.saksi.core.PathStep
import org.saksi.core.PlacedRecord
import org.saksi.core.Post
import org.saksi.core.Progress
import org.saksi.core.ProjectInfo
import org.saksi.core.QuestionType
import org.saksi.core.QuestionView
import org.saksi.core.RecordAnswer
import org.saksi.core.ReportFilter
import org.saksi.core.ReportStanding
import org.saksi.core.Sealed
import org.saksi.core.ShutterFix
import org.saksi.core.Standing
import org.saksi.core.SyncReport
import org.saksi.core.SyncState
import org.saksi.core.TimelineItem
import org.saksi.presentation.core.FieldCore
import org.saksi.presentation.fake.FakeDrafts.question
import java.lang.reflect.Proxy

/**
 * The core as a presenter's test wants it: what is asked for stands in a property, what was done in
 * [done]. A call that nobody faked fails with its name: add it here, as the real core would answer.
 */
class FakeCore(
    /** Voices: what the project recorded, and what was recorded here. */
    val sounds: FakeSounds = FakeSounds(),
) : FieldCore by sounds {
    var forms = listOf(FormInfo("F02", "1", "00".repeat(32), "Lubang dan air", true))
    var drafts = emptyList<DraftSummary>()
    var reports = emptyList<OwnReport>()
    var syncState = SyncState(0uL, 0uL, 0uL, null, 0L, false)
    var mayCollect = true
    var areas = mapOf<String, List<DrawnArea>>()
    var places = mapOf<String, Located>()
    var placed = emptyList<PlacedRecord>()

    /** What `keep` answers: the entry, or null while it waits for a fix. */
    var signed: String? = "0e".repeat(32)

    /** The pieces of the photo that came in. */
    val sealed = mutableListOf<ByteArray>()

    /** The fixes of each boundary test. */
    val located = mutableListOf<List<Fix>>()

    /** When set, the next call fails with this code. */
    var fails: String? = null
    var advice = Advice.RETRY
    val done = mutableListOf<String>()

    override fun forms() = answer { forms }
    override fun drafts() = answer { drafts }
    override fun ownReports(filter: ReportFilter, most: UInt) = answer { FakeReports.page(reports, filter, most.toInt()) }
    override fun report(record: String) = answer { reports.first { it.record == record } }
    override fun syncState() = answer { syncState }
    override fun standing() = answer { Standing("0a".repeat(16), mayCollect, listOf(Post("MON", "74")), mayCollect) }
    override fun project() = answer { ProjectInfo("01".repeat(32), "Pantau Lasolo", "http://127.0.0.1:1") }
    override fun setLanguage(language: String) = answer { done += "language $language" }

    override fun start(form: String) = answer {
        done += "start $form"
        "d1"
    }

    override fun sync(progress: Progress) = answer {
        done += "sync"
        syncing(progress)
        SyncReport(0uL, 0uL, 0uL, 0uL, 0uL, emptyList(), emptyList())
    }

    /** The draft that is open; its screens in order, by [walk]. */
    var draft = FakeDrafts.at("trucks", emptyList())
    var walk = emptyList<DraftView>()
    private val here get() = walk.indexOf(draft)

    /** Files beside the form, small pictures and originals of answers; what was opened of them. */
    val media = mutableMapOf<String, ByteArray>()
    val previews = mutableMapOf<String, ByteArray>()
    val captured = mutableMapOf<String, ByteArray>()
    val opened = mutableListOf<String>()

    private fun told(what: String, next: DraftView = draft) = answer {
        done += what
        draft = next
        next
    }

    override fun findQuestion(draft: String, name: String) = answer { name }
    override fun diagnose() = answer { Diagnosis("0", true, true, 0uL, 0uL, 0uL, 0uL, 0uL, 0uL, 0uL, 0uL, 0uL, 0u, 90_000uL, false, false) }

    override fun view(draft: String) = answer { this.draft }
    override fun steps(draft: String) = answer { walk.map { it.step } }
    override fun next(draft: String) = told("next", walk.getOrElse(here + 1) { this.draft })
    override fun previous(draft: String) = told("previous", walk.getOrElse(here - 1) { this.draft })
    override fun jump(draft: String, place: String) = told("jump $place", walk.firstOrNull { it.step.place == place } ?: this.draft)
    override fun jumpToEnd(draft: String) = told("end", walk.lastOrNull() ?: this.draft)
    override fun answer(draft: String, place: String, answer: Answer?): DraftView =
        told("answer $place $answer", answering(this.draft, answer))
    override fun answerText(draft: String, place: String, text: String): DraftView = told("type $place $text")
    override fun removeRow(draft: String, row: String): DraftView = told("remove $row")
    override fun answerPreview(draft: String, place: String) = answer {
        opened += place
        previews[place]
    }
    override fun openMedia(draft: String, name: String) = answer { media[name].also { opened += name } }
    override fun answerFile(draft: String, place: String) = answer { captured[place]?.let { AnswerFile("audio/aac", it.size.toULong()) } }
    override fun readAnswer(draft: String, place: String, offset: ULong) = answer {
        val bytes = captured.getValue(place)
        bytes.copyOfRange(offset.toInt(), minOf(offset.toInt() + PIECE, bytes.size))
    }
    override fun questionAt(draft: String, place: String) = this.draft.questions.first { it.place == place }

    /** Ids of the forms that ask for photos, and what a draft asks for just now. */
    var photoForms = listOf("F02")
    var photos = listOf<QuestionView>()
    override fun asksPhotos(form: String) = form in photoForms
    override fun photoQuestions(draft: String) = answer { photos }
    override fun discard(draft: String) = answer { done += "discard" }

    override fun addRow(draft: String, repeat: String) = answer {
        done += "add $repeat"
        "$repeat[00]"
    }

    override fun findChoices(draft: String, place: String, text: String) =
        answer { this.draft.questions.first { it.place == place }.choices.filter { text in it.label } }

    override fun submit(draft: String): String? = answer {
        if (wantsReason) throw FieldException.Failed("form_reason_wanted", Advice.ASK)
        done += "submit"
        submitted
    }

    /** Does the form want to know why its answers were changed? */
    var wantsReason = false

    /** How the form's log follows the place. */
    var auditLocation: AuditLocation? = null
    override fun auditLocation(draft: String) = answer { auditLocation }
    override fun auditLocated(draft: String, spot: AuditSpot, isMock: Boolean) = answer { done += "at ${spot.latE7} ${spot.accMm}" }
    override fun auditReason(draft: String, reason: String) = answer {
        done += "reason $reason"
        wantsReason = false
    }

    /** What an answer makes of the draft. */
    var answering: (DraftView, Answer?) -> DraftView = { draft, _ -> draft }

    /** The record that `submit` makes. */
    var submitted: String? = "0f".repeat(32)

    val metas = mutableListOf<CaptureMeta>()
    override fun wouldGrade(meta: CaptureMeta, fix: ShutterFix?) = graded(fix)
    override fun sealBegin(draft: String, place: String, meta: CaptureMeta) = answer {
        metas += meta
        done += "begin $place ${meta.source::class.simpleName} water ${meta.onWater} faces ${meta.faces}"
        "5e"
    }

    override fun sealPush(id: String, bytes: ByteArray) = answer { sealed += bytes }

    override fun sealFinish(id: String, fix: ShutterFix?) = answer {
        done += "finish ${fix?.delayMs}"
        Sealed(id, "00".repeat(32), sealed.sumOf { it.size }.toULong(), graded(fix))
    }

    override fun tellFaces(id: String, faces: Faces) = answer { done += "faces $faces" }

    override fun lateFix(id: String, fix: ShutterFix) = answer {
        done += "late ${fix.delayMs}"
        graded(fix)
    }

    override fun retake(id: String) = answer {
        sealed.clear()
        done += "retake"
    }

    override fun keep(id: String) = answer {
        done += "keep"
        signed
    }

    override fun signDue() = answer {
        done += "sign"
        emptyList<String>()
    }

    override fun openBlob(record: String, role: String) = answer { "$role of $record".toByteArray() }
    override fun areas(kind: String) = answer { areas[kind].orEmpty() }
    override fun placed() = answer { placed }

    override fun locate(kind: String, fixes: List<Fix>) = answer {
        located += fixes
        places[kind]
    }

    private fun graded(fix: ShutterFix?) =
        if (fix == null) {
            GradeTold(Grade.B, listOf("Tidak ada titik lokasi."), listOf("There is no position."))
        } else {
            GradeTold(Grade.A, emptyList(), emptyList())
        }

    override fun act(
        record: String?, verb: String, args: Map<String, FieldValue>, refs: List<String>, province: String?,
    ) = answer {
        val purpose = (args["purpose"] as? FieldValue.Text)?.v1
        done += listOfNotNull(verb, purpose).joinToString(" ")
        "0e".repeat(32)
    }

    var answers = emptyList<RecordAnswer>()
    var timeline = emptyList<TimelineItem>()
    var conflicts = emptyList<ConflictView>()
    var graded = GradeTold(Grade.A, emptyList(), emptyList())
    var findings = emptyList<Finding>()
    var altered = emptySet<String>()

    /** What a sync does to the fake before it returns. */
    var syncing: (Progress) -> Unit = {}
    var due = true

    override fun readRecord(record: String) = answer { answers }
    override fun timeline(record: String) = answer { timeline }
    override fun conflicts() = answer { conflicts }
    override fun syncIsDue() = answer { due }

    /** What the question of a conflict takes. */
    var kind: QuestionType = QuestionType.Integer
    override fun readValue(record: String, path: List<PathStep>, value: FieldValue) = answer {
        val told = (value as? FieldValue.Int)?.let { Answer.Int(it.v1) } ?: Answer.Text((value as FieldValue.Text).v1)
        question("trucks", kind, told).copy(label = "Berapa truk?")
    }

    override fun resolve(record: String, path: List<PathStep>, value: FieldValue) = settled("resolve ${(value as FieldValue.Int).v1}")
    override fun resolveText(record: String, path: List<PathStep>, text: String) = settled("resolve text $text")

    private fun settled(how: String) = answer {
        done += how
        conflicts = conflicts.drop(1)
        "0e".repeat(32)
    }

    override fun edit(record: String) = answer {
        done += "edit"
        "d2"
    }

    override fun erase(record: String, reason: String) = answer {
        done += "erase $reason"
        reports = reports.map { if (it.record == record) it.copy(standing = ReportStanding.WITHDRAWN) else it }
        "0e".repeat(32)
    }

    override fun evidenceGrade(record: String) = answer { if (record in altered) throw FieldException.Failed("evidence_altered", advice) else graded }
    override fun verifyEvidence(record: String) = answer { findings }
    override fun participationRecord() = answer { "{}" }
    override fun freeSpace() = answer { 42uL }

    override fun panicWipe() = answer { done += "wipe" }

    private fun <T> answer(value: () -> T): T {
        fails?.let { fails = null; throw FieldException.Failed(it, advice) }
        return value()
    }
}

internal fun unfaked(): FieldCore = Proxy.newProxyInstance(
    FieldCore::class.java.classLoader, arrayOf(FieldCore::class.java),
) { _, method, _ -> error("FakeCore does not fake ${method.name}") } as FieldCore

/** The core gives originals in pieces like this. */
private const val PIECE = 3
