package org.saksi.app.form

import org.saksi.app.rig.Samples
import org.saksi.app.rig.Samples.choice
import org.saksi.app.rig.Samples.question
import org.saksi.core.Answer
import org.saksi.core.Appearance
import org.saksi.core.DraftView
import org.saksi.core.FailingQuestion
import org.saksi.core.Heading
import org.saksi.core.QuestionType
import org.saksi.core.QuestionView
import org.saksi.core.RangeBounds
import org.saksi.core.RowView
import org.saksi.core.StepKind
import org.saksi.core.StepView
import org.saksi.core.Why
import org.saksi.presentation.camera.Scan
import org.saksi.presentation.form.Aiming
import org.saksi.presentation.form.Asking
import org.saksi.presentation.form.FileTold
import org.saksi.presentation.form.FormState
import org.saksi.presentation.form.Heard
import org.saksi.presentation.form.Scanning
import org.saksi.presentation.permit.Permit

object FormSamples {
    private val seen = Heading("Yang terlihat", null)

    private fun step(label: String, kind: StepKind, answered: Boolean?, vararg headings: Heading) =
        StepView(kind, label.lowercase(), label, headings.toList(), answered, failing = false)

    private fun state(view: DraftView?) = FormState(
        view = view, typed = emptyMap(), unread = emptySet(), told = emptySet(), pictures = emptyMap(), labels = emptyMap(),
        files = emptyMap(), playing = null, scanning = null, found = emptyMap(),
        points = emptyMap(), opened = null, drawing = null, recording = null, measuring = null, aiming = null, hasCompass = true,
        location = Permit.GRANTED, microphone = Permit.GRANTED, shared = 0, asking = null, overview = null, busy = false, failure = null,
    )

    private fun at(vararg questions: QuestionView, heading: Heading = seen, kind: StepKind = StepKind.QUESTION) = DraftView(
        id = "d1", form = "F02", version = "1", title = "Lingkungan dan keselamatan", record = null,
        step = step(questions.first().label, kind, false, heading), position = 3u, of = 17u, questions = questions.toList(),
        failing = emptyList(), stop = null,
    )

    private fun FormState.failing(question: QuestionView, why: Why, message: String?) = copy(
        view = view!!.let { it.copy(failing = it.failing + FailingQuestion(question.place, question.label, why, message)) },
        told = told + question.place,
    )

    val loading = state(null)

    private val trucks = question("Berapa truk dalam 30 menit?", QuestionType.Integer, Answer.Int(900))
    val refused = state(at(trucks)).failing(trucks, Why.CONSTRAINT, "Isi 0 sampai 500.")

    private val vantage = question(
        "Anda memotret dari mana?", QuestionType.SelectOne, Answer.One("road"),
        listOf(
            choice("road", "Jalan umum"), choice("own", "Lahan sendiri"), choice("permit", "Dengan izin pemilik"),
            choice("water", "Dari perahu"), choice("stop", "Di dalam area tertutup"),
        ),
    ).copy(hint = "Jangan masuk area tertutup.", required = true)
    val select = state(at(vantage))
    val stop = state(at(vantage.copy(value = Answer.One("stop"))).copy(stop = "Keluar dulu ke tempat aman. Tidak ada yang dicatat."))

    private val scale = listOf("Buruk sekali", "Buruk", "Cukup", "Baik", "Baik sekali").mapIndexed { at, words -> choice("c$at", words) }
    private val likert = question("Bagaimana pelayanan puskesmas?", QuestionType.SelectOne, Answer.One("c3"), scale)
        .copy(appearance = listOf(Appearance.Likert))
    private val columns = question("Air dipakai untuk apa?", QuestionType.SelectMultiple, Answer.Many(listOf("c1")), scale)
        .copy(appearance = listOf(Appearance.Columns))
    val grids = state(at(likert, columns, kind = StepKind.GROUP))

    private val range = question("Seberapa yakin, 0 sampai 10?", QuestionType.Integer, Answer.Int(6))
        .copy(range = RangeBounds("0", "10", "1"))
    private val stars = question("Nilai jalannya", QuestionType.Integer, Answer.Int(3))
        .copy(range = RangeBounds("1", "5", "1"), appearance = listOf(Appearance.Rating))
    val ranges = state(at(range, stars, kind = StepKind.GROUP))

    private val village = question("Desa atau gampong", QuestionType.SelectOne, Answer.One("c2"), scale)
        .copy(choicesInAll = 83_762u, searched = true)
    val search = state(at(village))

    private val photo = question("Foto air keruh", QuestionType.Image, Answer.Media("aa")).copy(required = true)
    val photoTaken = state(at(photo)).copy(pictures = mapOf(photo.place to Samples.photo))

    private val pictured = question(
        "Bagaimana airnya?", QuestionType.SelectOne, Answer.One("muddy"),
        listOf(
            choice("clear", "Jernih").copy(image = "jernih.png", audio = "jernih.m4a"),
            choice("muddy", "Keruh, berlumpur").copy(image = "keruh.png", audio = "keruh.m4a"),
        ),
    ).copy(image = "air.png", audio = "tanya.m4a")
    val labelMedia = state(at(pictured)).copy(
        labels = mapOf("air.png" to Samples.photo, "jernih.png" to Samples.photo, "keruh.png" to Samples.photo),
        playing = Heard.Label("keruh.m4a"),
    )
    private val cards = pictured.copy(
        appearance = listOf(Appearance.NoButtons, Appearance.Columns), audio = null,
        choices = pictured.choices.map { it.copy(audio = null) },
    )
    val pictureCards = labelMedia.copy(view = at(cards), playing = null)

    private val tag = question("Kode di kartu rumah", QuestionType.Barcode, null).copy(required = true)
    val barcode = state(at(tag))
    val scanning = barcode.copy(scanning = Scanning(tag.place, Scan(Permit.GRANTED, trouble = null, foreign = false)))
    private val villageAbsent = question("Desa atau gampong", QuestionType.SelectOne, null).copy(missingList = "desa.csv", blocked = true)
    val listMissing = state(at(villageAbsent))
    private val lineName = question("Nama kegiatan", QuestionType.Text, Answer.Text("Pengerasan jalan ke sekolah"))
        .copy(hint = "Nama kegiatan, bukan nama orang.", required = true)
    private val row = Heading("Kegiatan untuk desa lingkar tambang", RowView("r[00]", 2u, 3u, true))
    private val money = question("Anggaran (rupiah)", QuestionType.Decimal, Answer.Decimal("2500000"))
        .copy(appearance = listOf(Appearance.ThousandsSeparator))
    val repeatRow = state(at(lineName, money, heading = row, kind = StepKind.GROUP))
    val reason = repeatRow.copy(asking = Asking.Reason("Salah tulis jumlah truk"))
    val removing = repeatRow.copy(asking = Asking.RemoveRow(row.row!!, row.label))
    val addRow = state(at(lineName).copy(step = step(row.label, StepKind.ADD_ROW, null), questions = emptyList()))

    private val date = question("Kapan mulai?", QuestionType.Date, Answer.Date("2026-11-28"))
    val calendar = state(at(date)).copy(opened = date.place)

    private val end = at(vantage).copy(step = step("", StepKind.END, null), position = 17u, questions = emptyList())
    val ready = state(end)
    val missing = state(end)
        .failing(photo, Why.MISSING, null).failing(trucks, Why.CONSTRAINT, "Isi 0 sampai 500.").failing(vantage, Why.MISSING, null)

    val overview = state(at(vantage).copy(step = step("Anda memotret dari mana?", StepKind.QUESTION, true))).copy(
        overview = listOf(
            step("Anda memotret dari mana?", StepKind.QUESTION, true), step("Apa yang Anda lihat?", StepKind.QUESTION, true, seen),
            step("Foto air keruh", StepKind.QUESTION, false, Heading("Foto", null)).copy(failing = true),
            step("Nama kegiatan", StepKind.QUESTION, true, row),
        ),
    )

    private val signature = question("Tanda tangan", QuestionType.Image, null).copy(appearance = listOf(Appearance.Signature))
    val drawing = state(at(signature)).copy(drawing = signature.place)

    private val story = question("Rekam cerita", QuestionType.Audio, null)
    private val bearing = question("Arah kompas ke tempat itu (derajat)", QuestionType.Integer, null)
        .copy(appearance = listOf(Appearance.Bearing), required = true)
    val aiming = state(at(bearing)).copy(aiming = Aiming(bearing.place, 275))
    val recording = state(at(story)).copy(recording = story.place)
    private val told = story.copy(value = Answer.Media("aa"))
    val recorded = state(at(told)).copy(files = mapOf(story.place to FileTold(412_000, 82_000)))
}
