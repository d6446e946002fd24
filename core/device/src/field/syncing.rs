//! Sending and receiving, as the app calls it; freeing space; what happens to a revoked phone.

use saksi_domain::journal::log::Frontier;
use saksi_domain::journal::{Cid, RecordId};
use saksi_domain::store::{BlobStore as _, EntryStore as _};
use saksi_domain::sync::plan::Pace;
use saksi_domain::sync::wire::HelloRequest;

use super::{Field, lock};
use crate::error::DeviceError;
use crate::profile::Profile;
use crate::store::{Item, write_state};
use crate::sync::{Progress, Quiet, SyncReport};

/// What is and is not on the hub, for words on screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncState {
    /// Own entries without a receipt.
    pub entries_waiting: u64,
    /// Previews that wait.
    pub previews_waiting: u64,
    /// Originals that wait.
    pub originals_waiting: u64,
    /// When a sync last came to its end.
    pub last_ms: Option<i64>,
    /// When the phone may try by itself again.
    pub next_ms: i64,
    /// Did the hub show two histories?
    pub split_view: bool,
}

const LAST: &str = "last_sync";

impl Field {
    /// Syncs now. May be cancelled at any step by `progress`, and goes on there the next time.
    ///
    /// # Errors
    /// [`DeviceError::Revoked`]: the keys of this project were dropped.
    /// [`DeviceError::Practice`]: nothing of it is sent. Otherwise what the step
    /// said; whatever was done before stays done.
    pub fn sync(&self, progress: &dyn Progress) -> Result<SyncReport, DeviceError> {
        let _one_at_a_time = lock(&self.syncing);
        self.sign_due()?;
        if self.is_practice() {
            return Err(DeviceError::Practice);
        }
        let outcome = crate::sync::sync(&self.project, &*self.vault, progress, &self.language());
        match &outcome {
            Ok(_) => {
                let now = self.env.now_ms().to_be_bytes();
                self.project.store.set_state(LAST, Some(&now))?;
                self.put_away()?;
            }
            Err(DeviceError::Revoked) => self.drop_keys()?,
            // What the hub got before the line broke is put away all the same; the next sync tries
            // again what fails here.
            Err(_) => drop(self.put_away()),
        }
        outcome
    }

    /// Is it time to try by itself?
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn sync_is_due(&self) -> Result<bool, DeviceError> {
        Ok(crate::sync::pace(&self.project)?.is_due(self.env.now_ms()))
    }

    /// What is and is not on the hub.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn sync_state(&self) -> Result<SyncState, DeviceError> {
        let store = &self.project.store;
        let mut entries_waiting = 0;
        for log in self.project.writer.logs(store)? {
            entries_waiting += store.unsent(log, usize::MAX)?.len() as u64;
        }
        let items = store.items_waiting()?;
        let originals = items.iter().filter(|role| *role == "original").count() as u64;
        let last = store.state(LAST)?.and_then(|l| l.try_into().ok()).map(i64::from_be_bytes);
        let Pace { not_before_ms, .. } = crate::sync::pace(&self.project)?;
        Ok(SyncState {
            entries_waiting,
            previews_waiting: items.len() as u64 - originals,
            originals_waiting: originals,
            last_ms: last,
            next_ms: not_before_ms,
            split_view: !store.split_notes()?.is_empty(),
        })
    }

    /// Removes originals that the hub has received; previews stay. Answers the bytes freed.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn free_space(&self) -> Result<u64, DeviceError> {
        self.free(&self.project.store.items_to_free()?)
    }

    /// Removes sealed files for good; answers the bytes freed.
    pub(super) fn free(&self, items: &[Item]) -> Result<u64, DeviceError> {
        let mut store = self.project.store.clone();
        let mut freed = 0;
        for item in items {
            freed += store.size(item.cid)?.unwrap_or(0);
            store.mark_freed(item.cid)?;
            store.delete(item.cid)?;
        }
        Ok(freed)
    }

    /// Where every enrolled log stands at the hub now: from there on a grant or revocation
    /// governs. For administrators, whose own store holds none of the others' entries.
    ///
    /// # Errors
    /// [`DeviceError::NotYetMember`], [`DeviceError::Offline`].
    pub fn hub_frontier(&self) -> Result<Frontier, DeviceError> {
        let _one_at_a_time = lock(&self.syncing);
        let membership = self.project.membership()?.ok_or(DeviceError::NotYetMember)?;
        let client = crate::sync::client(&self.project, &self.language())?;
        let logs: Frontier = membership.logs.keys().map(|log| (*log, 0)).collect();
        let ask = HelloRequest { logs, line_len: membership.len, ..HelloRequest::default() };
        Ok(client.hello(&ask)?.wanted)
    }

    /// Fetches the original of an evidence record from the hub.
    ///
    /// # Errors
    /// [`DeviceError`].
    pub fn fetch_original(&self, record: RecordId) -> Result<Cid, DeviceError> {
        let _one_at_a_time = lock(&self.syncing);
        let items = self.project.store.items_of(record)?;
        let item = items.iter().find(|i| i.role == "original").ok_or(DeviceError::NotHere)?;
        if !item.here {
            let (project, vault) = (&self.project, &*self.vault);
            crate::sync::fetch_one(project, vault, item, None, &Quiet, &self.language())?;
        }
        Ok(item.cid)
    }

    /// The programme revoked this phone: its key, token and content go; other projects stay.
    fn drop_keys(&self) -> Result<(), DeviceError> {
        let store = &self.project.store;
        store.in_transaction(|tx| {
            for name in ["key", "token", "seed"] {
                write_state(tx, name, None)?;
            }
            write_state(tx, "revoked", Some(&[1]))?;
            Ok::<_, DeviceError>(())
        })?;
        store.scrub()?;
        let mut store = store.clone();
        for record in store.records(None)? {
            for item in store.items_of(record)? {
                store.delete(item.cid)?;
            }
        }
        let profile = Profile::open(&self.dir, &*self.vault)?;
        profile.remove(self.project.address.project)
    }
}
