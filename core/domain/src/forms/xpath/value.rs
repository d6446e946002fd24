//! What an expression gives, and how one type becomes another: JavaRosa's rules.

use std::borrow::Cow;

use super::scene::Scene;
use crate::forms::calendar::{self, Moment};
use crate::forms::lists::Operand;

/// What an expression gives. Texts are borrowed from the scene where they lie there in one piece.
#[derive(Debug, Clone, PartialEq)]
pub enum ExprValue<'a, N> {
    /// A number; NaN where there is none.
    Number(f64),
    /// Text.
    Text(Cow<'a, str>),
    /// True or false.
    Boolean(bool),
    /// A date, or a date with time: written as a date alone if its local time is midnight.
    Date(Moment),
    /// Nodes in document order, each once.
    Nodes(Vec<N>),
}

/// Text as a number: digits with a point or comma, as JavaRosa reads them; a date or date with
/// time is its days since 1970-01-01. NaN for anything else.
#[must_use]
pub fn to_number(text: &str) -> f64 {
    let text = text.trim();
    let bytes = text.as_bytes();
    let Some(first) = bytes.first() else { return f64::NAN };
    if bytes.len() > 400 || !(first.is_ascii_digit() || matches!(first, b'-' | b'.' | b',')) {
        return f64::NAN;
    }
    // Short whole numbers, which most answers are.
    if bytes.len() <= 15 && bytes.iter().all(u8::is_ascii_digit) {
        let whole = bytes.iter().fold(0u64, |sum, digit| sum * 10 + u64::from(digit - b'0'));
        #[allow(clippy::cast_precision_loss)]
        return whole as f64;
    }
    if bytes.iter().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.')) {
        if let Ok(number) = text.parse() {
            return number;
        }
    } else if bytes.iter().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.' | b',')) {
        return text.replace(',', ".").parse().unwrap_or(f64::NAN);
    }
    days(text).unwrap_or(f64::NAN)
}

/// Days since 1970-01-01 of a date, or of a date with time as the clock showed it there.
fn days(text: &str) -> Option<f64> {
    if text.len() <= 10 {
        return calendar::days(text);
    }
    let at = chrono::DateTime::parse_from_rfc3339(text).ok()?;
    #[allow(clippy::cast_precision_loss)]
    let local = at.naive_local().and_utc().timestamp_millis() as f64;
    Some(local / 86_400_000.0)
}

/// A number as text: no exponent, whole numbers without a point, `NaN`, `Infinity`.
#[must_use]
pub fn number_text(number: f64) -> String {
    if number.is_nan() {
        "NaN".to_owned()
    } else if number.is_infinite() {
        if number < 0.0 { "-Infinity".to_owned() } else { "Infinity".to_owned() }
    } else if number == 0.0 {
        "0".to_owned()
    } else {
        format!("{number}")
    }
}

/// A date as text.
#[must_use]
pub fn date_text(moment: Moment) -> String {
    let text = moment.date_time();
    match text.split_once('T') {
        Some((date, time)) if time.starts_with("00:00:00.000") => date.to_owned(),
        _ => text,
    }
}

/// Days since 1970-01-01 where the clock stands, so that a date alone is a whole number.
pub(super) fn date_number(moment: Moment) -> f64 {
    #[allow(clippy::cast_precision_loss)]
    let local = (moment.ms as f64) + f64::from(moment.zone_minutes) * 60_000.0;
    local / 86_400_000.0
}

impl<'a, N: Copy> ExprValue<'a, N> {
    /// A text that nobody owns yet.
    pub(super) fn owned(text: impl Into<String>) -> Self {
        Self::Text(Cow::Owned(text.into()))
    }

    /// As a number.
    pub fn number<S: Scene<Node = N>>(&self, scene: &S) -> f64 {
        match self {
            Self::Number(number) => *number,
            Self::Text(text) => to_number(text),
            Self::Boolean(yes) => f64::from(u8::from(*yes)),
            Self::Date(moment) => date_number(*moment),
            Self::Nodes(nodes) => nodes.first().map_or(f64::NAN, |node| scene.number(*node)),
        }
    }

    /// As text: of nodes the first.
    pub fn text<S: Scene<Node = N>>(&self, scene: &'a S) -> Cow<'a, str> {
        match self {
            Self::Number(number) => Cow::Owned(number_text(*number)),
            Self::Text(text) => text.clone(),
            Self::Boolean(true) => Cow::Borrowed("true"),
            Self::Boolean(false) => Cow::Borrowed("false"),
            Self::Date(moment) => Cow::Owned(date_text(*moment)),
            Self::Nodes(nodes) => nodes.first().map_or(Cow::Borrowed(""), |n| scene.text(*n)),
        }
    }

    /// As text, giving the value up.
    pub fn into_text<S: Scene<Node = N>>(self, scene: &'a S) -> Cow<'a, str> {
        match self {
            Self::Text(text) => text,
            other => other.text(scene),
        }
    }

    /// As one side of a comparison that an index can answer; `None` for booleans, dates
    /// and several nodes.
    pub fn into_operand<S: Scene<Node = N>>(self, scene: &S) -> Option<Operand> {
        match self {
            Self::Number(number) => Some(Operand::Number(number)),
            Self::Text(text) => Some(Operand::Text(text.as_ref().into())),
            Self::Nodes(nodes)
                if nodes.len() == 1 || scene.absent_is_blank() && nodes.is_empty() =>
            {
                let text = nodes.first().map_or(Cow::Borrowed(""), |node| scene.text(*node));
                Some(Operand::Text(text.as_ref().into()))
            }
            Self::Boolean(_) | Self::Date(_) | Self::Nodes(_) => None,
        }
    }

    /// As true or false: a number if it is neither 0 nor NaN, a text if not empty, nodes if there
    /// are any. In a form one node is its value, as in JavaRosa: a blank answer is false.
    pub fn truth<S: Scene<Node = N>>(&self, scene: &S) -> bool {
        match self {
            Self::Number(number) => number.abs() > 1e-12 && !number.is_nan(),
            Self::Text(text) => !text.is_empty(),
            Self::Boolean(yes) => *yes,
            Self::Date(_) => true,
            Self::Nodes(nodes) => match nodes.as_slice() {
                [one] if scene.absent_is_blank() => scene.truth(*one),
                nodes => !nodes.is_empty(),
            },
        }
    }
}
