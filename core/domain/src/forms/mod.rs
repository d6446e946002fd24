//! Forms: from a spreadsheet to questions, answers and a submission. Pure and sans-I/O.
//!
//! In reading order: [`import`] makes a [`Definition`] of a form or says everything that is
//! wrong with it ([`problem::FormError`]); [`xpath`] is the language of its cells; [`Session`] fills
//! it in; [`Submission`] is what the journal signs. Formats: `docs/formats/forms.md`. An XLSForm
//! becomes an XForm ([`xlsform`]), every XForm becomes a definition ([`xform`]), so that both mean
//! the same by construction.
//!
//! | do | with |
//! | --- | --- |
//! | compile | [`import::from_bytes`]`(bytes, name)` of any kind, [`import::from_xlsx`], [`import::from_csv`]`(survey, choices, settings)`, [`xform::compile`]`(&document, hash)` |
//! | say what deserves a second look | [`xform::lint`]`(&definition)` |
//! | XLSForm ↔ XForm | [`xlsform::Workbook`], [`xlsform::document`]`(&workbook)`, [`xlsform::workbook`]`(&document)` |
//! | look at a form | [`Definition`], [`definition::Node`], [`Definition::find`], [`Definition::choices`] |
//! | fill in | [`Session::start`]`(definition, context)`, [`Session::answer`], [`Session::add_row`], [`Session::remove_row`] → [`Changes`] |
//! | move | [`Session::next`], [`Session::previous`], [`Session::jump`], [`Session::step`] → [`Step`] |
//! | keep and reopen | [`Session::draft`] → [`Draft`] → [`Session::restore`] |
//! | finish | [`Session::finalise`]`(now)` → [`Submission`], or [`FinaliseError`] with all that fails, or its Stop |
//! | edit later | [`reopen`]`(definition, folded, context)`, then [`Session::revise`]; [`diff`] alone |
//! | judge a folded record | [`check`]`(definition, folded, now)` → [`Failing`] findings |
//! | name a place | [`Place`] ↔ journal path ([`Definition::path`], [`Definition::place`]) ↔ text |
//!
//! # Examples
//!
//! A form of two questions, filled in and finished:
//!
//! ```
//! use saksi_domain::forms::{Answer, Context, Moment, Place, Session, import};
//! let survey = "type,name,label,relevant\n\
//!     integer,trucks,Berapa truk?,\n\
//!     text,plates,Warna truk?,${trucks} > 0\n";
//! let form = import::from_csv(survey.as_bytes(), b"", b"form_id,version\nT1,1\n").unwrap();
//! let (trucks, plates) = (Place::of(form.find("trucks").unwrap().id), Place::of(form.find("plates").unwrap().id));
//! let now = Moment { ms: 1_795_500_000_000, zone_minutes: 480 };
//! let context = Context { now, language: "id".into(), member: "m1".into(), row_seed: [7; 32] };
//! let mut session = Session::start(form.into(), context);
//! assert!(!session.is_relevant(&plates));
//! let changes = session.answer(&trucks, Some(Answer::Int(3))).unwrap();
//! assert_eq!(changes.list.len(), 2); // the value, and `plates` is now asked
//! assert_eq!(session.finalise(now).unwrap().writes, [(vec!["trucks".into()], 3.into())]);
//! ```

pub mod action;
pub mod answer;
mod appearance;
pub mod audit;
pub mod calendar;
mod cell;
mod choices;
pub mod control;
pub mod decimal;
pub mod definition;
pub mod encrypted;
mod geopoint;
mod graph;
pub mod import;
mod kind;
pub mod lists;
mod media;
mod node;
mod parameters;
mod place;
pub mod problem;
mod rank;
pub mod risk;
mod rule;
mod rule_xform;
mod secondary;
pub mod session;
pub mod submission;
#[cfg(test)]
mod tests;
mod wording;
pub mod xform;
pub mod xlsform;
pub mod xml;
pub mod xpath;

pub use answer::{Answer, AnswerError};
pub use calendar::Moment;
pub use definition::Definition;
pub use geopoint::GeoPoint;
pub use media::media_file;
pub use place::{ORDER, Place};
pub use problem::FormError;
pub use session::change::{Change, Changes, Failing, FinaliseError, Stop, What, Why};
pub use session::{Context, Draft, DraftError, Reopened, Session, Step, check, reopen, reopen_in};
pub use submission::{Folded, Submission, Write, diff};
