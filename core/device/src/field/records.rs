//! Looking at records: lists, folds, timelines, conflicts, and how far each has come.

use std::sync::Arc;

use saksi_domain::journal::acts::RecordKind;
use saksi_domain::journal::cbor::{self, Value};
use saksi_domain::journal::effect::kind_of_root;
use saksi_domain::journal::record::{Folded, Held, Live};
use saksi_domain::journal::{
    Audience, Digest, EntryId, Kind, MemberId, Membership, Path, RecordId, ScopeLabel,
};
use saksi_domain::store::EntryStore as _;
use saksi_domain::sync::plan::RecordState;
use sha2::{Digest as _, Sha256};

use super::Field;
use crate::error::DeviceError;
use crate::store::Waiting;

/// Which records to list; everything is optional.
#[derive(Debug, Clone, Copy, Default)]
pub struct RecordFilter {
    /// Only of this kind. What is personal in a report is a record beside it and no submission.
    pub kind: Option<RecordKind>,
    /// Only of this scope.
    pub scope: Option<ScopeLabel>,
    /// Only those whose root this person signed.
    pub mine: bool,
    /// Only in this state.
    pub state: Option<RecordState>,
}

/// A record in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordSummary {
    /// The record.
    pub record: RecordId,
    /// Its kind.
    pub kind: Option<RecordKind>,
    /// The form's id, of a submission.
    pub form: Option<String>,
    /// Who signed its root.
    pub author: MemberId,
    /// The device's clock at the root; 0 if the body is gone.
    pub made_ms: i64,
    /// How far it has come.
    pub state: RecordState,
    /// How many paths are in conflict.
    pub conflicts: usize,
    /// Was it erased?
    pub erased: bool,
    /// The number that stands for a report of hers that is put away ([`super::risk`]): nothing else
    /// of it is to be shown on this phone. `None`: it may be shown.
    pub put_away: Option<String>,
}

/// A path in conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConflictView {
    /// The record.
    pub record: RecordId,
    /// The path.
    pub path: Path,
    /// The values, each with entry and author.
    pub live: Vec<Live>,
    /// Are all of them this person's own? Only then she is asked (field.md A20).
    pub mine: bool,
}

/// One entry of a record, as a person reads its history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineItem {
    /// The entry.
    pub entry: EntryId,
    /// What it is.
    pub kind: Kind,
    /// The verb's number, of an act.
    pub verb: Option<u64>,
    /// Who signed.
    pub author: MemberId,
    /// What the device's clock said; `None` if the body is gone.
    pub device_ms: Option<i64>,
    /// Time of the first checkpoint that covers it; `None` while it is not on the hub.
    pub recorded_ms: Option<i64>,
    /// Paths written.
    pub paths: Vec<Path>,
    /// `ok`, or the code of why it has no effect.
    pub effect: String,
}

/// The evidence that an entry cites: a photo's answer is the id of its evidence record.
pub(super) fn cited(held: &Held) -> impl Iterator<Item = RecordId> {
    let writes = held.entry.body().into_iter().flat_map(|body| &body.writes);
    writes.filter_map(|write| match &write.value {
        Value::Bytes(id) => EntryId::try_from(id.as_slice()).ok(),
        _ => None,
    })
}

/// Does it lie in the vault scope, as what is personal in a report does?
pub(super) fn is_personal(membership: &Membership, held: &Held) -> bool {
    let scope = membership.scope(held.entry.header.scope);
    scope.is_some_and(|scope| scope.audience == Audience::Vault)
}

/// As a history is read: by the hub's order, then what was not sent, by device clock.
pub(super) fn in_order(entries: &mut [Held]) {
    entries.sort_by_key(|held| {
        let clock = held.entry.body().map_or(0, |body| body.clocks.wall_ms);
        (held.index.is_none(), held.index, clock, held.entry.header.seq)
    });
}

/// How far a record with these entries has come, evidence that it cites included.
pub(super) fn state_of(waiting: &Waiting, record: RecordId, entries: &[Arc<Held>]) -> RecordState {
    let (mut has_entries, mut has_originals) = (false, false);
    for record in entries.iter().flat_map(|held| cited(held)).chain([record]) {
        has_entries |= waiting.entries.contains(&record);
        has_originals |= waiting.originals.contains(&record);
    }
    RecordState::of(has_entries, has_originals)
}

impl Field {
    /// The records, newest first.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn records(&self, filter: RecordFilter) -> Result<Vec<RecordSummary>, DeviceError> {
        let store = &self.project.store;
        let records = store.records(filter.scope)?;
        // Before the line is known there is nothing to fold.
        if records.is_empty() {
            return Ok(Vec::new());
        }
        let (membership, waiting) = (self.project.provisional()?, store.waiting()?);
        let me = self.project.writer.member();
        let mut list = Vec::new();
        for record in records {
            let entries: Vec<_> = store.of_record(record)?.into_iter().map(Arc::new).collect();
            let Some(root) = entries.iter().find(|held| held.entry.id == record).cloned() else {
                continue;
            };
            // What is no record of a person (member line, publications) has no kind.
            let Some(kind) = kind_of_root(&root.entry) else { continue };
            // What is personal in a report lies in a record of its own, which is no report.
            let is_personal =
                filter.kind == Some(RecordKind::Submission) && is_personal(&membership, &root);
            let author = root.entry.header.author;
            let state = state_of(&waiting, record, &entries);
            let wanted = !is_personal
                && filter.kind.is_none_or(|wanted| wanted == kind)
                && (!filter.mine || author == me)
                && filter.state.is_none_or(|wanted| wanted == state);
            if !wanted {
                continue;
            }
            let folded = self.project.fold_under(&membership, record, entries);
            let body = root.entry.body();
            list.push(RecordSummary {
                record,
                kind: Some(kind),
                form: body.and_then(|b| b.args.get("form")?.as_text().map(str::to_owned)),
                author,
                made_ms: body.map_or(0, |b| b.clocks.wall_ms),
                state,
                conflicts: folded.conflicts().count(),
                erased: folded.erased,
                put_away: self.is_put_away(&folded, state)?.then(|| record.report_number()),
            });
        }
        list.sort_by_key(|s| (std::cmp::Reverse(s.made_ms), s.record));
        Ok(list)
    }

    /// How far a record has come, evidence that it cites included.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn record_state(&self, record: RecordId) -> Result<RecordState, DeviceError> {
        let store = &self.project.store;
        let entries: Vec<_> = store.of_record(record)?.into_iter().map(Arc::new).collect();
        Ok(state_of(&store.waiting()?, record, &entries))
    }

    /// The record, and all that it ever named: a photo's answer is the id of its evidence record.
    pub(super) fn with_evidence(&self, record: RecordId) -> Result<Vec<RecordId>, DeviceError> {
        let mut records = vec![record];
        for held in self.project.store.of_record(record)? {
            records.extend(cited(&held));
        }
        Ok(records)
    }

    /// A record, folded as this phone sees it.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn fold(&self, record: RecordId) -> Result<Folded, DeviceError> {
        self.project.fold(record)
    }

    /// Every path in conflict, of all records.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn conflicts(&self) -> Result<Vec<ConflictView>, DeviceError> {
        let me = self.project.writer.member();
        let (records, mut list) = (self.project.store.records(None)?, Vec::new());
        if records.is_empty() {
            return Ok(list);
        }
        let membership = self.project.provisional()?;
        for record in records {
            let entries: Vec<_> = self.project.store.of_record(record)?;
            // What one entry says is in conflict with nothing.
            if entries.len() < 2 {
                continue;
            }
            let entries = entries.into_iter().map(Arc::new).collect();
            for (path, live) in self.project.fold_under(&membership, record, entries).conflicts() {
                let mine = live.iter().all(|l| l.author == me);
                list.push(ConflictView { record, path: path.clone(), live: live.clone(), mine });
            }
        }
        Ok(list)
    }

    /// The history of a record.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn timeline(&self, record: RecordId) -> Result<Vec<TimelineItem>, DeviceError> {
        let folded = self.project.fold(record)?;
        let mut entries = self.project.store.of_record(record)?;
        in_order(&mut entries);
        let effect = |id: EntryId| {
            let void = folded.void.iter().find(|(v, _)| *v == id).map(|(_, r)| r.code().to_owned());
            let unknown = folded.unknown.iter().find(|(u, _)| *u == id).map(|(_, r)| r.code());
            void.or(unknown.map(str::to_owned)).unwrap_or_else(|| "ok".to_owned())
        };
        let item = |held: Held| {
            let (entry, body) = (&held.entry, held.entry.body());
            TimelineItem {
                entry: entry.id,
                kind: entry.header.kind,
                verb: body.and_then(|b| b.verb),
                author: entry.header.author,
                device_ms: body.map(|b| b.clocks.wall_ms),
                recorded_ms: held.recorded_ms,
                paths: body
                    .map(|b| b.writes.iter().map(|w| w.path.clone()).collect())
                    .unwrap_or_default(),
                effect: effect(entry.id),
            }
        };
        Ok(entries.into_iter().map(item).collect())
    }

    /// SHA-256 over the canonical CBOR of all folded records in these scopes (all but the public
    /// one, if none are named), by record id: "all ends equal" (decisions.md 5).
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn digest(&self, scopes: &[ScopeLabel]) -> Result<Digest, DeviceError> {
        let public = saksi_domain::journal::Scope::project().label();
        let mut folds = Vec::new();
        for record in self.project.store.records(None)? {
            let folded = self.project.fold(record)?;
            let Some(scope) = folded.scope else { continue };
            if if scopes.is_empty() { scope != public } else { scopes.contains(&scope) } {
                folds.push(folded.to_value());
            }
        }
        Ok(Digest(Sha256::digest(cbor::encode(&Value::Array(folds))).into()))
    }
}
