//! Arguments of acts: their types, and the check that an act has what its verb asks for.
//!
//! The check is about form only. Whether what is said is true in the record's past is the guards'
//! question ([`crate::register::judge`]).

use std::fmt;

use super::codes::{CONSTITUENCY, CodeList, SEX};
use super::verb::Verb;
use crate::journal::act::Args;
use crate::journal::cbor::Value;

/// The type of an argument.
#[derive(Debug, Clone, Copy)]
pub enum ArgType {
    /// Text of 1 to this many characters.
    Text(usize),
    /// One code of a list.
    Choice(CodeList),
    /// Several codes of a list, at least one, none twice.
    Choices(CodeList),
    /// An integer in this range, ends included.
    Int(i64, i64),
    /// Yes or no.
    Bool,
    /// A record or an entry, 32 bytes.
    Id,
    /// SHA-256 of a file, 32 bytes.
    Digest,
    /// A member, 16 bytes.
    Member,
    /// A calendar day, `2026-06-30`, in the forum's zone.
    Date,
    /// Kemendagri area codes, `64.02.02`, at least one.
    Areas,
    /// Texts, at least one, each 1 to 200 characters.
    Texts,
    /// `[[constituency, seats]…]`, each constituency once.
    Seats,
    /// `[[constituency, sex, people]…]`.
    Attendance,
}

/// One argument of a verb.
#[derive(Debug, Clone, Copy)]
pub struct ArgRule {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: ArgType,
    /// Must it be there?
    pub required: bool,
}

/// An argument that must be there.
#[must_use]
pub const fn need(name: &'static str, kind: ArgType) -> ArgRule {
    ArgRule { name, kind, required: true }
}

/// An argument that may be there.
#[must_use]
pub const fn may(name: &'static str, kind: ArgType) -> ArgRule {
    ArgRule { name, kind, required: false }
}

/// Arguments do not fit the verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArgError {
    /// A required argument is missing.
    Missing {
        /// The verb.
        verb: Verb,
        /// The argument.
        name: &'static str,
    },
    /// An argument that the verb does not have; its name is not repeated, for it may say anything.
    Unknown {
        /// The verb.
        verb: Verb,
    },
    /// An argument of the wrong type, or outside its list or range.
    Wrong {
        /// The verb.
        verb: Verb,
        /// The argument.
        name: &'static str,
        /// The rule it breaks.
        rule: String,
    },
}

impl fmt::Display for ArgError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { verb, name } => write!(f, "{}: `{name}` is required", verb.name()),
            Self::Unknown { verb } => {
                write!(f, "{}: an argument that it does not have", verb.name())
            }
            Self::Wrong { verb, name, rule } => {
                write!(f, "{}: `{name}` must be {rule}", verb.name())
            }
        }
    }
}

impl std::error::Error for ArgError {}

/// Do `args` have what `verb` asks for, and nothing else?
///
/// # Errors
/// The first argument that does not fit, with its rule.
pub fn check_args(verb: Verb, args: &Args) -> Result<(), ArgError> {
    let rules = verb.rule().args;
    if args.keys().any(|name| !rules.iter().any(|r| r.name == name)) {
        return Err(ArgError::Unknown { verb });
    }
    for rule in rules {
        match args.get(rule.name) {
            None if rule.required => return Err(ArgError::Missing { verb, name: rule.name }),
            Some(value) if !rule.kind.allows(value) => {
                let rule_words = rule.kind.to_string();
                return Err(ArgError::Wrong { verb, name: rule.name, rule: rule_words });
            }
            _ => {}
        }
    }
    Ok(())
}

impl ArgType {
    /// Is `value` of this type?
    #[must_use]
    pub fn allows(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Text(max), Value::Text(text)) => is_text(text, *max),
            (Self::Choice(list), Value::Text(code)) => list.get(code).is_some(),
            (Self::Choices(list), Value::Array(items)) => {
                each_once(items, |v| v.as_text().is_some_and(|c| list.get(c).is_some()))
            }
            (Self::Int(low, high), Value::Int(n)) => (low..=high).contains(&n),
            (Self::Bool, Value::Bool(_)) => true,
            (Self::Id | Self::Digest, Value::Bytes(b)) => b.len() == 32,
            (Self::Member, Value::Bytes(b)) => b.len() == 16,
            (Self::Date, Value::Text(text)) => parse_date(text).is_some(),
            (Self::Areas, Value::Array(items)) => {
                each_once(items, |v| v.as_text().is_some_and(is_area))
            }
            (Self::Texts, Value::Array(items)) => {
                each_once(items, |v| v.as_text().is_some_and(|t| is_text(t, 200)))
            }
            (Self::Seats, Value::Array(rows)) => {
                rows.iter().all(|r| seat_row(r).is_some())
                    && each_once(rows, |_| true)
                    && each_once(&first_cells(rows), |_| true)
            }
            (Self::Attendance, Value::Array(rows)) => {
                rows.iter().all(|r| attendance_row(r).is_some())
            }
            _ => false,
        }
    }
}

impl fmt::Display for ArgType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(max) => write!(f, "text of 1 to {max} characters"),
            Self::Choice(list) => write!(f, "a code of {}", list.name),
            Self::Choices(list) => write!(f, "codes of {}", list.name),
            Self::Int(low, high) => write!(f, "a number from {low} to {high}"),
            Self::Bool => f.write_str("true or false"),
            Self::Id => f.write_str("an id of 32 bytes"),
            Self::Digest => f.write_str("a SHA-256 of 32 bytes"),
            Self::Member => f.write_str("a member id of 16 bytes"),
            Self::Date => f.write_str("a date YYYY-MM-DD"),
            Self::Areas => f.write_str("area codes PP.KK.CC.DDDD"),
            Self::Texts => f.write_str("texts of 1 to 200 characters"),
            Self::Seats => f.write_str("rows [constituency, seats]"),
            Self::Attendance => f.write_str("rows [constituency, sex, people]"),
        }
    }
}

/// One row of attendance: constituency, sex, people.
#[must_use]
pub fn attendance_row(value: &Value) -> Option<(&str, &str, i64)> {
    let Value::Array(cells) = value else { return None };
    let [constituency, sex, people] = cells.as_slice() else { return None };
    let (constituency, sex) = (constituency.as_text()?, sex.as_text()?);
    let people = people.as_int().filter(|n| (0..=10_000).contains(n))?;
    (CONSTITUENCY.get(constituency).is_some() && SEX.get(sex).is_some()).then_some((
        constituency,
        sex,
        people,
    ))
}

/// One row of seats: constituency, seats.
#[must_use]
pub fn seat_row(value: &Value) -> Option<(&str, i64)> {
    let Value::Array(cells) = value else { return None };
    let [constituency, seats] = cells.as_slice() else { return None };
    let constituency = constituency.as_text().filter(|c| CONSTITUENCY.get(c).is_some())?;
    Some((constituency, seats.as_int().filter(|n| (1..=1_000).contains(n))?))
}

/// Reads a day written `YYYY-MM-DD`, and nothing looser.
#[must_use]
pub fn parse_date(text: &str) -> Option<chrono::NaiveDate> {
    let strict = text.len() == 10 && text.is_ascii();
    strict.then(|| chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()).flatten()
}

fn is_text(text: &str, max: usize) -> bool {
    !text.trim().is_empty() && text.chars().count() <= max
}

fn is_area(code: &str) -> bool {
    let mut parts = code.split('.');
    let sizes = [2, 2, 2, 4];
    let all = parts
        .by_ref()
        .zip(sizes)
        .all(|(part, size)| part.len() == size && part.bytes().all(|b| b.is_ascii_digit()));
    all && code.split('.').count() <= sizes.len()
}

fn first_cells(rows: &[Value]) -> Vec<Value> {
    rows.iter().filter_map(|r| seat_row(r).map(|(c, _)| Value::text(c))).collect()
}

fn each_once(items: &[Value], fits: impl Fn(&Value) -> bool) -> bool {
    let distinct: std::collections::BTreeSet<&Value> = items.iter().collect();
    !items.is_empty() && distinct.len() == items.len() && items.iter().all(fits)
}
