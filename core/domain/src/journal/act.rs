//! What the fold hands to the rules of register and forum: acts in their own past.
//!
//! A state-machine step is an act. Its guard is judged by what its author could see when signing
//! it, never by what arrived later: [`RecordPast`] is exactly that view.

use std::collections::{BTreeMap, BTreeSet};

use super::Role;
use super::acts::Verb;
use super::cbor::Value;
use super::path::Path;
use super::{EntryId, MemberId, RecordId};

/// Named arguments of an act, member entry or publication.
pub type Args = BTreeMap<String, Value>;

/// A record and the heads of it that an act relies on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ref {
    /// The record.
    pub record: RecordId,
    /// The heads that the author saw.
    pub heads: Vec<EntryId>,
}

/// When something happened: the device's word, and the sandwich around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ActTime {
    /// What the device's wall clock said, ms since 1970 UTC.
    pub device_ms: i64,
    /// Time of the newest checkpoint that the device held.
    pub earliest_ms: Option<i64>,
    /// Time of the first checkpoint that covers the entry; `None` while it is not on the hub.
    pub recorded_ms: Option<i64>,
}

impl ActTime {
    /// The device's time clamped into the sandwich (journal.md 8).
    #[must_use]
    pub fn clamped_ms(&self) -> i64 {
        let at_least = self.earliest_ms.map_or(self.device_ms, |t| self.device_ms.max(t));
        self.recorded_ms.map_or(at_least, |t| at_least.min(t))
    }

    /// Can it be told on which side of `cut_ms` this lies? Not when the sandwich straddles it.
    #[must_use]
    pub fn straddles(&self, cut_ms: i64) -> bool {
        self.earliest_ms.is_none_or(|t| t <= cut_ms) && self.recorded_ms.is_none_or(|t| t > cut_ms)
    }
}

/// A signed act whose effect is ok, as the rules see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Its entry; also the name of what it creates (a commitment, a follow-up).
    pub entry: EntryId,
    /// Who signed.
    pub author: MemberId,
    /// The roles that the author held, at that sequence, in the record's scope.
    pub roles: Vec<Role>,
    /// The verb.
    pub verb: Verb,
    /// Its arguments, already checked against the verb's list.
    pub args: Args,
    /// Records it relies on.
    pub refs: Vec<Ref>,
    /// When.
    pub time: ActTime,
}

impl Act {
    /// A text argument.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.args.get(name).and_then(Value::as_text)
    }

    /// An integer argument.
    #[must_use]
    pub fn int(&self, name: &str) -> Option<i64> {
        self.args.get(name).and_then(Value::as_int)
    }

    /// An entry or record id argument.
    #[must_use]
    pub fn id(&self, name: &str) -> Option<EntryId> {
        match self.args.get(name) {
            Some(Value::Bytes(bytes)) => EntryId::try_from(bytes.as_slice()).ok(),
            _ => None,
        }
    }
}

/// A record as it stood in somebody's past: only entries whose effect is ok.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecordPast {
    /// Author of the root entry.
    pub root_author: Option<MemberId>,
    /// Everyone who wrote a field of it or signed an evidence entry in it.
    pub writers: BTreeSet<MemberId>,
    /// Its acts in causal order, ties by entry id.
    pub acts: Vec<Act>,
    /// Of these, the ones that exclude each other ([`super::acts::exclude_each_other`]), neither in
    /// the other's past; also once a later act of the group has settled it, for then that act decides.
    pub contested: BTreeSet<EntryId>,
    /// Folded fields with one live value (conflicting paths are left out).
    pub fields: BTreeMap<Path, Value>,
}

/// Other records, as far as this peer holds them.
pub trait Lookup {
    /// `record` in the past of `heads` (themselves included), or `None` if this peer lacks any
    /// of those entries: then a guard that needs it cannot be judged.
    fn past(&self, record: RecordId, heads: &[EntryId]) -> Option<RecordPast>;
}

/// A lookup for peers and tests that hold nothing else.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoLookup;

impl Lookup for NoLookup {
    fn past(&self, _: RecordId, _: &[EntryId]) -> Option<RecordPast> {
        None
    }
}

/// The outcome of an act's guards in its own past.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GuardOutcome {
    /// The act counts.
    Holds,
    /// It does not; the code is stable and has words in both languages (see [`super::acts`]).
    Fails(&'static str),
    /// This peer lacks what it would need to tell.
    Missing,
}
