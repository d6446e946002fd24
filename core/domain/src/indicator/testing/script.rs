//! Reads a script of acts that a person can read too (`tests/golden/register-17.csv`).
//!
//! Columns: record, verb, actor (`ROLE:name`), signed, recorded (RFC 3339 without seconds), label,
//! args (`name=value; …`), refs (records, by `|`). Lines with `#` are remarks. Ids are written as
//! names of records, labels of acts or names of members; a digest as the text that is hashed.

use std::collections::BTreeMap;
use std::fmt;

use sha2::{Digest as _, Sha256};

use crate::journal::act::Args;
use crate::journal::acts::{ArgType, Verb};
use crate::journal::cbor::Value;
use crate::journal::{EntryId, MemberId, Role};

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Actor {
    /// In which role.
    pub role: Role,
    /// The member, by name.
    pub name: String,
}

/// An argument whose ids may not exist yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ScriptedValue {
    /// As it stands.
    Plain(Value),
    /// The root of the record, or the entry of the act, of this name.
    Entry(String),
    /// The member of this name.
    Member(String),
}

/// One act of the script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptedAct {
    /// Its line in the file.
    pub line: usize,
    /// The record it stands on, by name; the first act of a name begins the record.
    pub problem: String,
    /// The verb.
    pub verb: Verb,
    /// Who.
    pub actor: Actor,
    /// The name of what it creates, for later arguments.
    pub label: Option<String>,
    /// Its arguments.
    pub args: BTreeMap<String, ScriptedValue>,
    /// Records it relies on, by name: as they stand when it is signed.
    pub refs: Vec<String>,
    /// The device's clock when it was signed (ms since 1970 UTC).
    pub device_ms: i64,
    /// When the hub first covered it (ms since 1970 UTC).
    pub recorded_ms: i64,
}

/// What names stand for.
pub trait Names {
    /// The root of a record, or an act, by name.
    fn entry(&self, name: &str) -> Option<EntryId>;
    /// A member, by name.
    fn member(&self, name: &str) -> Option<MemberId>;
}

impl ScriptedAct {
    /// The arguments with their ids; `None` if a name stands for nothing yet.
    #[must_use]
    pub fn args(&self, names: &dyn Names) -> Option<Args> {
        let value = |v: &ScriptedValue| match v {
            ScriptedValue::Plain(value) => Some(value.clone()),
            ScriptedValue::Entry(name) => names.entry(name).map(|id| Value::bytes(&id.0)),
            ScriptedValue::Member(name) => names.member(name).map(|id| Value::bytes(&id.0)),
        };
        self.args.iter().map(|(name, v)| Some((name.clone(), value(v)?))).collect()
    }
}

/// A line of the script cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptError {
    /// Its line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub rule: String,
}

impl fmt::Display for ScriptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.rule)
    }
}

impl std::error::Error for ScriptError {}

/// Reads a script; its acts come in the order in which the hub recorded them, ties by line. That
/// is also a causal order.
///
/// # Errors
/// The first line that cannot be read.
pub fn read_script(csv_text: &str) -> Result<Vec<ScriptedAct>, ScriptError> {
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .flexible(true)
        .from_reader(csv_text.as_bytes());
    let mut acts = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|e| ScriptError {
            line: e.position().map_or(0, |p| usize::try_from(p.line()).unwrap_or(0)),
            rule: "not CSV".to_owned(),
        })?;
        let line = row.position().map_or(0, |p| usize::try_from(p.line()).unwrap_or(0));
        acts.push(read_row(&row, line).map_err(|rule| ScriptError { line, rule })?);
    }
    acts.sort_by_key(|a| (a.recorded_ms, a.line));
    Ok(acts)
}

fn read_row(row: &csv::StringRecord, line: usize) -> Result<ScriptedAct, String> {
    let cell = |i: usize| row.get(i).unwrap_or_default().trim();
    let verb = Verb::from_name(cell(1)).ok_or_else(|| format!("no verb {}", cell(1)))?;
    let (role, name) = cell(2).split_once(':').ok_or("actor is ROLE:name")?;
    let role = Role::from_code(role).ok_or_else(|| format!("no role {role}"))?;
    let label = Some(cell(5)).filter(|l| !l.is_empty()).map(str::to_owned);
    Ok(ScriptedAct {
        line,
        problem: cell(0).to_owned(),
        verb,
        actor: Actor { role, name: name.to_owned() },
        label,
        args: read_args(verb, cell(6))?,
        refs: list(cell(7)).map(str::to_owned).collect(),
        device_ms: instant(cell(3))?,
        recorded_ms: instant(cell(4))?,
    })
}

fn instant(text: &str) -> Result<i64, String> {
    chrono::DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M%:z")
        .map(|t| t.timestamp_millis())
        .map_err(|_| format!("no instant: {text}"))
}

fn read_args(verb: Verb, text: &str) -> Result<BTreeMap<String, ScriptedValue>, String> {
    let mut args = BTreeMap::new();
    for pair in text.split(';').map(str::trim).filter(|p| !p.is_empty()) {
        let (name, value) = pair.split_once('=').ok_or_else(|| format!("no `=` in {pair}"))?;
        let (name, value) = (name.trim(), value.trim());
        let rule = verb.rule().args.iter().find(|a| a.name == name);
        let kind = rule.ok_or_else(|| format!("no argument {name}"))?.kind;
        let value = read_value(kind, value).ok_or_else(|| format!("{name}: {kind}"))?;
        args.insert(name.to_owned(), value);
    }
    Ok(args)
}

fn read_value(kind: ArgType, text: &str) -> Option<ScriptedValue> {
    let plain = match kind {
        ArgType::Id => return Some(ScriptedValue::Entry(text.to_owned())),
        ArgType::Member => return Some(ScriptedValue::Member(text.to_owned())),
        ArgType::Text(_) | ArgType::Choice(_) | ArgType::Date => Value::text(text),
        ArgType::Int(..) => Value::Int(text.parse().ok()?),
        ArgType::Bool => Value::Bool(matches!(text, "yes")),
        ArgType::Digest => Value::bytes(&Sha256::digest(text)),
        ArgType::Areas | ArgType::Texts | ArgType::Choices(_) => {
            Value::Array(list(text).map(Value::text).collect())
        }
        ArgType::Seats | ArgType::Attendance => {
            Value::Array(text.split(',').map(cells).collect::<Option<_>>()?)
        }
    };
    Some(ScriptedValue::Plain(plain))
}

/// `gov_local f 1`: words, and a number at the end.
fn cells(text: &str) -> Option<Value> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let number = words.pop()?.parse().ok()?;
    let mut cells: Vec<Value> = words.into_iter().map(Value::text).collect();
    cells.push(Value::Int(number));
    Some(Value::Array(cells))
}

fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split('|').map(str::trim).filter(|t| !t.is_empty())
}
