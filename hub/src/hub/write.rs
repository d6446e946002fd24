//! The one writer: a page goes into the journal and the store together, or into neither.

use std::collections::BTreeMap;
use std::sync::PoisonError;
use std::sync::atomic::Ordering;

use saksi_domain::journal::body::{Body, Clocks};
use saksi_domain::journal::rules::MemberVerb;
use saksi_domain::journal::{Cid, Entry, EntryId, Scope};
use saksi_domain::journal::{Kind, entry::Header};
use saksi_domain::store::BlobStore as _;

use super::Hub;
use crate::journal::{Journal, plan_page};
use crate::problem::{HubError, Refusal};
use crate::random;
use crate::store::{Alarm, Batch, SqliteStore};

impl Hub {
    /// Takes a page whole or not at all; returns what was new.
    pub(super) fn take(&self, page: Vec<Entry>) -> Result<Batch, HubError> {
        self.take_with(&mut self.store(), page)
    }

    pub(super) fn take_with(
        &self,
        store: &mut SqliteStore,
        page: Vec<Entry>,
    ) -> Result<Batch, HubError> {
        if self.lock.is_none() {
            return Err(HubError::new(Refusal::Internal, "opened to read only"));
        }
        if self.is_stale() {
            let mut journal = self.journal.write().unwrap_or_else(PoisonError::into_inner);
            self.read_again(&mut journal, store)?;
        }
        plan_page(self.journal().ledger(), &page)
            .map_err(|(at, error)| HubError::from(error).with("entry", at))?;
        let mut journal = self.journal.write().unwrap_or_else(PoisonError::into_inner);
        let took = journal.take(page, &self.keys, self.clock.now_ms());
        let stored = match &took {
            Ok(batch) if batch.held.is_empty() => return Ok(Batch::default()),
            Ok(batch) => store.commit(batch).map_err(HubError::from),
            Err(error) => Err(HubError::new(Refusal::Internal, error.to_string())),
        };
        if let Err(problem) = stored {
            // Memory ran ahead of the disk: what is on the disk holds.
            self.stale.store(true, Ordering::SeqCst);
            self.read_again(&mut journal, store)?;
            return Err(problem);
        }
        let batch = took.expect("an error was returned above");
        drop(journal);
        self.delete_unnamed(&batch);
        self.note_alarms(&batch.alarms);
        Ok(batch)
    }

    fn read_again(&self, journal: &mut Journal, store: &SqliteStore) -> Result<(), HubError> {
        *journal = Journal::load(store)?;
        self.stale.store(false, Ordering::SeqCst);
        Ok(())
    }

    /// Reads the journal again if memory is ahead of the disk.
    ///
    /// # Errors
    /// `store-unavailable` while it cannot be read: nobody may be answered then, because a
    /// checkpoint that is not stored would be seen.
    pub fn catch_up(&self) -> Result<(), HubError> {
        let store = self.store();
        let mut journal = self.journal.write().unwrap_or_else(PoisonError::into_inner);
        if self.is_stale() { self.read_again(&mut journal, &store) } else { Ok(()) }
    }

    fn delete_unnamed(&self, batch: &Batch) {
        let mut files = self.files.clone();
        for cid in &batch.unnamed {
            if let Err(error) = files.delete(*cid) {
                // The next start tries again: it deletes every file that nobody names.
                tracing::error!(%error, "an erased file is still there");
            }
        }
    }

    /// Keeps alarms that were stored already in sight.
    pub(super) fn note_alarms(&self, alarms: &[Alarm]) {
        let mut known = self.alarms.write().unwrap_or_else(PoisonError::into_inner);
        for alarm in alarms {
            let key = (alarm.kind, alarm.subject.clone());
            if let std::collections::btree_map::Entry::Vacant(place) = known.entry(key) {
                tracing::warn!(kind = alarm.kind.code(), subject = %alarm.subject, "alarm");
                place.insert(alarm.clone());
            }
        }
    }

    /// Stores alarms that come without entries.
    pub(super) fn raise(
        &self,
        alarms: Vec<Alarm>,
        refused: Vec<(Cid, EntryId)>,
    ) -> Result<(), HubError> {
        let batch = Batch { alarms, refused, ..Batch::default() };
        self.store().commit(&batch)?;
        self.journal.write().unwrap_or_else(PoisonError::into_inner).refuse(&batch.refused);
        self.note_alarms(&batch.alarms);
        Ok(())
    }

    /// The hub's own next entry on the member line.
    pub(super) fn line_entry(
        &self,
        verb: MemberVerb,
        args: BTreeMap<String, saksi_domain::journal::cbor::Value>,
    ) -> Result<Entry, HubError> {
        let journal = self.journal();
        next_on_line(&journal, &self.keys, verb, args, self.clock.now_ms())
    }
}

/// The hub's next entry on the member line of this journal.
pub(crate) fn next_on_line(
    journal: &Journal,
    keys: &crate::keys::SigningKeys,
    verb: MemberVerb,
    args: BTreeMap<String, saksi_domain::journal::cbor::Value>,
    now_ms: i64,
) -> Result<Entry, HubError> {
    let ledger = journal.ledger();
    let membership = ledger.membership();
    let log = saksi_domain::journal::entry::derive_log_id(&keys.log.verifying_key(), 0);
    let seq = ledger.next_seq(log);
    let latest = journal.latest();
    let root = ledger.tree().root_at(latest.size);
    let seen = root.map(|root| saksi_domain::journal::entry::Seen {
        epoch: latest.epoch,
        size: latest.size,
        root,
    });
    let header = Header {
        log,
        seq,
        prev: seq.checked_sub(1).and_then(|seq| ledger.at(log, seq).first().copied()),
        seen,
        author: keys.member,
        scope: Scope::project().label(),
        kind: Kind::Member,
        record: Some(EntryId(membership.project.0)),
        parents: vec![membership.head],
        commitment: [0; 32],
    };
    let mut body = Body::new(Clocks { wall_ms: now_ms, ..Clocks::default() });
    body.verb = Some(verb.code());
    body.args = args;
    Entry::sign(membership.project, header, body, random::bytes(), &keys.log)
        .map_err(|error| HubError::new(Refusal::Internal, error.to_string()))
}
