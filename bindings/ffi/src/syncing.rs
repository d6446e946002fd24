//! Sync: its steps, what it did, what still waits; space, and the numbers of a support file.

use std::sync::Arc;

use saksi_device::field::{Diagnosis, SyncState};
use saksi_device::sync::SyncReport as Report;
use saksi_domain::journal::{Cid, RecordId};
use saksi_domain::sync::plan::SyncStep;

use crate::field::{Field, Outcome};
use crate::surroundings::{Ear, Progress};

/// The steps of a sync, in their order.
#[uniffi::remote(Enum)]
pub enum SyncStep {
    /// The phone's key joins the project.
    Enrol,
    /// Both say where they stand.
    Hello,
    /// Own entries go out; a receipt comes back.
    Entries,
    /// Others' entries come in.
    Pull,
    /// Forms and other small files come in.
    Fetch,
    /// Small pictures go out.
    Previews,
    /// Originals go out.
    Originals,
}

/// Something that did not count, and why.
#[derive(Debug, Clone, uniffi::Record)]
pub struct Refusal {
    /// The short name of the file or entry.
    pub name: String,
    /// The hub's or the journal's code.
    pub code: String,
}

impl From<(String, String)> for Refusal {
    fn from((name, code): (String, String)) -> Self {
        Self { name, code }
    }
}

/// What a sync did.
#[derive(Debug, Clone, uniffi::Record)]
pub struct SyncReport {
    /// Own entries that got a receipt.
    pub sent: u64,
    /// Others' entries that came in.
    pub received: u64,
    /// Small files that came in.
    pub fetched: u64,
    /// Previews that went out.
    pub previews: u64,
    /// Originals that went out.
    pub originals: u64,
    /// Files that the hub refused.
    pub refused: Vec<Refusal>,
    /// Entries without effect.
    pub void: Vec<Refusal>,
}

impl From<Report> for SyncReport {
    fn from(report: Report) -> Self {
        let Report { sent, received, fetched, previews, originals, refused, void } = report;
        let [refused, void] = [refused, void].map(|l| l.into_iter().map(Refusal::from).collect());
        Self { sent, received, fetched, previews, originals, refused, void }
    }
}

/// What is and is not on the hub.
#[uniffi::remote(Record)]
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

/// What a supporter may see: numbers and versions. No names, answers, places or identifiers.
#[uniffi::remote(Record)]
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

/// The hub, space and support.
#[uniffi::export]
impl Field {
    /// Syncs now; goes on the next time where `progress` stopped it.
    pub fn sync(&self, progress: Arc<dyn Progress>) -> Outcome<SyncReport> {
        Ok(self.0.sync(&Ear(progress))?.into())
    }

    /// Is it time to try by itself?
    pub fn sync_is_due(&self) -> Outcome<bool> {
        Ok(self.0.sync_is_due()?)
    }

    /// What is and is not on the hub.
    pub fn sync_state(&self) -> Outcome<SyncState> {
        Ok(self.0.sync_state()?)
    }

    /// Removes originals that the hub has received; answers the bytes freed.
    pub fn free_space(&self) -> Outcome<u64> {
        Ok(self.0.free_space()?)
    }

    /// Fetches the original of an evidence record from the hub.
    pub fn fetch_original(&self, record: RecordId) -> Outcome<Cid> {
        Ok(self.0.fetch_original(record)?)
    }

    /// A support file without personal data.
    pub fn diagnose(&self) -> Outcome<Diagnosis> {
        Ok(self.0.diagnose()?)
    }

    /// What this person has done, for herself (JSON).
    pub fn participation_record(&self) -> Outcome<String> {
        Ok(self.0.participation_record()?)
    }

    /// Destroys the key of the whole profile, then deletes what it can. Close the object after it.
    pub fn panic_wipe(&self) -> Outcome<()> {
        Ok(self.0.panic_wipe()?)
    }
}
