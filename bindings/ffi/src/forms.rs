//! Forms, drafts, questions and answers. A place in a draft crosses as text; keep it as it is.

use saksi_device::field::{
    DraftId, DraftSummary, DraftView, FailingQuestion, FormInfo, Heading, QuestionParameters,
    QuestionView, RowView, StepKind, StepView,
};
use saksi_domain::forms::definition::{
    Appearance, MetadataKind, Quality, QuestionType, RangeBounds,
};
use saksi_domain::forms::session::OfferedChoice;
use saksi_domain::forms::{Answer, GeoPoint, Why};
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

/// How a question asks to be shown; what cannot be shown so falls back to the plain control.
#[uniffi::remote(Enum)]
pub enum Appearance {
    /// `numbers`: a keyboard of digits for a text.
    Numbers,
    /// `multiline`
    Multiline,
    /// `url`: opens the answer as an address.
    Url,
    /// `ex:…`: another application answers; what stands after the colon.
    External(String),
    /// `thousands-sep`
    ThousandsSeparator,
    /// `bearing`: a compass for a decimal.
    Bearing,
    /// `vertical`
    Vertical,
    /// `no-ticks`
    NoTicks,
    /// `picker`
    Picker,
    /// `rating`
    Rating,
    /// `new`: no choosing of an older file.
    New,
    /// `new-front`: the front camera.
    NewFront,
    /// `draw`
    Draw,
    /// `annotate`
    Annotate,
    /// `signature`
    Signature,
    /// `no-calendar`
    NoCalendar,
    /// `month-year`
    MonthYear,
    /// `year`
    Year,
    /// `ethiopian`
    Ethiopian,
    /// `coptic`
    Coptic,
    /// `islamic`
    Islamic,
    /// `bikram-sambat`
    BikramSambat,
    /// `myanmar`
    Myanmar,
    /// `persian`
    Persian,
    /// `placement-map`
    PlacementMap,
    /// `maps`
    Maps,
    /// `hide-input`
    HideInput,
    /// `minimal`
    Minimal,
    /// `search`: a field that narrows the choices; not the function `search(…)`.
    Search,
    /// `quick`: goes on once a choice is taken.
    Quick,
    /// `columns`
    Columns,
    /// `columns-pack`
    ColumnsPack,
    /// `columns-n`
    ColumnsOf(u8),
    /// `no-buttons`
    NoButtons,
    /// `image-map`
    ImageMap,
    /// `likert`
    Likert,
    /// `map`
    Map,
    /// `field-list`: everything in a group on one screen.
    FieldList,
    /// `label`
    Label,
    /// `list`
    List,
    /// `list-nolabel`
    ListNoLabel,
    /// `table-list`
    TableList,
    /// `counter`
    Counter,
    /// `hidden-answer`
    HiddenAnswer,
    /// `printer:…`: what stands after the colon.
    Printer(String),
    /// `masked`
    Masked,
    /// A word that this list does not know.
    Unknown(String),
}

/// A choice as it is offered, in the language on screen.
#[uniffi::remote(Record)]
pub struct OfferedChoice {
    /// What is stored.
    pub code: String,
    /// What a person reads.
    pub label: String,
    /// The name of a picture file.
    pub image: Option<String>,
    /// The name of a sound file that reads it aloud.
    pub audio: Option<String>,
    /// The name of a film file.
    pub video: Option<String>,
}

/// The bounds of a range, as decimals in text.
#[uniffi::remote(Record)]
pub struct RangeBounds {
    /// The first value; may be above `end`.
    pub start: String,
    /// The last value.
    pub end: String,
    /// The distance between two values; never zero.
    pub step: String,
}

/// How well a sound is recorded.
#[uniffi::remote(Enum)]
pub enum Quality {
    /// As well as the phone can.
    Normal,
    /// Good enough for speech.
    VoiceOnly,
    /// Small.
    Low,
    /// Whatever another application gives.
    External,
}

/// What governs a question besides its type and appearance.
#[uniffi::remote(Record)]
pub struct QuestionParameters {
    /// Lines of a text field.
    pub rows: Option<u32>,
    /// The longer side of a picture, in pixels.
    pub max_pixels: Option<u32>,
    /// A position is good enough once it is this good, in mm.
    pub enough_accuracy_mm: Option<u32>,
    /// A position worse than this is warned about, in mm.
    pub poor_accuracy_mm: Option<u32>,
    /// May a position come from a mock provider?
    pub allow_mock: Option<bool>,
    /// How well a sound is recorded.
    pub quality: Option<Quality>,
}

/// A row of a repeat, in a heading.
#[uniffi::remote(Record)]
pub struct RowView {
    /// The row.
    pub place: String,
    /// Which one, from 1.
    pub number: u32,
    /// Of how many.
    pub of: u32,
    /// May a person remove it?
    pub removable: bool,
}

/// What stands over a question: a group, or a row of a repeat.
#[uniffi::remote(Record)]
pub struct Heading {
    /// The label; may be empty over a row.
    pub label: String,
    /// The row, if it is one.
    pub row: Option<RowView>,
}

/// One question as it is to be shown.
#[uniffi::remote(Record)]
pub struct QuestionView {
    /// Its place.
    pub place: String,
    /// Its type.
    pub kind: Option<QuestionType>,
    /// What a person reads.
    pub label: String,
    /// Smaller print.
    pub hint: String,
    /// Help for those who train.
    pub guidance: Option<String>,
    /// The name of the label's picture file, if it is on this phone, as with the next ones.
    pub image: Option<String>,
    /// The name of a larger picture of the same.
    #[uniffi(default = None)]
    pub big_image: Option<String>,
    /// The name of the sound file that reads the label aloud.
    pub audio: Option<String>,
    /// The name of the label's film file.
    pub video: Option<String>,
    /// What stands over it on its own screen, outermost first.
    pub headings: Vec<Heading>,
    /// Appearances, in the order of the form.
    pub appearance: Vec<Appearance>,
    /// The bounds of a range.
    pub range: Option<RangeBounds>,
    /// What else governs it.
    pub parameters: QuestionParameters,
    /// Is what is typed to be hidden?
    pub secret: bool,
    /// The answer so far.
    pub value: Option<Answer>,
    /// Must it be answered?
    pub required: bool,
    /// The form's own words for when it must be and is not.
    pub required_message: Option<String>,
    /// The form's own words for an answer that its constraint refuses.
    pub constraint_message: Option<String>,
    /// Does it take no answer just now?
    pub readonly: bool,
    /// The choices offered: all, or of a long list the first and the chosen ones.
    pub choices: Vec<OfferedChoice>,
    /// How many are offered in all.
    pub choices_in_all: u32,
    /// Is the list so long, or so marked, that it is to be searched?
    pub searched: bool,
    /// The file that its choices come from, if that is not on this phone: nothing can be chosen.
    #[uniffi(default = None)]
    pub missing_list: Option<String>,
    /// Is it refused an answer as long as that list is missing? Else any code may be written.
    #[uniffi(default = false)]
    pub blocked: bool,
}

/// What kind of place a step is.
#[uniffi::remote(Enum)]
pub enum StepKind {
    /// Before the first question.
    Start,
    /// One question.
    Question,
    /// A group, or a row, all of which is one screen.
    Group,
    /// After the rows of a repeat: add one?
    AddRow,
    /// Past the last question.
    End,
}

/// A step of the way through a draft.
#[uniffi::remote(Record)]
pub struct StepView {
    /// What kind of place it is.
    pub kind: StepKind,
    /// The question, group, row or repeat there; none at the start and at the end.
    pub place: Option<String>,
    /// Its label.
    pub label: String,
    /// What stands over it, outermost first.
    pub headings: Vec<Heading>,
    /// Is all that takes an answer there answered? None where nothing does.
    pub answered: Option<bool>,
    /// Does something there keep the draft from being finalised?
    pub failing: bool,
}

/// Why a question keeps a form from being finalised, or a folded record from being sound.
#[uniffi::remote(Enum)]
pub enum Why {
    /// An answer is required.
    Missing,
    /// The constraint fails.
    Constraint,
    /// The chosen code is not offered.
    NotAChoice,
    /// Only in a folded record: the value is not one of the question's type.
    Unreadable,
    /// Only in a folded record: there is an answer, yet the question would not be asked.
    NotAsked,
}

/// A question that keeps a draft from being finalised.
#[uniffi::remote(Record)]
pub struct FailingQuestion {
    /// Where.
    pub place: String,
    /// Its label.
    pub label: String,
    /// Why.
    pub why: Why,
    /// The form's own words for it.
    pub message: Option<String>,
}

/// A draft as it stands.
#[uniffi::remote(Record)]
pub struct DraftView {
    /// The draft.
    pub id: DraftId,
    /// The form's id.
    pub form: String,
    /// The form's version.
    pub version: String,
    /// The form's title in the language on screen.
    pub title: String,
    /// The record that it edits.
    pub record: Option<RecordId>,
    /// Where the person stands.
    pub step: StepView,
    /// Which of the steps with questions that is, from 1; 0 at the start.
    pub position: u32,
    /// How many steps with questions there are just now.
    pub of: u32,
    /// The question there, or all of a group that is shown on one screen.
    pub questions: Vec<QuestionView>,
    /// What keeps it from being finalised, in the order of the form: of the questions there, and at
    /// the end of all.
    pub failing: Vec<FailingQuestion>,
    /// The text of the form's Stop, if it says so just now: show it, nothing can be written.
    pub stop: Option<String>,
}
