//! How values become numbers, texts and truths, and how they compare.
//!
//! XPath 1.0, with ODK's dates: a text that is an ISO date counts as its days since 1970.

use super::{ExprValue, Operator};
use crate::forms::calendar;

/// XPath's number of a text, or a date's days; NaN for anything else.
pub(super) fn number_of(text: &str) -> f64 {
    let text = text.trim();
    let plain = !text.is_empty()
        && text
            .bytes()
            .enumerate()
            .all(|(i, b)| b.is_ascii_digit() || b == b'.' || (b == b'-' && i == 0));
    if plain {
        return text.parse().unwrap_or(f64::NAN);
    }
    calendar::days(text).unwrap_or(f64::NAN)
}

/// XPath's text of a number: no exponent, whole numbers without a point.
pub(super) fn text_of(number: f64) -> String {
    if number.is_infinite() {
        return if number > 0.0 { "Infinity" } else { "-Infinity" }.to_owned();
    }
    if number == 0.0 { "0".to_owned() } else { number.to_string() }
}

impl ExprValue {
    /// As a number.
    #[must_use]
    pub fn number(&self) -> f64 {
        match self {
            Self::Number(number) => *number,
            Self::Boolean(truth) => f64::from(u8::from(*truth)),
            Self::Text(text) => number_of(text),
            Self::Nodes(nodes) => nodes.first().map_or(f64::NAN, |text| number_of(text)),
        }
    }

    /// As text.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Number(number) => text_of(*number),
            Self::Boolean(truth) => truth.to_string(),
            Self::Text(text) => text.clone(),
            Self::Nodes(nodes) => nodes.first().cloned().unwrap_or_default(),
        }
    }

    /// As true or false.
    #[must_use]
    pub fn truth(&self) -> bool {
        match self {
            Self::Number(number) => *number != 0.0 && !number.is_nan(),
            Self::Boolean(truth) => *truth,
            Self::Text(text) => !text.is_empty(),
            Self::Nodes(nodes) => !nodes.is_empty(),
        }
    }

    /// Every number in it: of nodes, one each.
    pub(super) fn numbers(&self) -> Vec<f64> {
        match self {
            Self::Nodes(nodes) => nodes.iter().map(|text| number_of(text)).collect(),
            other => vec![other.number()],
        }
    }

    /// Every text in it: of nodes, one each.
    pub(super) fn texts(&self) -> Vec<String> {
        match self {
            Self::Nodes(nodes) => nodes.clone(),
            other => vec![other.text()],
        }
    }
}

/// `=` `!=` `<` `<=` `>` `>=`; of nodes, it is true if it holds for any one of them, and a
/// boolean against nodes is compared with each node as a number.
pub(super) fn compare(operator: Operator, left: &ExprValue, right: &ExprValue) -> bool {
    match (left, right) {
        (ExprValue::Nodes(nodes), other) => {
            nodes.iter().any(|node| compare(operator, &ExprValue::Text(node.clone()), &each(other)))
        }
        (other, ExprValue::Nodes(nodes)) => {
            nodes.iter().any(|node| compare(operator, &each(other), &ExprValue::Text(node.clone())))
        }
        _ => compare_one(operator, left, right),
    }
}

fn each(other: &ExprValue) -> ExprValue {
    if let ExprValue::Boolean(_) = other {
        ExprValue::Number(other.number())
    } else {
        other.clone()
    }
}

fn compare_one(operator: Operator, left: &ExprValue, right: &ExprValue) -> bool {
    use ExprValue::{Boolean, Number};
    let equal = || match (left, right) {
        (Boolean(_), _) | (_, Boolean(_)) => left.truth() == right.truth(),
        (Number(_), _) | (_, Number(_)) => left.number() == right.number(),
        _ => left.text() == right.text(),
    };
    match operator {
        Operator::Equal => equal(),
        Operator::NotEqual => !equal(),
        Operator::Less => left.number() < right.number(),
        Operator::LessOrEqual => left.number() <= right.number(),
        Operator::Greater => left.number() > right.number(),
        Operator::GreaterOrEqual => left.number() >= right.number(),
        _ => false,
    }
}
