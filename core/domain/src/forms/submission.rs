//! What a finished form hands to the journal: paths and values, split by audience.
//!
//! Pure data. How an entry is made of it is the journal's business; how it was filled in,
//! [`super::session`]'s.

use std::collections::BTreeMap;

use super::definition::{Definition, NodeKind};
use crate::journal::Digest;
use crate::journal::cbor::Value;

/// One write: a path and its new value.
pub type Write = (Vec<Value>, Value);

/// The values of a folded record by path; of a path in conflict, the caller picks one.
pub type Folded = BTreeMap<Vec<Value>, Value>;

/// A finalised form, or the changes of a new revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// The form's id.
    pub form: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of its source.
    pub hash: Digest,
    /// What the record's audience reads, in document order.
    pub writes: Vec<Write>,
    /// What goes to the vault record (`bind::saksi:personal`), in document order.
    pub personal: Vec<Write>,
    /// What the form computed: a snapshot beside the fold, never merged.
    pub computed: Vec<Write>,
}

/// The writes that lead from a folded record to `new`.
///
/// Only changed paths; a cleared answer is written null; a removed row is one tombstone at
/// `[repeat, row]`, not one write per cell. Paths that `definition` does not know (of another
/// version) are left alone.
#[must_use]
pub fn diff(definition: &Definition, old: &Folded, new: &[Write]) -> Vec<Write> {
    let wanted: BTreeMap<&[Value], &Value> = new.iter().map(|(p, v)| (p.as_slice(), v)).collect();
    let mut writes: Vec<Write> = Vec::new();
    for path in old.keys() {
        if wanted.contains_key(path.as_slice()) || definition.place(path).is_none() {
            continue;
        }
        let gone = gone_row(path, &wanted);
        let (path, value) = match gone {
            Some(row) => (row.to_vec(), Value::Gone),
            None => (path.clone(), Value::Null),
        };
        let is_row = |end: &Value| matches!(end, Value::Bytes(_));
        let nothing_to_clear =
            value == Value::Null && (path.last().is_some_and(is_row) || old[&path] == Value::Null);
        let covered =
            writes.iter().any(|(row, value)| *value == Value::Gone && path.starts_with(row));
        if !nothing_to_clear && !covered {
            writes.push((path, value));
        }
    }
    let changed = new.iter().filter(|(path, value)| old.get(path) != Some(value));
    writes.extend(changed.cloned());
    writes
}

/// The outermost row on `path` of which nothing is left.
fn gone_row<'a>(path: &'a [Value], wanted: &BTreeMap<&[Value], &Value>) -> Option<&'a [Value]> {
    let rows = (2..=path.len()).filter(|end| matches!(path[end - 1], Value::Bytes(_)));
    rows.map(|end| &path[..end]).find(|row| {
        // Of the paths from `row` on, the first is below it if any is.
        let next = wanted
            .range::<[Value], _>((std::ops::Bound::Included(*row), std::ops::Bound::Unbounded))
            .next();
        !next.is_some_and(|(path, _)| path.starts_with(row))
    })
}

impl Definition {
    /// Does a path of this form belong in the vault record? False for unknown paths.
    #[must_use]
    pub fn is_personal(&self, path: &[Value]) -> bool {
        self.place(path).is_some_and(|place| self.node(place.node).personal)
    }

    /// Does the form have a question or row at this path?
    #[must_use]
    pub fn knows(&self, path: &[Value]) -> bool {
        self.place(path).is_some_and(|place| self.node(place.node).kind != NodeKind::Group)
    }
}
