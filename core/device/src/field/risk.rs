//! Reports that are dangerous to be found with: once the hub has the whole of one, it is put away.
//!
//! Its sealed files (originals, previews, the log of filling in) are destroyed here, and lists show a
//! number in its place that can be said aloud. Its entries stay in the encrypted store: a sync
//! goes on from them. Whether the risk is high is `saksi_domain::forms::risk`'s.

use std::collections::BTreeSet;
use std::sync::Arc;

use saksi_domain::forms::risk::is_high_risk;
use saksi_domain::journal::RecordId;
use saksi_domain::journal::acts::RecordKind;
use saksi_domain::journal::effect::kind_of_root;
use saksi_domain::journal::record::Folded;
use saksi_domain::store::EntryStore as _;
use saksi_domain::sync::plan::RecordState;

use super::Field;
use super::records::state_of;
use crate::error::DeviceError;

impl Field {
    /// Is it her own, of high risk, at the hub with all that belongs to it, and without a conflict
    /// that waits for her?
    pub(super) fn is_put_away(
        &self,
        folded: &Folded,
        state: RecordState,
    ) -> Result<bool, DeviceError> {
        let is_whole =
            state == RecordState::OriginalReceived && folded.conflicts().next().is_none();
        let mine = folded.author == Some(self.project.writer.member());
        if !mine || !is_whole || !is_high_risk(folded) {
            return Ok(false);
        }
        // What is personal in it lies in a record of its own, which must be there too.
        let Some(vault) = self.vault_of(folded.record)? else { return Ok(true) };
        let entries = self.project.store.of_record(vault)?;
        Ok(entries.iter().all(|held| held.index.is_some()))
    }

    /// The evidence of every report that is put away.
    pub(super) fn evidence_put_away(&self) -> Result<BTreeSet<RecordId>, DeviceError> {
        let (store, me) = (&self.project.store, self.project.writer.member());
        let (records, mut all) = (store.records(None)?, BTreeSet::new());
        if records.is_empty() {
            return Ok(all);
        }
        let (membership, waiting) = (self.project.provisional()?, store.waiting()?);
        for record in records {
            let entries: Vec<_> = store.of_record(record)?.into_iter().map(Arc::new).collect();
            // Others' records are not folded: a supervisor holds thousands.
            let root = entries.iter().find(|held| held.entry.id == record);
            let mine = root.filter(|root| root.entry.header.author == me);
            let kind = mine.and_then(|root| kind_of_root(&root.entry));
            let state = state_of(&waiting, record, &entries);
            if kind != Some(RecordKind::Submission) || state != RecordState::OriginalReceived {
                continue;
            }
            if self.is_put_away(&self.project.fold_under(&membership, record, entries), state)? {
                all.extend(self.with_evidence(record)?);
            }
        }
        Ok(all)
    }

    /// Destroys the sealed files of reports that are put away; what the hub has not got stays.
    pub(super) fn put_away(&self) -> Result<(), DeviceError> {
        for record in self.evidence_put_away()? {
            let mut items = self.project.store.items_of(record)?;
            items.retain(|item| item.here && item.sent);
            self.free(&items)?;
        }
        Ok(())
    }
}
