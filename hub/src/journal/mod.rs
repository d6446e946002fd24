//! The project's journal as the hub serves it: the ledger in memory, and what is looked up in it.
//!
//! Everything here is derived from the stored entries and checkpoints, in their order, and is
//! derived again at every start. One writer changes it ([`crate::hub::Hub::push`]); the whole
//! journal in memory is the decided limit of this version (`/metrics` shows its size).

mod answer;
mod batch;
mod plan;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use saksi_domain::journal::checkpoint::Checkpoint;
use saksi_domain::journal::ledger::Ledger;
use saksi_domain::journal::record::Held;
use saksi_domain::journal::{Cid, Entry, EntryId, Kind, RecordId, ScopeLabel};
use saksi_domain::store::{EntryStore as _, StoreError};

use crate::store::{Noted, SqliteStore};

pub use answer::{receipts, verdicts};
pub use plan::plan_page;

/// How many entries are read from the store at once.
const READ: usize = 1000;

/// The journal with its look-ups.
#[derive(Debug, Clone)]
pub struct Journal {
    ledger: Ledger,
    notes: Vec<Noted>,
    /// Hub indexes per scope, ascending.
    scopes: BTreeMap<ScopeLabel, Vec<u64>>,
    /// Entries with a body that name a blob.
    naming: BTreeMap<Cid, BTreeSet<EntryId>>,
    /// Entries whose upload did not open to what they describe.
    refused: BTreeMap<Cid, BTreeSet<EntryId>>,
    /// Records with an entry that erases.
    erasures: BTreeSet<RecordId>,
}

impl Journal {
    /// Loads the journal: every signature is checked again, every checkpoint held against the tree.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] naming the index at which stored entries do not make a journal.
    pub fn load(store: &SqliteStore) -> Result<Self, StoreError> {
        let _instant = store.snapshot()?;
        let notes = store.notes()?;
        let mut pending = notes.iter();
        let mut next = pending.next();
        let mut journal: Option<Self> = None;
        loop {
            let from = journal.as_ref().map_or(0, |j| j.ledger.size());
            let page = store.since_index(from, READ)?;
            if page.is_empty() {
                break;
            }
            for held in page {
                let journal = Self::take_stored(&mut journal, held)?;
                while let Some(noted) = next.filter(|n| n.size == journal.ledger.size()) {
                    journal.note(noted.clone())?;
                    next = pending.next();
                }
            }
        }
        let mut journal = journal.ok_or_else(|| StoreError::Corrupt("no genesis".into()))?;
        if next.is_some() {
            return Err(StoreError::Corrupt("entries are missing under a checkpoint".into()));
        }
        journal.unname_blobs();
        for (cid, entry) in store.refused()? {
            journal.refused.entry(cid).or_default().insert(entry);
        }
        Ok(journal)
    }

    fn take_stored(journal: &mut Option<Self>, held: Held) -> Result<&mut Self, StoreError> {
        let at = journal.as_ref().map_or(0, |j| j.ledger.size());
        let damaged = || StoreError::Corrupt(format!("entry {at} of the journal"));
        if held.index != Some(at) {
            return Err(damaged());
        }
        if journal.is_none() {
            return Ok(journal.insert(Self::begin(held.entry).map_err(|_| damaged())?));
        }
        let journal = journal.as_mut().expect("begun above");
        journal.ledger.admit(held.entry).map_err(|_| damaged())?;
        if journal.ledger.size() != at + 1 {
            return Err(damaged());
        }
        journal.index(at);
        Ok(journal)
    }

    /// A journal of its genesis alone.
    ///
    /// # Errors
    /// `LineError` if it is none.
    pub fn begin(genesis: Entry) -> Result<Self, saksi_domain::journal::member::LineError> {
        let mut journal = Self {
            ledger: Ledger::begin(genesis)?,
            notes: Vec::new(),
            scopes: BTreeMap::new(),
            naming: BTreeMap::new(),
            refused: BTreeMap::new(),
            erasures: BTreeSet::new(),
        };
        journal.index(0);
        Ok(journal)
    }

    /// Takes the entry at `at` into the look-ups.
    fn index(&mut self, at: u64) {
        let Some(held) = self.ledger.since_index(at).next().cloned() else { return };
        self.scopes.entry(self.scope_of(&held.entry)).or_default().push(at);
        if held.entry.header.kind == Kind::Erase {
            self.erasures.insert(held.entry.record());
        }
        self.name_blobs(&held.entry);
    }

    fn name_blobs(&mut self, entry: &Entry) {
        if matches!(entry.header.kind, Kind::Evidence | Kind::Publish | Kind::Change) {
            for blob in entry.body().into_iter().flat_map(|body| &body.blobs) {
                self.naming.entry(blob.cid).or_default().insert(entry.id);
            }
        }
    }

    /// Blobs that nobody names any more, now that some bodies are gone.
    fn unname_blobs(&mut self) -> Vec<Cid> {
        let ledger = &self.ledger;
        let bodies = |id: &EntryId| ledger.get(id).is_some_and(|held| held.entry.content.is_some());
        let mut unnamed = Vec::new();
        self.naming.retain(|cid, entries| {
            entries.retain(bodies);
            unnamed.extend(entries.is_empty().then_some(*cid));
            !entries.is_empty()
        });
        unnamed
    }

    /// The scope in which an entry is listed: its root's, or its own while the root is missing.
    #[must_use]
    pub fn scope_of(&self, entry: &Entry) -> ScopeLabel {
        self.root_of(entry.record()).map_or(entry.header.scope, |root| root.entry.header.scope)
    }

    /// The root entry of a record.
    #[must_use]
    pub fn root_of(&self, record: RecordId) -> Option<&Arc<Held>> {
        self.ledger.get(&record).filter(|held| held.entry.header.record.is_none())
    }

    /// The ledger.
    #[must_use]
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// All checkpoints, by size.
    #[must_use]
    pub fn notes(&self) -> &[Noted] {
        &self.notes
    }

    /// The newest checkpoint.
    ///
    /// # Panics
    /// Never: a hub signs one before it answers anybody.
    #[must_use]
    pub fn latest(&self) -> &Noted {
        self.notes.last().expect("a hub has a checkpoint from its setup on")
    }

    /// The checkpoint that first covered the entry at `index`.
    #[must_use]
    pub fn first_cover(&self, index: u64) -> Option<&Noted> {
        self.notes.get(self.notes.partition_point(|noted| noted.size <= index))
    }

    /// Indexes of a scope from `from` on.
    #[must_use]
    pub fn indexes(&self, scope: ScopeLabel, from: u64) -> &[u64] {
        let all = self.scopes.get(&scope).map_or(&[][..], Vec::as_slice);
        &all[all.partition_point(|index| *index < from)..]
    }

    /// Entries that name a blob, those whose word it broke left out.
    pub fn naming(&self, cid: Cid) -> impl Iterator<Item = &Arc<Held>> {
        let refused = self.refused.get(&cid);
        let named = self.naming.get(&cid).into_iter().flatten();
        named
            .filter(move |id| !refused.is_some_and(|r| r.contains(id)))
            .filter_map(|id| self.ledger.get(id))
    }

    /// Entries whose word the blob broke.
    pub fn refused(&self, cid: Cid) -> impl Iterator<Item = &Arc<Held>> {
        let refused = self.refused.get(&cid).into_iter().flatten();
        refused.filter_map(|id| self.ledger.get(id))
    }

    /// Remembers that a blob is not what these entries describe.
    pub fn refuse(&mut self, refused: &[(Cid, EntryId)]) {
        for (cid, entry) in refused {
            self.refused.entry(*cid).or_default().insert(*entry);
        }
    }

    /// Is a blob named by any entry that still has its body?
    #[must_use]
    pub fn is_named(&self, cid: Cid) -> bool {
        self.naming.contains_key(&cid)
    }

    /// Every blob that an entry names.
    #[must_use]
    pub fn all_named(&self) -> Vec<Cid> {
        self.naming.keys().copied().collect()
    }

    /// Number of blobs named.
    #[must_use]
    pub fn blobs(&self) -> usize {
        self.naming.len()
    }

    /// All entries whose bodies must be destroyed.
    #[must_use]
    pub fn erasable(&self) -> Vec<EntryId> {
        self.erasures.iter().flat_map(|record| self.ledger.erasable(*record)).collect()
    }

    /// Notes a checkpoint of this journal.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] if its root is not this journal's.
    pub fn note(&mut self, noted: Noted) -> Result<(), StoreError> {
        let root = self.ledger.tree().root_at(noted.size);
        let checkpoint = Checkpoint {
            origin: String::new(),
            epoch: noted.epoch,
            size: noted.size,
            root: root.unwrap_or_default(),
            time_ms: noted.time_ms,
        };
        let keys = self.ledger.membership().hub.iter().rev();
        let project = self.ledger.membership().project;
        let signed = keys.map(|keys| Checkpoint::verify(&noted.note, &project, keys));
        let held = signed.flatten().next().is_some_and(|c| c.root == checkpoint.root);
        if !held || !self.ledger.note_checkpoint(&checkpoint) {
            return Err(StoreError::Corrupt(format!("checkpoint of size {}", noted.size)));
        }
        self.notes.push(noted);
        Ok(())
    }
}
