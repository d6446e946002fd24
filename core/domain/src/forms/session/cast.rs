//! What an expression gives, as an answer of its node's type.
//!
//! A value that is none of the type is refused: the caller leaves the node blank and says so.

use super::view::Plain;
use crate::forms::answer::{Answer, MAX_TEXT};
use crate::forms::calendar::{self, Moment};
use crate::forms::decimal;
use crate::forms::definition::{DataType, QuestionType};

/// What the value is reckoned for; the two differ in how a truth is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A calculation: a truth stays one.
    Calculate,
    /// An action: in a text, a truth is `1` or `0`.
    Act,
}

/// A value that fits, and its number.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fit {
    pub(super) answer: Option<Answer>,
    pub(super) number: f64,
}

/// It is not a value of the type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unfit;

/// The answer that `value` is in a node of type `data`.
pub(super) fn cast(
    value: Plain,
    data: DataType,
    purpose: Purpose,
    now: Moment,
) -> Result<Fit, Unfit> {
    match value {
        Plain::Number(number) if number.is_nan() => Ok(Fit { answer: None, number }),
        Plain::Number(number) => from_number(number, data).map(|answer| fit(Some(answer), number)),
        Plain::Boolean(truth) => {
            let number = f64::from(u8::from(truth));
            let answer = from_truth(truth, data, purpose)?;
            Ok(fit(Some(answer), number))
        }
        Plain::Date(moment) => {
            let answer = from_date(moment, data)?;
            let number = number_of(&answer, data);
            Ok(fit(Some(answer), number))
        }
        Plain::Text(text) if text.is_empty() => Ok(fit(None, f64::NAN)),
        Plain::Text(text) => {
            let answer = from_text(text, data, now)?;
            let number = answer.as_ref().map_or(f64::NAN, |answer| number_of(answer, data));
            Ok(fit(answer, number))
        }
    }
}

fn fit(answer: Option<Answer>, number: f64) -> Fit {
    Fit { answer, number }
}

/// The nearest whole number towards zero, if it has one of 64 bits.
fn whole(number: f64) -> Option<i64> {
    #[allow(clippy::cast_possible_truncation, reason = "the range is checked")]
    (number.abs() < 9.2e18).then_some(number as i64)
}

/// Whole up to the noise of reckoning.
fn is_whole(number: f64) -> bool {
    (number - number.trunc()).abs() < 1e-9
}

/// The text of a number in a node without a type of its own; money is not read with an exponent.
fn number_text(number: f64) -> String {
    match whole(number) {
        Some(whole) if is_whole(number) => whole.to_string(),
        _ => decimal::from_f64(number).unwrap_or_else(|| decimal::odk(number)),
    }
}

fn from_number(number: f64, data: DataType) -> Result<Answer, Unfit> {
    let fits = |whole: i64| i32::try_from(whole).is_ok();
    Ok(match data {
        DataType::Boolean => Answer::Boolean(number.abs() > 1e-12),
        DataType::Integer => Answer::Int(whole(number).filter(|whole| fits(*whole)).ok_or(Unfit)?),
        DataType::Long => Answer::Int(whole(number).ok_or(Unfit)?),
        DataType::Decimal if is_whole(number) => Answer::Decimal(number_text(number)),
        DataType::Decimal => Answer::Decimal(decimal::from_f64(number).ok_or(Unfit)?),
        DataType::Choice => Answer::One(number_text(number)),
        DataType::Choices => Answer::Many(vec![number_text(number)]),
        DataType::Date | DataType::Time | DataType::DateTime => return Err(Unfit),
        DataType::Geopoint | DataType::Geotrace | DataType::Geoshape => return Err(Unfit),
        DataType::Untyped
        | DataType::Unsupported
        | DataType::Text
        | DataType::Barcode
        | DataType::Binary => Answer::Text(number_text(number)),
    })
}

fn from_date(moment: Moment, data: DataType) -> Result<Answer, Unfit> {
    let text = moment.date_time();
    Ok(match data {
        DataType::Date => Answer::Date(moment.date()),
        DataType::Time => Answer::Time(text.split_once('T').ok_or(Unfit)?.1.to_owned()),
        DataType::Boolean | DataType::Integer | DataType::Long | DataType::Decimal => {
            return Err(Unfit);
        }
        DataType::Geopoint | DataType::Geotrace | DataType::Geoshape => return Err(Unfit),
        DataType::Choice => Answer::One(moment.date()),
        DataType::Choices => Answer::Many(vec![moment.date()]),
        _ => Answer::DateTime(text),
    })
}

fn from_truth(truth: bool, data: DataType, purpose: Purpose) -> Result<Answer, Unfit> {
    let digit = || if truth { "1" } else { "0" }.to_owned();
    Ok(match data {
        DataType::Integer | DataType::Long => Answer::Int(truth.into()),
        DataType::Decimal => Answer::Decimal(digit()),
        DataType::Choice => Answer::One(digit()),
        DataType::Choices => Answer::Many(vec![digit()]),
        DataType::Boolean => Answer::Boolean(truth),
        DataType::Date | DataType::Time | DataType::DateTime => return Err(Unfit),
        DataType::Geopoint | DataType::Geotrace | DataType::Geoshape => return Err(Unfit),
        _ if purpose == Purpose::Act => Answer::Text(digit()),
        _ => Answer::Boolean(truth),
    })
}

/// Reads the text that ODK stores in a node of type `data`; blank text is no answer.
///
/// Times and dates with time come out in the zone of `now`.
pub(super) fn from_text(
    mut text: String,
    data: DataType,
    now: Moment,
) -> Result<Option<Answer>, Unfit> {
    use QuestionType as Q;
    let kind = match data {
        DataType::Boolean => return Ok(Some(Answer::Boolean(!text.is_empty()))),
        DataType::Integer => Q::Integer,
        DataType::Long => Q::Long,
        DataType::Decimal => return decimal_of(&text).map(Some),
        DataType::Choice => Q::SelectOne,
        DataType::Choices => Q::SelectMultiple,
        DataType::Geopoint => Q::Geopoint,
        DataType::Geotrace => Q::Geotrace,
        DataType::Geoshape => Q::Geoshape,
        DataType::Date => {
            return Ok(Some(Answer::Date(calendar::lenient_date(&text).ok_or(Unfit)?)));
        }
        DataType::Time => {
            return Ok(Some(Answer::Time(
                calendar::time_in(&text, now.zone_minutes).ok_or(Unfit)?,
            )));
        }
        DataType::DateTime => {
            let at = calendar::date_time_in(&text, now.zone_minutes).ok_or(Unfit)?;
            return Ok(Some(Answer::DateTime(at)));
        }
        _ if text.len() > MAX_TEXT => {
            let end = (0..=MAX_TEXT).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
            text.truncate(end);
            return Ok(Some(Answer::Text(text)));
        }
        _ => return Ok(Some(Answer::Text(text))),
    };
    Answer::from_text(kind, &text).map_err(|_| Unfit)
}

fn decimal_of(text: &str) -> Result<Answer, Unfit> {
    let exact = decimal::canonical(text);
    let read = || text.trim().parse::<f64>().ok().and_then(decimal::from_f64);
    exact.or_else(read).map(Answer::Decimal).ok_or(Unfit)
}

/// The number that expressions reckon with in a node of type `data`; NaN if the answer is none.
pub(super) fn number_of(answer: &Answer, data: DataType) -> f64 {
    match answer {
        Answer::Text(text) if matches!(data, DataType::Date | DataType::DateTime) => {
            calendar::days(text).unwrap_or(f64::NAN)
        }
        #[allow(clippy::cast_precision_loss, reason = "expressions reckon in floats")]
        Answer::Int(number) => *number as f64,
        Answer::Boolean(truth) => f64::from(u8::from(*truth)),
        Answer::Decimal(text) => text.parse().unwrap_or(f64::NAN),
        Answer::Date(text) | Answer::DateTime(text) => calendar::days(text).unwrap_or(f64::NAN),
        other => crate::forms::xpath::to_number(&other.to_text()),
    }
}
