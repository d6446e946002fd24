//! Taking a planned page into the journal: entries, one checkpoint over them, alarms, erasures.

use saksi_domain::journal::checkpoint::Checkpoint;
use saksi_domain::journal::ledger::LedgerError;
use saksi_domain::journal::log::Admission;
use saksi_domain::journal::record::Held;
use saksi_domain::journal::{Entry, EntryId};
use saksi_domain::store::StoreError;

use super::Journal;
use crate::keys::SigningKeys;
use crate::store::{Alarm, AlarmKind, Batch, Noted};

impl Journal {
    /// Takes the entries that are new; returns what must be stored. Until that is done, nobody
    /// may read this journal.
    ///
    /// # Errors
    /// [`LedgerError`] if the page was not planned against this journal.
    pub fn take(
        &mut self,
        page: Vec<Entry>,
        keys: &SigningKeys,
        now_ms: i64,
    ) -> Result<Batch, LedgerError> {
        let from = self.ledger.size();
        let line = self.ledger.membership().head;
        let mut batch = Batch::default();
        for entry in page {
            let at = self.ledger.size();
            match self.ledger.admit(entry)? {
                Admission::Known => continue,
                Admission::Append | Admission::Twin => self.index(at),
            }
        }
        if self.ledger.size() == from {
            return Ok(batch);
        }
        let rights_changed = self.ledger.membership().head != line;
        batch.noted = Some(self.sign_head(keys, now_ms));
        batch.held = self.ledger.since_index(from).map(|held| (**held).clone()).collect();
        batch.destroyed = self.destroyed_by(&batch.held, rights_changed);
        if !batch.destroyed.is_empty() {
            batch.unnamed = self.unname_blobs();
        }
        let alarms = batch.held.iter().filter_map(|held| self.alarm_of(held, now_ms));
        batch.alarms = alarms.collect();
        Ok(batch)
    }

    /// Signs the head of the tree. Time never goes back, whatever the machine's clock does.
    fn sign_head(&mut self, keys: &SigningKeys, now_ms: i64) -> Noted {
        let membership = self.ledger.membership();
        let hub = membership.hub_keys().expect("a hub's keys stand on the line from setup on");
        let origin = Checkpoint::origin_of(&hub.origin, &membership.project, membership.epoch);
        let time_ms = self.notes.last().map_or(now_ms, |last| now_ms.max(last.time_ms));
        let head = self.ledger.head(origin, membership.epoch, time_ms);
        let noted = Noted {
            epoch: head.epoch,
            size: head.size,
            time_ms: head.time_ms,
            note: head.sign(&keys.checkpoint, &keys.clock),
        };
        let fits = self.ledger.note_checkpoint(&head);
        assert!(fits, "a head that was just computed is this journal's");
        self.notes.push(noted.clone());
        noted
    }

    /// Entries whose bodies go because of these. A change of rights may give effect to any erasure.
    fn destroyed_by(&self, held: &[Held], rights_changed: bool) -> Vec<EntryId> {
        if rights_changed {
            return self.erasable();
        }
        let mut records: Vec<_> = held.iter().map(|held| held.entry.record()).collect();
        records.sort_unstable();
        records.dedup();
        records.retain(|record| self.erasures.contains(record));
        records.into_iter().flat_map(|record| self.ledger.erasable(record)).collect()
    }

    fn alarm_of(&self, held: &Held, at_ms: i64) -> Option<Alarm> {
        let subject = held.entry.id.to_string();
        if held.twin {
            return Some(Alarm { kind: AlarmKind::Twin, subject, at_ms });
        }
        let seen = held.entry.header.seen?;
        let ours = seen.epoch == self.ledger.membership().epoch;
        let odd = ours && self.ledger.tree().root_at(seen.size) != Some(seen.root);
        odd.then_some(Alarm { kind: AlarmKind::SplitView, subject, at_ms })
    }

    /// The head again, if the newest checkpoint does not cover the journal (never after a push).
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] if entries lie above the newest checkpoint.
    pub fn check_covered(&self) -> Result<(), StoreError> {
        if self.notes.last().is_some_and(|noted| noted.size == self.ledger.size()) {
            return Ok(());
        }
        Err(StoreError::Corrupt("entries lie above the newest checkpoint".into()))
    }
}
