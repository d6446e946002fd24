//! Answers, in the shape that the journal signs.
//!
//! What a person entered, typed by its question and in one canonical spelling; no floats. How an
//! answer came about (screens, relevance) is in [`super::session`]. `Display` is left out on
//! purpose: an answer has no place in a log.

use serde::{Deserialize, Serialize};
use std::fmt;
use unicode_normalization::UnicodeNormalization;

use super::definition::QuestionType;
use super::geopoint::GeoPoint;
use super::{calendar, decimal};
use crate::journal::Digest;
use crate::journal::cbor::Value;

/// The longest text answer, in bytes; a body in the journal has 1 MiB in all.
pub const MAX_TEXT: usize = 64 * 1024;

/// One answer. Codes of a select-multiple stand in the order of the choice list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// Text in NFC.
    Text(String),
    /// A whole number.
    Int(i64),
    /// A decimal in canonical text.
    Decimal(String),
    /// The code of the chosen choice.
    One(String),
    /// The codes of the chosen choices; atomic, never merged.
    Many(Vec<String>),
    /// Codes in the order that a person put them in; atomic, never merged.
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
    /// A photo, sound, film or file: the id of its evidence record.
    Media(Digest),
    /// A file by its name, as ODK's submissions have it: of a form that came with a file named in
    /// it, or was filled in by another program. It is no evidence.
    FileName(String),
    /// "OK" was tapped.
    Acknowledged,
}

/// An answer does not fit its question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerError {
    /// Another type than the question asks for.
    WrongType,
    /// Not a value of the type: a date that never was, a position off the globe.
    Malformed,
    /// Longer than [`MAX_TEXT`].
    TooLong,
    /// A code that is not in the question's list.
    NotAChoice,
    /// No such question here: a group, a removed row, a wrong path.
    NoSuchPlace,
    /// The question shows a value and takes none.
    ReadOnly,
}

impl AnswerError {
    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::WrongType => "answer_wrong_type",
            Self::Malformed => "answer_malformed",
            Self::TooLong => "answer_too_long",
            Self::NotAChoice => "answer_not_a_choice",
            Self::NoSuchPlace => "answer_no_such_place",
            Self::ReadOnly => "answer_read_only",
        }
    }
}

impl fmt::Display for AnswerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::WrongType => "the answer has another type than the question",
            Self::Malformed => "the answer is not a value of the question's type",
            Self::TooLong => "the answer is longer than 64 KiB",
            Self::NotAChoice => "the code is not in the question's list",
            Self::NoSuchPlace => "there is no such question here",
            Self::ReadOnly => "the question takes no answer",
        })
    }
}

impl std::error::Error for AnswerError {}

/// Text in NFC, or too long.
fn text_answer(text: &str) -> Result<String, AnswerError> {
    if text.len() > MAX_TEXT {
        return Err(AnswerError::TooLong);
    }
    Ok(text.nfc().collect())
}

impl Answer {
    /// Reads the text that ODK would store for a question of type `kind`; blank text is no answer.
    ///
    /// # Errors
    /// [`AnswerError`] if the text is not a value of that type.
    pub fn from_text(kind: QuestionType, text: &str) -> Result<Option<Self>, AnswerError> {
        use QuestionType as Q;
        if text.is_empty() {
            return Ok(None);
        }
        let need = |value: Option<Self>| value.ok_or(AnswerError::Malformed);
        let answer = match kind {
            Q::Text | Q::Barcode | Q::Calculate | Q::Hidden | Q::Metadata(_) => {
                Self::Text(text_answer(text)?)
            }
            Q::Integer => need(text.trim().parse().ok().map(|n: i32| Self::Int(n.into())))?,
            Q::Long => need(text.trim().parse().ok().map(Self::Int))?,
            Q::Boolean => need(boolean(text.trim()).map(Self::Boolean))?,
            Q::Decimal => need(decimal::canonical(text).map(Self::Decimal))?,
            Q::SelectOne => Self::One(text_answer(text.trim())?),
            Q::SelectMultiple => {
                Self::Many(text_answer(text)?.split_whitespace().map(str::to_owned).collect())
            }
            Q::Rank => {
                Self::Ranking(text_answer(text)?.split_whitespace().map(str::to_owned).collect())
            }
            Q::Geopoint | Q::StartGeopoint => need(GeoPoint::from_text(text).map(Self::Point))?,
            Q::Geotrace => need(points(text).and_then(trace).map(Self::Trace))?,
            Q::Geoshape => need(points(text).and_then(shape).map(Self::Shape))?,
            Q::Date => need(calendar::date(text).map(Self::Date))?,
            Q::Time => need(calendar::time(text).map(Self::Time))?,
            Q::DateTime => need(calendar::date_time(text).map(Self::DateTime))?,
            kind if kind.is_media() => match text.parse() {
                Ok(record) => Self::Media(record),
                Err(_) => Self::FileName(text_answer(text)?),
            },
            Q::Acknowledge if text == "OK" => Self::Acknowledged,
            Q::Note => return Err(AnswerError::ReadOnly),
            _ => return Err(AnswerError::Malformed),
        };
        Ok(Some(answer))
    }

    /// The same answer in canonical spelling, if it is one for a question of type `kind`.
    ///
    /// # Errors
    /// [`AnswerError::WrongType`] and whatever is wrong with the value.
    pub fn canonical(self, kind: QuestionType) -> Result<Self, AnswerError> {
        use QuestionType as Q;
        match (&self, kind) {
            (Self::Int(number), Q::Integer) if i32::try_from(*number).is_err() => {
                Err(AnswerError::Malformed)
            }
            (Self::Int(_), Q::Integer | Q::Long)
            | (Self::Boolean(_), Q::Boolean)
            | (Self::Acknowledged, Q::Acknowledge) => Ok(self),
            (Self::Media(_), kind) if kind.is_media() => Ok(self),
            (Self::FileName(name), kind) if kind.is_media() => {
                text_answer(name).map(Self::FileName)
            }
            (Self::Point(point), Q::Geopoint | Q::StartGeopoint) => {
                point.checked().map(Self::Point).ok_or(AnswerError::Malformed)
            }
            (Self::Trace(points), Q::Geotrace) => {
                checked(points).and_then(trace).map(Self::Trace).ok_or(AnswerError::Malformed)
            }
            (Self::Shape(points), Q::Geoshape) => {
                checked(points).and_then(shape).map(Self::Shape).ok_or(AnswerError::Malformed)
            }
            (
                Self::Text(text),
                Q::Text | Q::Barcode | Q::Calculate | Q::Hidden | Q::Metadata(_),
            )
            | (Self::Decimal(text), Q::Decimal)
            | (Self::One(text), Q::SelectOne)
            | (Self::Date(text), Q::Date)
            | (Self::Time(text), Q::Time)
            | (Self::DateTime(text), Q::DateTime) => {
                Self::from_text(kind, text)?.ok_or(AnswerError::Malformed)
            }
            (Self::Many(codes), Q::SelectMultiple) | (Self::Ranking(codes), Q::Rank) => {
                let good = codes.iter().all(|code| is_code(code));
                if good { Ok(self) } else { Err(AnswerError::Malformed) }
            }
            _ => Err(AnswerError::WrongType),
        }
    }

    /// The text that expressions see and that ODK would store.
    #[must_use]
    pub fn to_text(&self) -> String {
        match self {
            Self::Text(text)
            | Self::Decimal(text)
            | Self::One(text)
            | Self::Date(text)
            | Self::Time(text)
            | Self::DateTime(text)
            | Self::FileName(text) => text.clone(),
            Self::Int(number) => number.to_string(),
            Self::Boolean(truth) => truth.to_string(),
            Self::Many(codes) | Self::Ranking(codes) => codes.join(" "),
            Self::Point(point) => point.to_text(),
            Self::Trace(points) | Self::Shape(points) => {
                points.iter().map(|point| point.to_text()).collect::<Vec<_>>().join(";")
            }
            Self::Media(record) => record.to_string(),
            Self::Acknowledged => "OK".to_owned(),
        }
    }

    /// What is signed.
    #[must_use]
    pub fn to_value(&self) -> Value {
        match self {
            Self::Int(number) => Value::Int(*number),
            Self::Boolean(truth) => Value::Bool(*truth),
            Self::Many(codes) | Self::Ranking(codes) => {
                Value::Array(codes.iter().map(|code| Value::text(code)).collect())
            }
            Self::Point(point) => point.to_value(),
            Self::Trace(points) | Self::Shape(points) => {
                Value::Array(points.iter().map(|point| point.to_value()).collect())
            }
            Self::Media(record) => Value::bytes(&record.0),
            Self::Acknowledged => Value::Bool(true),
            text => Value::text(&text.to_text()),
        }
    }

    /// Reads what was signed back for a question of type `kind`; null is no answer.
    ///
    /// # Errors
    /// [`AnswerError::WrongType`] and whatever is wrong with the value: another program may have
    /// signed it.
    pub fn from_value(kind: QuestionType, value: &Value) -> Result<Option<Self>, AnswerError> {
        use QuestionType as Q;
        let answer = match (kind, value) {
            (_, Value::Null | Value::Gone) => return Ok(None),
            (Q::Integer | Q::Long, Value::Int(number)) => Self::Int(*number),
            (Q::Boolean, Value::Bool(truth)) => Self::Boolean(*truth),
            (Q::SelectMultiple | Q::Rank, Value::Array(items)) => {
                let codes = items.iter().map(|item| item.as_text().map(str::to_owned));
                let codes = codes.collect::<Option<_>>().ok_or(AnswerError::WrongType)?;
                if kind == Q::Rank { Self::Ranking(codes) } else { Self::Many(codes) }
            }
            (Q::Geopoint | Q::StartGeopoint, value @ Value::Array(_)) => {
                Self::Point(GeoPoint::from_value(value).ok_or(AnswerError::Malformed)?)
            }
            (Q::Geotrace | Q::Geoshape, Value::Array(items)) => {
                let points = items.iter().map(GeoPoint::from_value).collect::<Option<_>>();
                let points = points.ok_or(AnswerError::Malformed)?;
                if kind == Q::Geotrace { Self::Trace(points) } else { Self::Shape(points) }
            }
            (kind, Value::Bytes(id)) if kind.is_media() => {
                Self::Media(Digest::try_from(id.as_slice()).map_err(|_| AnswerError::Malformed)?)
            }
            (kind, Value::Text(name)) if kind.is_media() => Self::FileName(name.clone()),
            (Q::Acknowledge, Value::Bool(true)) => Self::Acknowledged,
            (Q::Acknowledge, Value::Bool(false)) => return Ok(None),
            (kind, Value::Text(text)) if is_text(kind) => return Self::from_text(kind, text),
            _ => return Err(AnswerError::WrongType),
        };
        answer.canonical(kind).map(Some)
    }
}

/// Is an answer of this type signed as text?
fn is_text(kind: QuestionType) -> bool {
    use QuestionType as Q;
    matches!(
        kind,
        Q::Text
            | Q::Barcode
            | Q::Calculate
            | Q::Hidden
            | Q::Metadata(_)
            | Q::Decimal
            | Q::SelectOne
            | Q::Date
            | Q::Time
            | Q::DateTime
    )
}

fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

fn points(text: &str) -> Option<Vec<GeoPoint>> {
    let parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
    parts.map(GeoPoint::from_text).collect()
}

fn checked(points: &[GeoPoint]) -> Option<Vec<GeoPoint>> {
    points.iter().map(|point| point.checked()).collect()
}

/// A line has two ends.
fn trace(points: Vec<GeoPoint>) -> Option<Vec<GeoPoint>> {
    (points.len() >= 2).then_some(points)
}

/// A closed line has three corners, and ends where it began.
fn shape(points: Vec<GeoPoint>) -> Option<Vec<GeoPoint>> {
    (points.len() >= 4 && points.first() == points.last()).then_some(points)
}

fn is_code(code: &str) -> bool {
    !code.is_empty() && code.len() <= 256 && !code.contains(char::is_whitespace)
}
