//! A support file without personal data, a person's participation record, and the panic wipe.

use std::path::Path;

use saksi_domain::journal::{Kind, Role};
use saksi_domain::store::EntryStore as _;

use super::{Field, RecordFilter};
use crate::error::DeviceError;
use crate::vault::KeyVault;

/// What a supporter may see: numbers and versions. No names, answers, places or identifiers.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Diagnosis {
    /// Version of this program.
    pub version: String,
    /// Is the phone enrolled?
    pub enrolled: bool,
    /// Does every page of the database authenticate?
    pub store_whole: bool,
    /// Entries held.
    pub entries: usize,
    /// Entries without a receipt.
    pub entries_waiting: u64,
    /// Previews that wait.
    pub previews_waiting: u64,
    /// Originals that wait.
    pub originals_waiting: u64,
    /// Bytes of sealed files.
    pub blob_bytes: u64,
    /// Drafts.
    pub drafts: usize,
    /// Forms.
    pub forms: usize,
    /// Receipts held.
    pub receipts: u64,
    /// Size of the newest checkpoint.
    pub checkpoint: u64,
    /// Failures since the last success.
    pub sync_failures: u32,
    /// Measured rate of the line, bytes per second.
    pub bytes_per_s: u64,
    /// Did the hub show two histories?
    pub split_view: bool,
    /// Did this phone's log go on elsewhere?
    pub forked: bool,
}

/// Wraps the key of the profile in `dir` by another vault: a new PIN, from then on the only one.
/// An open [`Field`] over the profile goes on with the vault that it has: close it and open anew.
///
/// # Errors
/// [`DeviceError::Vault`] if the old vault does not open, and then nothing changed.
pub fn change_vault(dir: &Path, old: &dyn KeyVault, new: &dyn KeyVault) -> Result<(), DeviceError> {
    crate::profile::rewrap(dir, old, new)
}

impl Field {
    /// A support file without personal data.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn diagnose(&self) -> Result<Diagnosis, DeviceError> {
        let store = &self.project.store;
        let waiting = self.sync_state()?;
        let pace = crate::sync::pace(&self.project)?;
        let frontier = store.frontier()?;
        Ok(Diagnosis {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            enrolled: store.state("token")?.is_some(),
            store_whole: store.check().is_ok(),
            entries: frontier.values().map(|n| usize::try_from(*n).unwrap_or(0)).sum(),
            entries_waiting: waiting.entries_waiting,
            previews_waiting: waiting.previews_waiting,
            originals_waiting: waiting.originals_waiting,
            blob_bytes: store.blob_bytes()?,
            drafts: store.drafts()?.len(),
            forms: store.forms()?.len(),
            receipts: store.receipts()?.0,
            checkpoint: store.newest_checkpoint()?.map_or(0, |(seen, _)| seen.size),
            sync_failures: pace.failures,
            bytes_per_s: pace.bytes_per_s,
            split_view: waiting.split_view,
            forked: self.project.writer.is_forked(store)?,
        })
    }

    /// What this person has done, for herself (JSON): her roles and her own entries, with their
    /// receipts. No answers and no places are in it, and nothing of reports that are put away.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn participation_record(&self) -> Result<String, DeviceError> {
        let me = self.project.writer.member();
        let roles: Vec<(&str, String)> =
            self.project.roles()?.into_iter().map(|(role, of)| (Role::code(role), of)).collect();
        let records = self.records(RecordFilter { mine: true, ..RecordFilter::default() })?;
        let mut items = Vec::new();
        for summary in records.iter().filter(|summary| summary.put_away.is_none()) {
            let held = self.project.store.get(summary.record)?;
            items.push(serde_json::json!({
                "record": summary.record,
                "kind": if held.as_ref().is_some_and(|h| h.entry.header.kind == Kind::Evidence) { "evidence" } else { "record" },
                "form": summary.form,
                "made_ms": summary.made_ms,
                "recorded_ms": held.and_then(|h| h.recorded_ms),
                "state": summary.state.word(),
            }));
        }
        let name = self.project.membership()?.map(|m| m.name);
        let record = serde_json::json!({
            "project": self.project.address.project, "name": name, "member": me,
            "roles": roles, "records": items,
        });
        serde_json::to_string_pretty(&record).map_err(|_| DeviceError::Internal("JSON"))
    }

    /// Panic wipe: destroys the key of the whole profile, then deletes what it can. What was sent
    /// stays at the hub.
    ///
    /// # Errors
    /// [`DeviceError::Vault`] if the vault could not destroy its own key; ours is gone then too.
    pub fn panic_wipe(&self) -> Result<(), DeviceError> {
        crate::profile::wipe(&self.dir, &*self.vault)
    }
}
