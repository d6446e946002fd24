//! A whole journal in memory, in the hub's order: what a hub serves from and a verifier reads.
//!
//! It decides and holds; storing durably and signing checkpoints are the caller's. Phones, which
//! hold a part, fold straight from their store through [`super::record::Shelf`].

use std::collections::BTreeMap;
use std::sync::Arc;

use super::causal::Causal;
use super::checkpoint::Checkpoint;
use super::entry::{Entry, EntryError, Kind};
use super::log::{Admission, AdmissionError, Frontier, Neighbourhood, decide_admission};
use super::member::{LineError, Membership};
use super::merkle::Tree;
use super::record::{Folded, Held, Shelf, View, fold};
use super::{EntryId, LogId, RecordId};

/// A journal in the hub's order.
#[derive(Debug, Clone)]
pub struct Ledger {
    membership: Membership,
    order: Vec<EntryId>,
    entries: BTreeMap<EntryId, Arc<Held>>,
    records: BTreeMap<RecordId, Vec<EntryId>>,
    logs: BTreeMap<LogId, BTreeMap<u64, Vec<EntryId>>>,
    tree: Tree,
    /// Verified checkpoints by (epoch, size), with their time.
    times: BTreeMap<(u64, u64), i64>,
    covered: u64,
}

/// Why the ledger does not take an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LedgerError {
    /// It may not be admitted.
    Admission(AdmissionError),
    /// It is for the member line and does not fit there.
    Line(LineError),
}

impl std::fmt::Display for LedgerError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Admission(error) => error.fmt(f),
            Self::Line(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for LedgerError {}

impl From<AdmissionError> for LedgerError {
    fn from(error: AdmissionError) -> Self {
        Self::Admission(error)
    }
}

impl From<LineError> for LedgerError {
    fn from(error: LineError) -> Self {
        Self::Line(error)
    }
}

impl Ledger {
    /// A journal that holds its genesis entry.
    ///
    /// # Errors
    /// [`LineError`] if that is not a genesis.
    pub fn begin(genesis: Entry) -> Result<Self, LineError> {
        let mut ledger = Self {
            membership: Membership::begin(&genesis)?,
            order: Vec::new(),
            entries: BTreeMap::new(),
            records: BTreeMap::new(),
            logs: BTreeMap::new(),
            tree: Tree::default(),
            times: BTreeMap::new(),
            covered: 0,
        };
        ledger.append(genesis, false);
        Ok(ledger)
    }

    /// The member line, folded.
    #[must_use]
    pub fn membership(&self) -> &Membership {
        &self.membership
    }

    /// The tree over the entries.
    #[must_use]
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Number of entries.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.order.len() as u64
    }

    /// How many entries a checkpoint covers.
    #[must_use]
    pub fn covered(&self) -> u64 {
        self.covered
    }

    /// An entry.
    #[must_use]
    pub fn get(&self, id: &EntryId) -> Option<&Arc<Held>> {
        self.entries.get(id)
    }

    /// Entries from index `from` on, in the hub's order.
    pub fn since_index(&self, from: u64) -> impl Iterator<Item = &Arc<Held>> {
        let from = usize::try_from(from).unwrap_or(usize::MAX).min(self.order.len());
        self.order[from..].iter().map(|id| &self.entries[id])
    }

    /// Ids of all records, the member line among them.
    pub fn records(&self) -> impl Iterator<Item = RecordId> {
        self.records.keys().copied()
    }

    /// The entries of the member line, in order.
    #[must_use]
    pub fn line(&self) -> Vec<Arc<Held>> {
        self.of_record(EntryId(self.membership.project.0))
    }

    /// The next sequence number of every log that has entries.
    #[must_use]
    pub fn frontier(&self) -> Frontier {
        self.logs.iter().map(|(log, seqs)| (*log, Self::next_of(seqs))).collect()
    }

    /// The next sequence number of a log.
    #[must_use]
    pub fn next_seq(&self, log: LogId) -> u64 {
        self.logs.get(&log).map_or(0, Self::next_of)
    }

    fn next_of(seqs: &BTreeMap<u64, Vec<EntryId>>) -> u64 {
        seqs.last_key_value().map_or(0, |(seq, _)| seq + 1)
    }

    /// Ids stored at a place of a log, first index first; more than one after a fork.
    #[must_use]
    pub fn at(&self, log: LogId, seq: u64) -> &[EntryId] {
        self.logs.get(&log).and_then(|seqs| seqs.get(&seq)).map_or(&[], Vec::as_slice)
    }

    /// Folds a record.
    #[must_use]
    pub fn fold(&self, record: RecordId) -> Folded {
        fold(record, self.view(None))
    }

    /// The view of this journal, up to index `before`.
    #[must_use]
    pub fn view(&self, before: Option<u64>) -> View<'_> {
        View { membership: &self.membership, shelf: self, before }
    }

    /// Would the entry be taken, and how? Checks signature, chain and, for the member line, right.
    ///
    /// # Errors
    /// [`LedgerError`]; nothing changes either way.
    pub fn check(&self, entry: &Entry) -> Result<Admission, LedgerError> {
        let log = entry.header.log;
        let key = self.membership.key_of(log).ok_or(AdmissionError::UnknownLog(log))?;
        entry.verify(self.membership.project, key).map_err(AdmissionError::from)?;
        let seq = entry.header.seq;
        let before = seq.checked_sub(1).map_or(&[][..], |seq| self.at(log, seq));
        let around = Neighbourhood {
            next: self.next_seq(log),
            same_seq: self.at(log, seq).to_vec(),
            before: before.iter().map(|id| (*id, self.entries[id].entry.header.seen)).collect(),
        };
        let admission = decide_admission(entry, &around)?;
        if entry.header.kind == Kind::Member && admission != Admission::Known {
            self.membership.try_extend(entry)?;
        }
        Ok(admission)
    }

    /// Takes an entry. An entry of an erased record is taken without its body.
    ///
    /// # Errors
    /// [`LedgerError`]; then nothing changed.
    pub fn admit(&mut self, entry: Entry) -> Result<Admission, LedgerError> {
        let admission = self.check(&entry)?;
        if admission == Admission::Known {
            return Ok(admission);
        }
        if entry.header.kind == Kind::Member {
            self.membership.extend(&entry)?;
        }
        let (record, kind) = (entry.record(), entry.header.kind);
        self.append(entry, admission == Admission::Twin);
        match kind {
            // A grant or an admission can make an erasure count that was void until now.
            Kind::Member => self.records.keys().copied().collect(),
            _ => vec![record],
        }
        .into_iter()
        .for_each(|record| self.destroy_bodies(record));
        Ok(admission)
    }

    fn append(&mut self, entry: Entry, twin: bool) {
        // A head that this journal never had proves nothing about time.
        let seen = entry.header.seen.filter(|s| self.tree.root_at(s.size) == Some(s.root));
        let seen_ms = seen.and_then(|s| self.times.get(&(s.epoch, s.size)).copied());
        let (id, record, log, seq) = (entry.id, entry.record(), entry.header.log, entry.header.seq);
        self.tree.push(&id);
        self.order.push(id);
        self.records.entry(record).or_default().push(id);
        self.logs.entry(log).or_default().entry(seq).or_default().push(id);
        let index = Some(self.order.len() as u64 - 1);
        let held = Held { entry, index, recorded_ms: None, seen_ms, twin };
        self.entries.insert(id, Arc::new(held));
    }

    /// Is the record erased (an erase with effect)?
    #[must_use]
    pub fn is_erased(&self, record: RecordId) -> bool {
        let erase = |id: &EntryId| self.entries[id].entry.header.kind == Kind::Erase;
        self.records.get(&record).is_some_and(|ids| ids.iter().any(erase))
            && self.fold(record).erased
    }

    /// Entries whose bodies must be destroyed because their record is erased.
    #[must_use]
    pub fn erasable(&self, record: RecordId) -> Vec<EntryId> {
        if !self.is_erased(record) {
            return Vec::new();
        }
        let erasable = |id: &&EntryId| {
            matches!(self.entries[*id].entry.header.kind, Kind::Change | Kind::Evidence)
        };
        self.records.get(&record).into_iter().flatten().filter(erasable).copied().collect()
    }

    fn destroy_bodies(&mut self, record: RecordId) {
        for id in self.erasable(record) {
            if let Some(held) = self.entries.get_mut(&id) {
                Arc::make_mut(held).entry.content = None;
            }
        }
    }

    /// What a reader of `entry` needs of the records it cites to judge its guards: their entries in
    /// the past of the heads cited, *without bodies*. Who collected the evidence can then be told
    /// (four eyes), and nothing of what was seen.
    #[must_use]
    pub fn cited_headers(&self, entry: &Entry) -> Vec<Held> {
        let mut headers = Vec::new();
        for reference in entry.body().into_iter().flat_map(|body| &body.refs) {
            let causal = Causal::new(self.of_record(reference.record));
            let past = causal.up_to(&reference.heads).unwrap_or_default();
            headers.extend(
                past.iter().map(|held| Held { entry: held.entry.erased(), ..(**held).clone() }),
            );
        }
        headers
    }

    /// The head of the tree as it is now, to be signed by the hub.
    #[must_use]
    pub fn head(&self, origin: String, epoch: u64, time_ms: i64) -> Checkpoint {
        let size = self.size();
        let root = self.tree.root_at(size).expect("a tree has a root at its own size");
        Checkpoint { origin, epoch, size, root, time_ms: time_ms / 1000 * 1000 }
    }

    /// Notes a verified checkpoint: what it covers for the first time was recorded then.
    ///
    /// Checkpoints must come in order of size. `false` if its root is not this journal's: a split
    /// view or a rewritten past; nothing changes then.
    #[must_use]
    pub fn note_checkpoint(&mut self, checkpoint: &Checkpoint) -> bool {
        if self.tree.root_at(checkpoint.size) != Some(checkpoint.root) {
            return false;
        }
        self.times.insert((checkpoint.epoch, checkpoint.size), checkpoint.time_ms);
        for index in self.covered..checkpoint.size {
            let id = self.order[usize::try_from(index).expect("an index in memory")];
            if let Some(held) = self.entries.get_mut(&id) {
                Arc::make_mut(held).recorded_ms = Some(checkpoint.time_ms);
            }
        }
        self.covered = self.covered.max(checkpoint.size);
        true
    }

    /// Every `seen` is gossip: entries whose `seen` is not a head that this journal ever had.
    ///
    /// Such an entry shows a split view, or a hub that lost its tail (then it names a larger size).
    #[must_use]
    pub fn split_views(&self) -> Vec<EntryId> {
        let odd = |held: &&Arc<Held>| {
            let seen = held.entry.header.seen;
            seen.is_some_and(|s| {
                s.epoch == self.membership.epoch && self.tree.root_at(s.size) != Some(s.root)
            })
        };
        self.since_index(0).filter(odd).map(|held| held.entry.id).collect()
    }
}

impl Shelf for Ledger {
    fn of_record(&self, record: RecordId) -> Vec<Arc<Held>> {
        let ids = self.records.get(&record).into_iter().flatten();
        ids.map(|id| self.entries[id].clone()).collect()
    }
}

impl From<EntryError> for LedgerError {
    fn from(error: EntryError) -> Self {
        Self::Admission(error.into())
    }
}
