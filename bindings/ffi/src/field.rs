//! The one object: a phone with a project open. Errors are those of `saksi_device::Field`, as a
//! [`FieldError`]; a method that answers has stored what it was given.

use std::path::Path as FilePath;
use std::sync::Arc;

use saksi_device::field::{
    AnswerFile, CaptureMeta, ConflictView, DraftId, DraftSummary, DraftView, Field as Device,
    FormInfo, Join, ProjectInfo, QuestionView, RecordAnswer, RecordFilter, RecordSummary,
    ReportFilter, SealId, StepView, TimelineItem,
};
use saksi_domain::evidence::capture::{Faces, ShutterFix};
use saksi_domain::forms::Answer;
use saksi_domain::forms::audit::{AuditLocation, AuditSpot};
use saksi_domain::forms::session::OfferedChoice;
use saksi_domain::journal::act::Args;
use saksi_domain::journal::acts::Verb;
use saksi_domain::journal::cbor::Value as FieldValue;
use saksi_domain::journal::{EntryId, Path, ProjectId, RecordId};
use saksi_domain::sync::card::Card;

use crate::error::FieldError;
use crate::evidence::{Finding, GradeTold, Sealed};
use crate::membership::Standing;
use crate::records::{FoldedRecord, OwnReport, OwnReports};
use crate::surroundings::{Clocks, Env, KeyVault, Vault};

pub(crate) type Outcome<T> = Result<T, FieldError>;

/// A phone with one of its projects open. See the crate for threads and ownership.
#[derive(Debug, uniffi::Object)]
pub struct Field(pub(crate) Device);

/// Joining and opening.
#[uniffi::export]
impl Field {
    /// Joins with a card's text, and begins the profile in `dir` if there is none. No network.
    #[uniffi::constructor]
    pub fn join(
        dir: &str,
        vault: Arc<dyn KeyVault>,
        env: Arc<dyn Env>,
        card: &str,
        project_file: Option<Vec<u8>>,
    ) -> Outcome<Self> {
        let join = Join { project_file: project_file.as_deref(), member: None };
        let (vault, env, card) = (Arc::new(Vault(vault)), Clocks::new(env), Card::from_text(card)?);
        Ok(Self(Device::create(FilePath::new(dir), vault, env, &card, &join)?))
    }

    /// Begins a project to practise in, with the forms of `like` or else one of its own. It is sent
    /// nowhere: `sync` answers `practice`.
    #[uniffi::constructor]
    pub fn practise(
        dir: &str,
        vault: Arc<dyn KeyVault>,
        env: Arc<dyn Env>,
        like: Option<Arc<Self>>,
    ) -> Outcome<Self> {
        let (vault, env) = (Arc::new(Vault(vault)), Clocks::new(env));
        let like = like.as_deref().map(|field| &field.0);
        Ok(Self(Device::practise(FilePath::new(dir), vault, env, like)?))
    }

    /// Opens the profile in `dir`, with its only project or the one asked for.
    #[uniffi::constructor]
    pub fn open(
        dir: &str,
        vault: Arc<dyn KeyVault>,
        env: Arc<dyn Env>,
        project: Option<ProjectId>,
    ) -> Outcome<Self> {
        let vault = Arc::new(Vault(vault));
        Ok(Self(Device::open(FilePath::new(dir), vault, Clocks::new(env), project)?))
    }

    /// The project that is open.
    pub fn project(&self) -> Outcome<ProjectInfo> {
        Ok(self.0.project_info()?)
    }

    /// Where this person stands.
    pub fn standing(&self) -> Outcome<Standing> {
        Ok(self.0.standing()?.into())
    }

    /// Sets the language on screen, `id` or `en`; also for the hub's refusals.
    pub fn set_language(&self, language: &str) {
        self.0.set_language(language);
    }

    /// A new card for a phone whose log went on elsewhere.
    pub fn rejoin(&self, card: &str) -> Outcome<()> {
        Ok(self.0.rejoin(&Card::from_text(card)?)?)
    }

    /// Takes in a project file that came later.
    pub fn take_project_file(&self, bytes: Vec<u8>) -> Outcome<()> {
        Ok(self.0.take_project_file(&bytes)?)
    }

    /// The names of the recordings that the project published, such as `home/unsent.id.m4a`.
    pub fn recordings(&self) -> Outcome<Vec<String>> {
        Ok(self.0.recordings()?)
    }

    /// A recording, in memory; none if it is not here.
    pub fn open_recording(&self, name: &str) -> Outcome<Option<Vec<u8>>> {
        Ok(self.0.open_recording(name)?)
    }

    /// Keeps a recording made here (`home/unsent.id.aac`), in place of the one before it.
    pub fn keep_spoken(&self, name: &str, bytes: Vec<u8>) -> Outcome<()> {
        Ok(self.0.keep_spoken(name, &bytes)?)
    }

    /// The names of what was recorded here; it is nobody else's until it is exported.
    pub fn spoken(&self) -> Outcome<Vec<String>> {
        Ok(self.0.spoken()?)
    }

    /// What was recorded here under this name; none if nothing was.
    pub fn open_spoken(&self, name: &str) -> Outcome<Option<Vec<u8>>> {
        Ok(self.0.open_spoken(name)?)
    }

    /// Deletes what was recorded here under this name.
    pub fn delete_spoken(&self, name: &str) -> Outcome<()> {
        Ok(self.0.delete_spoken(name)?)
    }

    /// Makes a project file of what is published, to hand on from phone to phone.
    pub fn make_project_file(&self) -> Outcome<Vec<u8>> {
        Ok(self.0.make_project_file()?)
    }
}

/// Filling in.
#[uniffi::export]
impl Field {
    /// The forms, the newest version of each last.
    pub fn forms(&self) -> Outcome<Vec<FormInfo>> {
        Ok(self.0.forms()?)
    }

    /// Installs a form from a file, until the project publishes it.
    pub fn install_form(&self, source: Vec<u8>) -> Outcome<FormInfo> {
        Ok(self.0.install_form(&source, &[])?)
    }

    /// Opens an empty form.
    pub fn start(&self, form: &str) -> Outcome<DraftId> {
        Ok(self.0.start(form)?)
    }

    /// The drafts, newest change first.
    pub fn drafts(&self) -> Outcome<Vec<DraftSummary>> {
        Ok(self.0.drafts()?)
    }

    /// A draft as it stands; after a restart exactly where it was.
    pub fn view(&self, draft: DraftId) -> Outcome<DraftView> {
        Ok(self.0.view(draft)?)
    }

    /// All steps that are asked just now, of thousands in a long form.
    pub fn steps(&self, draft: DraftId) -> Outcome<Vec<StepView>> {
        Ok(self.0.steps(draft)?)
    }

    /// The draft as an instance of its form: what ODK would store.
    pub fn instance_xml(&self, draft: DraftId) -> Outcome<String> {
        Ok(self.0.instance_xml(draft)?)
    }

    /// One question of a draft.
    pub fn question_at(&self, draft: DraftId, place: &str) -> Outcome<QuestionView> {
        Ok(self.0.question_at(draft, place)?)
    }

    /// Has the newest form with this id a question for a photo, asked at once or later?
    pub fn asks_photos(&self, form: &str) -> Outcome<bool> {
        Ok(self.0.asks_photos(form)?)
    }

    /// The photo questions that a draft asks just now and that take an answer.
    pub fn photo_questions(&self, draft: DraftId) -> Outcome<Vec<QuestionView>> {
        Ok(self.0.photo_questions(draft)?)
    }

    /// The place of the question with this name, if the form has one of it outside repeats.
    pub fn find_question(&self, draft: DraftId, name: &str) -> Outcome<String> {
        Ok(self.0.find_question(draft, name)?)
    }

    /// Stores an answer, or clears it. It is durable when the call returns.
    pub fn answer(
        &self,
        draft: DraftId,
        place: &str,
        answer: Option<Answer>,
    ) -> Outcome<DraftView> {
        self.0.answer(draft, place, answer)?;
        self.view(draft)
    }

    /// The same from the text that ODK would store; empty clears.
    pub fn answer_text(&self, draft: DraftId, place: &str, text: &str) -> Outcome<DraftView> {
        self.0.answer_text(draft, place, text)?;
        self.view(draft)
    }

    /// The first choices of a question whose label or code holds `text`.
    pub fn find_choices(
        &self,
        draft: DraftId,
        place: &str,
        text: &str,
    ) -> Outcome<Vec<OfferedChoice>> {
        Ok(self.0.find_choices(draft, place, text)?)
    }

    /// A picture or sound that the form of a draft names, in memory; none if it is not here.
    pub fn open_media(&self, draft: DraftId, name: &str) -> Outcome<Option<Vec<u8>>> {
        Ok(self.0.open_media(draft, name)?)
    }

    /// The small picture of a photo that is an answer, signed or not; none if it has none.
    pub fn answer_preview(&self, draft: DraftId, place: &str) -> Outcome<Option<Vec<u8>>> {
        Ok(self.0.answer_preview(draft, place)?)
    }

    /// What the original of an answer is; none if it is no file, or its bytes are not here.
    pub fn answer_file(&self, draft: DraftId, place: &str) -> Outcome<Option<AnswerFile>> {
        Ok(self.0.answer_file(draft, place)?)
    }

    /// A piece of the original of an answer from `offset` on, for a player; empty at the end.
    pub fn read_answer(&self, draft: DraftId, place: &str, offset: u64) -> Outcome<Vec<u8>> {
        Ok(self.0.read_answer(draft, place, offset)?)
    }

    /// Adds a row to a repeat and goes to its first question; answers its place.
    pub fn add_row(&self, draft: DraftId, repeat: &str) -> Outcome<String> {
        Ok(self.0.add_row(draft, repeat)?)
    }

    /// Removes a row.
    pub fn remove_row(&self, draft: DraftId, row: &str) -> Outcome<DraftView> {
        self.0.remove_row(draft, row)?;
        self.view(draft)
    }

    /// Goes to the next step that is asked.
    pub fn next(&self, draft: DraftId) -> Outcome<DraftView> {
        Ok(self.0.next(draft)?)
    }

    /// Goes to the step before.
    pub fn previous(&self, draft: DraftId) -> Outcome<DraftView> {
        Ok(self.0.previous(draft)?)
    }

    /// Goes to a question, a screen or the offer of a row, if it is asked just now.
    pub fn jump(&self, draft: DraftId, place: &str) -> Outcome<DraftView> {
        Ok(self.0.jump(draft, place)?)
    }

    /// Goes past the last question.
    pub fn jump_to_end(&self, draft: DraftId) -> Outcome<DraftView> {
        Ok(self.0.jump_to_end(draft)?)
    }

    /// Deletes a draft with everything that was photographed for it.
    pub fn discard(&self, draft: DraftId) -> Outcome<()> {
        Ok(self.0.discard(draft)?)
    }

    /// How the phone is to follow its place while a draft is open; none unless its form asks.
    pub fn audit_location(&self, draft: DraftId) -> Outcome<Option<AuditLocation>> {
        Ok(self.0.audit_location(draft)?)
    }

    /// The phone found its place while a draft was open, for a log that asks for it.
    pub fn audit_located(&self, draft: DraftId, spot: AuditSpot, is_mock: bool) -> Outcome<()> {
        Ok(self.0.audit_located(draft, spot, is_mock)?)
    }

    /// Says why the answers of a submitted form were changed.
    pub fn audit_reason(&self, draft: DraftId, reason: &str) -> Outcome<()> {
        Ok(self.0.audit_reason(draft, reason)?)
    }

    /// Keeps a text that is no answer yet under a name; none forgets it.
    pub fn jot(&self, name: &str, text: Option<String>) -> Outcome<()> {
        Ok(self.0.jot(name, text.as_deref())?)
    }

    /// The text that was kept last under this name.
    pub fn jotted(&self, name: &str) -> Outcome<Option<String>> {
        Ok(self.0.jotted(name)?)
    }

    /// Finishes a draft: signs it. Answers the record; none when an edit changed nothing.
    pub fn submit(&self, draft: DraftId) -> Outcome<Option<RecordId>> {
        Ok(self.0.submit(draft)?)
    }

    /// Opens a record as a draft; submitting it signs only what is different then.
    pub fn edit(&self, record: RecordId) -> Outcome<DraftId> {
        Ok(self.0.edit(record)?)
    }
}

/// The camera.
#[uniffi::export]
impl Field {
    /// The shutter: from here the bytes of an item come in, as the answer at `place`.
    pub fn seal_begin(&self, draft: DraftId, place: &str, meta: CaptureMeta) -> Outcome<SealId> {
        Ok(self.0.seal_begin(Some((draft, place)), meta)?)
    }

    /// The next bytes, at most 256 KiB.
    pub fn seal_push(&self, id: SealId, bytes: Vec<u8>) -> Outcome<()> {
        Ok(self.0.seal_push(id, &bytes)?)
    }

    /// The last byte has come: the item is sealed and previewed, durable, and nobody's yet.
    pub fn seal_finish(&self, id: SealId, fix: Option<ShutterFix>) -> Outcome<Sealed> {
        Ok(self.0.seal_finish(id, fix)?.into())
    }

    /// The grade that a picture taken now would get, and why not better. Nothing is stored.
    pub fn would_grade(&self, meta: CaptureMeta, fix: Option<ShutterFix>) -> GradeTold {
        self.0.would_grade(&meta, fix).into()
    }

    /// The answer about faces, given after the shutter: the preview is made anew as it says.
    /// Until then a capture has begun with an answer that gets a blurred one.
    pub fn tell_faces(&self, id: SealId, faces: Faces) -> Outcome<()> {
        Ok(self.0.tell_faces(id, faces)?)
    }

    /// A fix that came after the shutter; it counts until the entry is signed.
    pub fn late_fix(&self, id: SealId, fix: ShutterFix) -> Outcome<GradeTold> {
        Ok(self.0.late_fix(id, fix)?.into())
    }

    /// Takes a capture back: no entry, no bytes.
    pub fn retake(&self, id: SealId) -> Outcome<()> {
        Ok(self.0.retake(id)?)
    }

    /// The person keeps it: it becomes the answer. Its entry, once the fix is here or a minute old.
    pub fn keep(&self, id: SealId) -> Outcome<Option<EntryId>> {
        Ok(self.0.keep(id)?)
    }

    /// Signs what is kept and due; to be called now and then while a capture waits.
    pub fn sign_due(&self) -> Outcome<Vec<EntryId>> {
        Ok(self.0.sign_due()?)
    }

    /// The bytes of a signed piece of evidence, `preview` or `original`, all in memory.
    pub fn open_blob(&self, record: RecordId, role: &str) -> Outcome<Vec<u8>> {
        Ok(self.0.open_blob(record, role)?)
    }
}

/// Looking at records.
#[uniffi::export]
impl Field {
    /// The records, newest first.
    pub fn records(&self, filter: RecordFilter) -> Outcome<Vec<RecordSummary>> {
        Ok(self.0.records(filter)?)
    }

    /// Her own reports, newest first: at most `most` of those that pass the filter.
    pub fn own_reports(&self, filter: ReportFilter, most: u32) -> Outcome<OwnReports> {
        Ok(self.0.own_reports(filter, usize::try_from(most).unwrap_or(usize::MAX))?.into())
    }

    /// One report, as its author is told of it.
    pub fn report(&self, record: RecordId) -> Outcome<OwnReport> {
        Ok(self.0.report(record)?.into())
    }

    /// A record, folded as this phone sees it.
    pub fn fold(&self, record: RecordId) -> Outcome<FoldedRecord> {
        Ok(self.0.fold(record)?.into())
    }

    /// What was asked and answered in a record, in the order of its form.
    pub fn read_record(&self, record: RecordId) -> Outcome<Vec<RecordAnswer>> {
        Ok(self.0.read_record(record)?)
    }

    /// How one value of a conflict reads at its question.
    pub fn read_value(
        &self,
        record: RecordId,
        path: Path,
        value: FieldValue,
    ) -> Outcome<QuestionView> {
        Ok(self.0.read_value(record, &path, &value)?)
    }

    /// Every path in conflict, of all records.
    pub fn conflicts(&self) -> Outcome<Vec<ConflictView>> {
        Ok(self.0.conflicts()?)
    }

    /// Settles a conflict: a later write to that path, by a person.
    pub fn resolve(&self, record: RecordId, path: Path, value: FieldValue) -> Outcome<EntryId> {
        Ok(self.0.resolve(record, &path, value)?)
    }

    /// Settles it by a third answer, in the text that ODK would store; empty clears.
    pub fn resolve_text(&self, record: RecordId, path: Path, text: &str) -> Outcome<EntryId> {
        Ok(self.0.resolve_text(record, &path, text)?)
    }

    /// The history of a record.
    pub fn timeline(&self, record: RecordId) -> Outcome<Vec<TimelineItem>> {
        Ok(self.0.timeline(record)?)
    }

    /// Checks a record: its own entries, and the evidence in it.
    pub fn verify(&self, record: RecordId) -> Outcome<Vec<Finding>> {
        Ok(self.0.verify(record)?.into_iter().map(Finding::from).collect())
    }

    /// Checks one piece of evidence; `evidence_altered` if a single bit of it changed.
    pub fn verify_evidence(&self, record: RecordId) -> Outcome<Vec<Finding>> {
        let findings = self.0.verify_evidence(record)?.report.findings;
        Ok(findings.into_iter().map(Finding::from).collect())
    }

    /// The grade of one piece of evidence, and why not better; `evidence_altered` as above.
    pub fn evidence_grade(&self, record: RecordId) -> Outcome<GradeTold> {
        Ok(self.0.verify_evidence(record)?.report.graded.into())
    }

    /// Signs an act: on a record, or (none) opening one, in the province given or this person's own.
    /// Whether it counts is for the fold to say.
    pub fn act(
        &self,
        record: Option<RecordId>,
        verb: Verb,
        args: Args,
        refs: Vec<RecordId>,
        province: Option<String>,
    ) -> Outcome<EntryId> {
        Ok(self.0.act(record, verb, args, &refs, province.as_deref())?)
    }

    /// Erases a record: its bodies are destroyed here at once, everywhere once they heard of it.
    pub fn erase(&self, record: RecordId, reason: &str) -> Outcome<EntryId> {
        Ok(self.0.erase(record, reason)?)
    }
}
