//! Records as they are looked at: lists, folds, conflicts, timelines.

use saksi_device::field::{
    self as device, ConflictView, QuestionView, RecordAnswer, RecordFilter, RecordSummary,
    ReportFilter, ReportStanding, TimelineItem,
};
use saksi_domain::journal::acts::RecordKind;
use saksi_domain::journal::record::{Folded, Live, PathState};
use saksi_domain::journal::{
    EntryId, Kind as EntryKind, MemberId, Path, RecordId, ScopeLabel, cbor::Value as FieldValue,
};
use saksi_domain::sync::plan::RecordState;

use crate::acts::ActTold;

/// What kind of record.
#[uniffi::remote(Enum)]
pub enum RecordKind {
    /// One filled-in form, with its evidence.
    Submission,
    /// A piece of evidence.
    Evidence,
    /// The consents of one person.
    Person,
    /// A problem of the register.
    Problem,
    /// A forum.
    Msf,
    /// A meeting.
    Meeting,
}

/// How far a record has come.
#[uniffi::remote(Enum)]
pub enum RecordState {
    /// Being filled in; nobody else knows of it.
    Draft,
    /// Signed, and waiting on this phone.
    Ready,
    /// The hub signed a receipt for every entry.
    Sent,
    /// And it has the original of every photo.
    OriginalReceived,
}

/// Which records to list; everything is optional.
#[uniffi::remote(Record)]
pub struct RecordFilter {
    /// Only of this kind.
    #[uniffi(default = None)]
    pub kind: Option<RecordKind>,
    /// Only of this scope.
    #[uniffi(default = None)]
    pub scope: Option<ScopeLabel>,
    /// Only those whose root this person signed.
    #[uniffi(default = false)]
    pub mine: bool,
    /// Only in this state.
    #[uniffi(default = None)]
    pub state: Option<RecordState>,
}

/// A record in a list.
#[uniffi::remote(Record)]
pub struct RecordSummary {
    /// The record.
    pub record: RecordId,
    /// Its kind.
    pub kind: Option<RecordKind>,
    /// The form's id, of a submission.
    pub form: Option<String>,
    /// Who signed its root.
    pub author: MemberId,
    /// The device's clock at the root; 0 if the body is gone.
    pub made_ms: i64,
    /// How far it has come.
    pub state: RecordState,
    /// How many paths are in conflict.
    pub conflicts: usize,
    /// Was it erased?
    pub erased: bool,
    /// The number that stands for a report that is put away: nothing else of it is to be shown.
    pub put_away: Option<String>,
}

/// How far a report has come, in what its author cares about.
#[uniffi::remote(Enum)]
pub enum ReportStanding {
    /// On this phone only.
    Waiting,
    /// The hub signed a receipt; an original photo waits.
    PhotosWait,
    /// Everything is there with a receipt; nobody has decided.
    BeingChecked,
    /// A second person found it good.
    Accepted,
    /// It came back with a reason, and was not corrected since.
    Returned,
    /// It counts for nothing, and somebody said why.
    Void,
    /// She took it back.
    Withdrawn,
}

/// Which of her reports are listed.
#[uniffi::remote(Enum)]
pub enum ReportFilter {
    /// All, those that were withdrawn last.
    All,
    /// Those of which the hub has no receipt.
    Waiting,
    /// Those that came back and were not corrected since.
    Returned,
    /// Those that the hub has a receipt for, those that came back too.
    Received,
}

/// A report, as its author is told of it.
#[derive(Debug, Clone, uniffi::Record)]
pub struct OwnReport {
    /// The record.
    pub record: RecordId,
    /// The form's id; none once it was withdrawn.
    pub form: Option<String>,
    /// The device's clock when it was signed; 0 once it was withdrawn.
    pub made_ms: i64,
    /// How far it has come.
    pub standing: ReportStanding,
    /// What was decided about it, in causal order.
    pub acts: Vec<ActTold>,
    /// The number that stands for it where it is put away: nothing else of it is to be shown.
    pub put_away: Option<String>,
}

impl From<device::OwnReport> for OwnReport {
    fn from(report: device::OwnReport) -> Self {
        let device::OwnReport { record, form, made_ms, standing, acts, put_away } = report;
        let acts = acts.into_iter().map(ActTold::from).collect();
        Self { record, form, made_ms, standing, acts, put_away }
    }
}

/// A page of her reports, and how many there are.
#[derive(Debug, Clone, uniffi::Record)]
pub struct OwnReports {
    /// The newest that pass the filter.
    pub newest: Vec<OwnReport>,
    /// Do more pass it?
    pub more: bool,
    /// How many there are of any standing.
    pub in_all: usize,
    /// How many wait on this phone.
    pub waiting: usize,
    /// For how many the hub signed a receipt.
    pub received: usize,
}

impl From<device::OwnReports> for OwnReports {
    fn from(page: device::OwnReports) -> Self {
        let device::OwnReports { newest, more, in_all, waiting, received } = page;
        let newest = newest.into_iter().map(OwnReport::from).collect();
        Self { newest, more, in_all, waiting, received }
    }
}

/// One live value of a path.
#[uniffi::remote(Record)]
pub struct Live {
    /// The value.
    pub value: FieldValue,
    /// The entry that wrote it.
    pub entry: EntryId,
    /// Its author.
    pub author: MemberId,
}

/// What stands at a path.
#[uniffi::remote(Enum)]
pub enum PathState {
    /// One value, and every live entry that wrote it.
    Value(FieldValue, Vec<EntryId>),
    /// Different values, none written in view of the others.
    Conflict(Vec<Live>),
}

/// A path in conflict.
#[uniffi::remote(Record)]
pub struct ConflictView {
    /// The record.
    pub record: RecordId,
    /// The path.
    pub path: Path,
    /// The values, each with entry and author.
    pub live: Vec<Live>,
    /// Are all of them this person's own? Only then she is asked.
    pub mine: bool,
}

/// A path and what stands there.
#[derive(Debug, Clone, uniffi::Record)]
pub struct FieldState {
    /// The path.
    pub path: Path,
    /// What stands there.
    pub state: PathState,
}

/// A folded record.
#[derive(Debug, Clone, uniffi::Record)]
pub struct FoldedRecord {
    /// The record.
    pub record: RecordId,
    /// Its kind; none while its root is missing or from a newer version.
    pub kind: Option<RecordKind>,
    /// Who signed its root.
    pub author: Option<MemberId>,
    /// Its fields, by path; none once it is erased.
    pub fields: Vec<FieldState>,
    /// Its acts, in causal order.
    pub acts: Vec<ActTold>,
    /// Was it erased?
    pub erased: bool,
}

impl From<Folded> for FoldedRecord {
    fn from(Folded { record, kind, author, fields, acts, erased, .. }: Folded) -> Self {
        let fields = fields.into_iter().map(|(path, state)| FieldState { path, state });
        let (fields, acts) = (fields.collect(), acts.into_iter().map(ActTold::from).collect());
        Self { fields, acts, record, kind, author, erased }
    }
}

/// One answer of a record, as a person reads it.
#[uniffi::remote(Record)]
pub struct RecordAnswer {
    /// Where it stands in the record.
    pub path: Path,
    /// The question with its answer; of a path in conflict, the value that every phone shows.
    pub question: QuestionView,
    /// Is it kept apart, in the vault record?
    pub personal: bool,
}

/// What an entry is.
#[uniffi::remote(Enum)]
pub enum EntryKind {
    /// The member line.
    Member,
    /// A new run of a key.
    Log,
    /// Fields of a record.
    Change,
    /// One piece of evidence.
    Evidence,
    /// A step of a state machine.
    Act,
    /// Bodies of a record are to be destroyed.
    Erase,
    /// A form, dataset or catalogue.
    Publish,
    /// From a newer version.
    Unknown(u64),
}

/// One entry of a record, as a person reads its history.
#[uniffi::remote(Record)]
pub struct TimelineItem {
    /// The entry.
    pub entry: EntryId,
    /// What it is.
    pub kind: EntryKind,
    /// The verb's number, of an act.
    pub verb: Option<u64>,
    /// Who signed.
    pub author: MemberId,
    /// What the device's clock said; none if the body is gone.
    pub device_ms: Option<i64>,
    /// Time of the first checkpoint that covers it; none while it is not on the hub.
    pub recorded_ms: Option<i64>,
    /// Paths written.
    pub paths: Vec<Path>,
    /// `ok`, or the code of why it has no effect.
    pub effect: String,
}
