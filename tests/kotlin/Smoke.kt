// A monitor's day through the generated bindings, with the real core and a real hub: join offline,
// fill in F02 with a photo, restart, submit, sync. Run by `./x test kotlin` from the root of the
// repository. Prints one line per check and closes with the count, which CI reads.
import org.saksi.core.Advice
import org.saksi.core.Answer
import org.saksi.core.CaptureKind
import org.saksi.core.CaptureMeta
import org.saksi.core.DraftView
import org.saksi.core.Faces
import org.saksi.core.Field
import org.saksi.core.FieldException
import org.saksi.core.FieldValue
import org.saksi.core.Fix
import org.saksi.core.Grade
import org.saksi.core.KeyVault
import org.saksi.core.LatLon
import org.saksi.core.PathState
import org.saksi.core.PathStep
import org.saksi.core.Progress
import org.saksi.core.Provider
import org.saksi.core.QuestionType
import org.saksi.core.RecordFilter
import org.saksi.core.RecordKind
import org.saksi.core.RecordState
import org.saksi.core.ShutterFix
import org.saksi.core.Source
import org.saksi.core.SyncStep
import org.saksi.core.Why
import org.saksi.core.coreVersion
import org.saksi.core.fileVault
import org.saksi.core.readEntryId
import org.saksi.core.shortEntryId
import java.io.File
import java.nio.file.Files
import kotlin.system.exitProcess

private var passed = 0
private var failed = 0

private fun check(name: String, held: () -> Boolean) {
    val ok = runCatching(held).onFailure { println("  $it") }.getOrDefault(false)
    if (ok) passed += 1 else failed += 1
    println((if (ok) "ok      " else "FAILED  ") + name)
}

private fun fails(code: String, advice: Advice, call: () -> Unit): Boolean {
    val thrown = runCatching(call).exceptionOrNull()
    val held = thrown is FieldException.Failed && thrown.code == code && thrown.advice == advice
    if (!held) println("  $thrown")
    return held
}

private class Ear(private val goOn: Boolean) : Progress {
    val heard = mutableListOf<SyncStep>()
    override fun on(step: SyncStep, done: ULong, of: ULong) = goOn.also { heard += step }
}

private fun values() {
    val id = "0123456789abcdef".repeat(4)
    check("the core tells its version") { coreVersion().matches(Regex("""\d+\.\d+\.\d+""")) }
    check("an id comes back as it went in") { readEntryId(id) == id }
    check("a remote type goes both ways") { shortEntryId(readEntryId(id)) == "01234567" }
    check("a bad id is an error with a code and an advice") { fails("id_malformed", Advice.ASK) { readEntryId("no id") } }
}

/** The answers to F02 that stand before and after the photo. */
private val before = listOf("vantage" to "road", "ptype" to "E07")
private val after = listOf("faces" to "none", "target_how" to "map", "pos_target" to "-3.4620000 122.4550000 0 6", "risk" to "ok")

private fun Field.fill(draft: String, answers: List<Pair<String, String>>): DraftView =
    answers.map { (name, text) -> answerText(draft, findQuestion(draft, name), text) }.last()

private fun Field.photograph(draft: String, place: String, bytes: ByteArray): Grade {
    val meta = CaptureMeta(
        CaptureKind.PHOTO, Source.Camera, "image/jpeg", "Contoh X1", "smoke", 1u, false, Faces.NOBODY, 0L,
    )
    val seal = sealBegin(draft, place, meta)
    bytes.asList().chunked(100_000).forEach { sealPush(seal, it.toByteArray()) }
    val fix = Fix(LatLon(-34_620_000, 1_224_550_000), 6_000u, Provider.GNSS, false, 0u)
    val sealed = sealFinish(seal, null)
    check(sealed.size == bytes.size.toULong()) { "bytes are missing" }
    val graded = lateFix(seal, ShutterFix(fix, 2_000L))
    checkNotNull(keep(seal)) { "with its fix it is signed at once" }
    return graded.grade
}

private fun day(project: Project) {
    val home = File(project.dir, "home").path
    val vault = { passphrase: String -> fileVault(home, passphrase, SystemClocks) }
    val bytes = photo()
    check("there is no profile yet") { fails("no_project", Advice.ASK) { Field.open(home, vault("a"), SystemClocks, null) } }
    check("a damaged card is refused") {
        fails("card", Advice.ASK) { Field.join(home, vault("a"), SystemClocks, project.card(1).drop(9), null) }
    }
    var field = Field.join(home, vault("penyu biru"), SystemClocks, project.card(1), project.file())
    check("a monitor joins offline and may collect") {
        val standing = field.standing()
        standing.mayCollect && !standing.enrolled && standing.roles.single().run { role == "MON" && province == "74" }
    }
    check("the profile knows its project") { field.project().name == "Smoke" }
    check("the form came with the project file") { field.forms().single().run { id == "F02" && published } }

    val draft = field.start("F02")
    field.fill(draft, before)
    check("a choice carries code and label, a question its type") {
        val question = field.questionAt(draft, field.findQuestion(draft, "vantage"))
        question.kind == QuestionType.SelectOne && question.value == Answer.One("road") &&
            question.choices.any { it.code == "water" && it.label == "Dari perahu" }
    }
    check("the language on screen changes the labels") {
        field.setLanguage("en")
        field.questionAt(draft, field.findQuestion(draft, "vantage")).label == "Where are you standing?"
    }
    check("an answer that does not fit is refused by its code") {
        fails("answer_not_a_choice", Advice.ASK) { field.answerText(draft, field.findQuestion(draft, "risk"), "perhaps") }
    }
    check("what is missing is named, and nothing is signed") {
        field.jumpToEnd(draft).failing.any { it.why == Why.MISSING } && fails("form_incomplete", Advice.ASK) { field.submit(draft) }
    }
    check("a photo comes in pieces, and its late fix counts") {
        field.photograph(draft, field.findQuestion(draft, "photo_wide"), bytes) == Grade.A
    }
    field.fill(draft, after)
    val left = field.jump(draft, field.findQuestion(draft, "faces"))
    check("a jump leads to its question") {
        left.step.place == field.findQuestion(draft, "faces") && left.questions.single().place == left.step.place
    }

    field.close()
    check("a wrong passphrase is an error with a code and an advice") {
        fails("vault_passphrase", Advice.ASK) { Field.open(home, vault("penyu merah"), SystemClocks, null) }
    }
    field = Field.open(home, vault("penyu biru"), SystemClocks, null)
    field.setLanguage("en")
    check("after a restart the draft is where it was") { field.drafts().single().id == draft && field.view(draft) == left }
    check("next and previous lead back") { field.next(draft) != left && field.previous(draft) == left }

    val record = checkNotNull(field.submit(draft)) { "a new form makes a record" }
    val mine = RecordFilter(kind = RecordKind.SUBMISSION, mine = true)
    check("the draft has become a record that waits") {
        field.drafts().isEmpty() && field.records(mine).single().run { this.record == record && form == "F02" && state == RecordState.READY }
    }
    val evidence = field.records(RecordFilter(kind = RecordKind.EVIDENCE)).single().record
    check("a fold has values by path") {
        val vantage = field.fold(record).fields.single { it.path == listOf(PathStep.Field("vantage")) }.state
        vantage is PathState.Value && vantage.v1 == FieldValue.Text("road")
    }
    check("findings come in both languages") {
        val digest = field.verify(evidence).single { it.check == "digest" }
        digest.outcome == "holds" && digest.textId.isNotEmpty() && digest.textEn != digest.textId
    }
    check("a discarded draft leaves nothing") {
        field.start("F02").let { field.discard(it) }
        field.drafts().isEmpty()
    }

    check("without a hub a sync says: later") { fails("offline", Advice.RETRY) { field.sync(Ear(true)) } }
    check("the hub starts and says where it listens") { project.startHub().contains("\"listening\":\"http://127.0.0.1:") }
    check("a sync can be cancelled") { fails("cancelled", Advice.RETRY) { field.sync(Ear(false)) } }
    val ear = Ear(true)
    check("a sync sends entries and the original") { field.sync(ear).run { sent > 0uL && originals == 1uL && refused.isEmpty() } }
    check("and tells how it goes") { SyncStep.ENTRIES in ear.heard && SyncStep.ORIGINALS in ear.heard }
    check("nothing waits any more") {
        val state = field.syncState()
        state.entriesWaiting == 0uL && state.originalsWaiting == 0uL && state.lastMs != null && field.standing().enrolled
    }
    check("the record has arrived with its photo") { field.records(mine).single().state == RecordState.ORIGINAL_RECEIVED }
    check("its history is on the hub") { field.timeline(record).all { it.recordedMs != null && it.effect == "ok" } }
    check("the photo opens as it was taken") { field.openBlob(evidence, "original").contentEquals(bytes) }
    check("an edit signs only what changed") {
        val edit = field.edit(record)
        field.answerText(edit, field.findQuestion(edit, "since"), "month")
        field.submit(edit) == record && field.timeline(record).last().paths.size == 1 && field.conflicts().isEmpty()
    }
    check("a consent is opened and stands in the fold") {
        val person = field.act(null, "consent.open", emptyMap(), emptyList(), null)
        field.fold(person).acts.single().run { verb == "consent.open" && entry == person }
    }
    check("a verb that nobody knows is refused") {
        fails("act_args", Advice.ASK) { field.act(record, "consent.dream", emptyMap(), emptyList(), null) }
    }
    check("space is freed, and the photo fetched again") {
        field.freeSpace() > 0uL && fails("not_here", Advice.ASK) { field.openBlob(evidence, "original") } &&
            field.fetchOriginal(evidence).isNotEmpty() && field.openBlob(evidence, "original").contentEquals(bytes)
    }
    check("the support file counts and names nobody") { field.diagnose().run { storeWhole && enrolled && forms == 1uL } }
    check("a person has a record of her own work") { record in field.participationRecord() }
    check("after a panic wipe nothing opens") {
        field.panicWipe()
        field.close()
        fails("no_project", Advice.ASK) { Field.open(home, vault("penyu biru"), SystemClocks, null) }
    }
}

private fun keystore(project: Project) {
    val home = File(project.dir, "second").path
    val vault = MemoryKeystore()
    val open = { by: KeyVault -> Field.open(home, by, SystemClocks, null).use { it.standing().mayCollect } }
    check("a key store in Kotlin guards the key") {
        Field.join(home, vault, SystemClocks, project.card(2), project.file()).close()
        open(vault)
    }
    check("an exception that nobody foresaw says: later") { fails("vault_unavailable", Advice.RETRY) { open(BrokenKeystore) } }
    check("a destroyed key is told as such") {
        vault.destroyKey()
        fails("vault_destroyed", Advice.ASK) { open(vault) }
    }
}

fun main() {
    val saksi = File(System.getProperty("jna.library.path"), "saksi").absolutePath
    values()
    Project(saksi, Files.createTempDirectory("saksi-smoke").toFile()).use {
        check("the day came to its end") { day(it).let { true } }
        check("the second profile came to its end") { keystore(it).let { true } }
    }
    println("$passed passed, $failed failed")
    exitProcess(if (failed == 0) 0 else 1)
}
