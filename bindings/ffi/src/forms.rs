//! Forms, drafts, questions and answers. A place in a draft crosses as text; keep it as it is.

use saksi_device::field::{DraftId, DraftSummary, FormInfo};
use saksi_device::field::{DraftView as View, QuestionView as Question};
use saksi_domain::forms::definition::{MetadataKind, QuestionType};
use saksi_domain::forms::{Answer, Definition, GeoPoint, Step as At};
use saksi_domain::journal::{Digest, RecordId};

/// A form that can be filled in.
#[uniffi::remote(Record)]
pub struct FormInfo {
    /// Its id, such as `F02`.
    pub id: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of its source.
    pub hash: Digest,
    /// Its title in the language on screen.
    pub title: String,
    /// Was it published by the project? Else somebody installed it from a file.
    pub published: bool,
}

/// A draft in a list.
#[uniffi::remote(Record)]
pub struct DraftSummary {
    /// The draft.
    pub id: DraftId,
    /// The form's id.
    pub form: String,
    /// The form's version.
    pub version: String,
    /// The record that it edits, if it is not a new one.
    pub record: Option<RecordId>,
    /// When it was last changed.
    pub changed_ms: i64,
}

/// What is filled in without asking.
#[uniffi::remote(Enum)]
pub enum MetadataKind {
    /// When the form was opened.
    Start,
    /// When it was finalised.
    End,
    /// The day it was opened.
    Today,
    /// Stands for the device: the member's pseudonym.
    DeviceId,
    /// The member's pseudonym.
    Username,
    /// Always blank: Saksi knows no one's telephone number.
    PhoneNumber,
    /// Always blank: Saksi knows no one's address.
    Email,
    /// Always blank: Saksi reads no SIM card.
    Sim,
    /// The id of the submission.
    InstanceId,
    /// Filled in by a preload that is not known; blank.
    Other,
}

/// The type of a question.
#[uniffi::remote(Enum)]
pub enum QuestionType {
    /// Free text.
    Text,
    /// A whole number of 32 bits.
    Integer,
    /// A whole number of 64 bits.
    Long,
    /// A decimal.
    Decimal,
    /// True or false.
    Boolean,
    /// Something to read.
    Note,
    /// One of a list.
    SelectOne,
    /// Any of a list.
    SelectMultiple,
    /// A list put in order.
    Rank,
    /// A position.
    Geopoint,
    /// A line of positions.
    Geotrace,
    /// A closed line of positions.
    Geoshape,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// A date with time.
    DateTime,
    /// A photo.
    Image,
    /// A sound.
    Audio,
    /// A film.
    Video,
    /// Any file.
    File,
    /// A scanned code.
    Barcode,
    /// "OK".
    Acknowledge,
    /// A computed value that nobody sees.
    Calculate,
    /// A value that the caller sets and nobody sees.
    Hidden,
    /// What is filled in without asking.
    Metadata(MetadataKind),
    /// The position when the form was opened, taken without asking.
    StartGeopoint,
    /// A sound recorded in the background.
    BackgroundAudio,
    /// The log of how the form was filled in.
    Audit,
}

/// A position in whole numbers.
#[uniffi::remote(Record)]
pub struct GeoPoint {
    /// Latitude in 1e-7 degree, north positive.
    pub lat_e7: i64,
    /// Longitude in 1e-7 degree, east positive.
    pub lon_e7: i64,
    /// Altitude in mm above the ellipsoid, if known.
    pub alt_mm: Option<i64>,
    /// The 68 % radius in mm, if known; a point set by hand has none.
    pub acc_mm: Option<i64>,
}

/// One answer.
#[uniffi::remote(Enum)]
pub enum Answer {
    /// Text.
    Text(String),
    /// A whole number.
    Int(i64),
    /// A decimal in canonical text.
    Decimal(String),
    /// The code of the chosen choice.
    One(String),
    /// The codes of the chosen choices.
    Many(Vec<String>),
    /// Codes in the order that a person put them in.
    Ranking(Vec<String>),
    /// True or false.
    Boolean(bool),
    /// A position.
    Point(GeoPoint),
    /// A line: two positions or more.
    Trace(Vec<GeoPoint>),
    /// A closed line: the last position is the first.
    Shape(Vec<GeoPoint>),
    /// A date, ISO.
    Date(String),
    /// A time of day, ISO.
    Time(String),
    /// A date with time and zone, ISO.
    DateTime(String),
    /// A photo, sound, film or file; set by `keep`, not by hand.
    Media(Digest),
    /// A file by its name, of a form that came with one; it is no evidence.
    FileName(String),
    /// "OK" was tapped.
    Acknowledged,
}

/// A choice that is offered.
#[derive(Debug, Clone, uniffi::Record)]
pub struct Choice {
    /// What is stored.
    pub code: String,
    /// What a person reads.
    pub label: String,
}

/// One question as it is to be shown.
#[derive(Debug, Clone, uniffi::Record)]
pub struct QuestionView {
    /// Its place.
    pub place: String,
    /// Its type.
    pub kind: Option<QuestionType>,
    /// What a person reads.
    pub label: String,
    /// Smaller print.
    pub hint: String,
    /// Appearances, as written in the form.
    pub appearance: Vec<String>,
    /// The answer so far.
    pub value: Option<Answer>,
    /// Must it be answered?
    pub required: bool,
    /// Does it take no answer just now?
    pub readonly: bool,
    /// The choices offered.
    pub choices: Vec<Choice>,
    /// The file that its choices come from, if that is not on this phone: nothing can be chosen.
    #[uniffi(default = None)]
    pub missing_list: Option<String>,
}

impl From<Question> for QuestionView {
    fn from(question: Question) -> Self {
        let choices = question.choices.into_iter();
        Self {
            place: question.place,
            kind: question.kind,
            label: question.label,
            hint: question.hint,
            appearance: question.appearance,
            value: question.value,
            required: question.required,
            readonly: question.readonly,
            choices: choices.map(|(code, label)| Choice { code, label }).collect(),
            missing_list: question.missing_list,
        }
    }
}

/// A step of the way through a draft.
#[derive(Debug, Clone, uniffi::Record)]
pub struct Step {
    /// The question or repeat there; none at the start and at the end.
    pub place: Option<String>,
    /// After the rows of the repeat at `place`: add one?
    pub adds_row: bool,
    /// At `place` is a group, or a row, that is shown on one screen.
    pub is_group: bool,
    /// Past the last question.
    pub at_end: bool,
}

impl Step {
    fn of(at: &At, form: &Definition) -> Self {
        let (adds_row, at_end) = (matches!(at, At::AddRow(_)), *at == At::End);
        let is_group = matches!(at, At::Group(_));
        let place = match at {
            At::Question(place) | At::AddRow(place) | At::Group(place) => Some(place),
            At::Start | At::End => None,
        };
        Self { place: place.map(|place| form.place_text(place)), adds_row, is_group, at_end }
    }
}

/// A place that keeps a draft from being finalised.
#[derive(Debug, Clone, uniffi::Record)]
pub struct Failing {
    /// Where.
    pub place: String,
    /// Why: `form_missing`, `form_constraint`, `form_not_a_choice`.
    pub why: String,
}

impl Failing {
    fn all(list: Vec<(String, &'static str)>) -> Vec<Self> {
        list.into_iter().map(|(place, why)| Self { place, why: why.to_owned() }).collect()
    }
}

/// A draft as it stands.
#[derive(Debug, Clone, uniffi::Record)]
pub struct DraftView {
    /// The draft.
    pub id: DraftId,
    /// The form's id.
    pub form: String,
    /// The form's version.
    pub version: String,
    /// The record that it edits.
    pub record: Option<RecordId>,
    /// Where the person stands.
    pub step: Step,
    /// The question there, if it is one.
    pub question: Option<QuestionView>,
    /// The questions there, if it is a group that is shown on one screen.
    pub screen: Vec<QuestionView>,
    /// All steps that are asked just now.
    pub steps: Vec<Step>,
    /// What keeps it from being finalised.
    pub failing: Vec<Failing>,
    /// The text of the form's Stop, if it says so just now: show it, nothing can be written.
    pub stop: Option<String>,
}

impl DraftView {
    pub(crate) fn of(
        View { id, form, version, record, step, question, screen, steps, failing, stop }: View,
        by: &Definition,
    ) -> Self {
        let (step, steps) = (Step::of(&step, by), steps.iter().map(|s| Step::of(s, by)).collect());
        let (question, failing) = (question.map(QuestionView::from), Failing::all(failing));
        let screen = screen.into_iter().map(QuestionView::from).collect();
        Self { id, form, version, record, step, question, screen, steps, failing, stop }
    }
}
