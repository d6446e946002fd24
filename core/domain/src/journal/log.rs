//! Admission: may this entry be stored at all? Whether it counts is another question, asked by
//! [`super::record`]. One refused entry can therefore never stop a device's log.

use std::collections::BTreeMap;
use std::fmt;

use super::entry::{Entry, EntryError, Seen};
use super::{EntryId, LogId};

/// What a peer holds: per log, the next sequence number.
pub type Frontier = BTreeMap<LogId, u64>;

/// What the store holds around the place where an entry wants to go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Neighbourhood {
    /// The next free sequence number of the log.
    pub next: u64,
    /// Ids stored at the entry's own sequence number; more than one after a fork.
    pub same_seq: Vec<EntryId>,
    /// Ids stored at the sequence number before it, with the checkpoint each had seen.
    pub before: Vec<(EntryId, Option<Seen>)>,
}

/// What to do with an entry whose signature holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Admission {
    /// Append it.
    Append,
    /// It is stored already: answer with its receipt.
    Known,
    /// Another entry holds its place: store it and flag the log (a fork of oneself, or forgery).
    Twin,
}

/// Why an entry is not stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AdmissionError {
    /// The entry itself is wrong.
    Entry(EntryError),
    /// No enrolment names this log.
    UnknownLog(LogId),
    /// Entries before it are missing; the next expected sequence number.
    Gap {
        /// The log.
        log: LogId,
        /// What the store wants next.
        expected: u64,
    },
    /// `prev` names no entry stored at `seq - 1`.
    Chain {
        /// The log.
        log: LogId,
        /// The entry's sequence number.
        seq: u64,
    },
    /// `seen` is older than the one before it in the same log.
    SeenDecreases,
}

impl fmt::Display for AdmissionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entry(error) => error.fmt(f),
            Self::UnknownLog(log) => write!(f, "log {} is not enrolled", log.short()),
            Self::Gap { log, expected } => {
                write!(f, "log {}: expected seq {expected}", log.short())
            }
            Self::Chain { log, seq } => {
                write!(f, "log {}: entry {seq} does not follow the one before it", log.short())
            }
            Self::SeenDecreases => {
                f.write_str("the checkpoint seen is older than in the entry before")
            }
        }
    }
}

impl std::error::Error for AdmissionError {}

impl From<EntryError> for AdmissionError {
    fn from(error: EntryError) -> Self {
        Self::Entry(error)
    }
}

/// Decides on an entry whose signature was checked.
///
/// # Errors
/// [`AdmissionError`] when it cannot be stored: a gap, a broken chain, a `seen` that goes back.
pub fn decide_admission(
    entry: &Entry,
    around: &Neighbourhood,
) -> Result<Admission, AdmissionError> {
    let header = &entry.header;
    if around.same_seq.contains(&entry.id) {
        return Ok(Admission::Known);
    }
    if header.seq > around.next {
        return Err(AdmissionError::Gap { log: header.log, expected: around.next });
    }
    if let Some(prev) = header.prev {
        let Some((_, seen)) = around.before.iter().find(|(id, _)| *id == prev) else {
            return Err(AdmissionError::Chain { log: header.log, seq: header.seq });
        };
        let order = |s: &Option<Seen>| s.map(|s| (s.epoch, s.size));
        if order(&header.seen) < order(seen) {
            return Err(AdmissionError::SeenDecreases);
        }
    }
    Ok(if around.same_seq.is_empty() { Admission::Append } else { Admission::Twin })
}
