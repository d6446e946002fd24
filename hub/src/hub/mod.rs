//! A running hub's state, and the acts that change it: one writer, many readers.
//!
//! Locks are taken in one order: store, then journal. Readers see a page only when it is stored.

mod blobs;
mod enrol;
mod hello;
mod proof;
mod pull;
mod push;
mod write;

use std::collections::BTreeMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};

use saksi_domain::journal::{LogId, ProjectId};
use saksi_domain::store::{BlobStore as _, StoreError};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::clock::Clock;
use crate::journal::Journal;
use crate::keys::SigningKeys;
use crate::metrics::{Requests, Sizes};
use crate::problem::{HubError, Refusal};
use crate::random;
use crate::store::{Alarm, AlarmKind, BlobFiles, DATABASE, SqliteStore, io_error};
use crate::visibility::Caller;

pub use blobs::Upload;
pub use pull::Question;
pub(crate) use write::next_on_line;

/// File name of [`About`] within the hub's folder.
pub const ABOUT: &str = "hub.json";
/// File that the running hub holds locked.
const LOCK: &str = "hub.lock";
/// Folder of the sealed files within the hub's folder.
pub const BLOBS: &str = "blobs";

/// What a hub's folder is about; no secrets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The project.
    pub project: ProjectId,
    /// Address that invitations carry.
    pub url: String,
}

impl About {
    /// Reads a hub's folder.
    ///
    /// # Errors
    /// [`StoreError`] if it is none.
    pub fn load(dir: &Path) -> Result<Self, StoreError> {
        let bytes = std::fs::read(dir.join(ABOUT)).map_err(io_error)?;
        serde_json::from_slice(&bytes).map_err(|_| StoreError::Corrupt(ABOUT.to_owned()))
    }
}

/// A hub.
#[derive(Debug)]
pub struct Hub {
    project: ProjectId,
    dir: PathBuf,
    keys: SigningKeys,
    clock: Arc<dyn Clock>,
    store: Mutex<SqliteStore>,
    journal: RwLock<Journal>,
    files: BlobFiles,
    tokens: RwLock<BTreeMap<[u8; 32], LogId>>,
    alarms: RwLock<BTreeMap<(AlarmKind, String), Alarm>>,
    /// Is memory ahead of the disk? Then nobody is answered until it is read again.
    stale: AtomicBool,
    lock: Option<File>,
    /// Requests answered.
    pub requests: Requests,
}

impl Hub {
    /// Opens a hub's folder to run it: takes its lock, loads and checks the whole journal, applies
    /// erasures again. One process at a time: two would write two journals.
    ///
    /// # Errors
    /// [`StoreError::Busy`] if another process runs this hub; otherwise something is damaged, and
    /// nothing is repaired.
    pub fn run(dir: &Path, clock: Arc<dyn Clock>) -> Result<Self, StoreError> {
        let lock = take_lock(dir)?;
        let mut hub = Self { lock: Some(lock), ..Self::open(dir, clock)? };
        let journal = hub.journal.get_mut().unwrap_or_else(PoisonError::into_inner);
        journal.check_covered()?;
        let store = hub.store.get_mut().unwrap_or_else(PoisonError::into_inner);
        erase_again(journal, store, &mut hub.files)?;
        Ok(hub)
    }

    /// Opens a hub's folder to read it, also while the hub runs: loads and checks the journal as
    /// it is at this instant. Nothing can be pushed to it.
    ///
    /// # Errors
    /// [`StoreError`] if something is damaged.
    pub fn open(dir: &Path, clock: Arc<dyn Clock>) -> Result<Self, StoreError> {
        let about = About::load(dir)?;
        let store = SqliteStore::open(&dir.join(DATABASE), about.project)?;
        let journal = Journal::load(&store)?;
        let alarms = store.alarms()?.into_iter().map(|a| ((a.kind, a.subject.clone()), a));
        Ok(Self {
            project: about.project,
            dir: dir.to_owned(),
            keys: SigningKeys::load(dir)?,
            clock,
            tokens: RwLock::new(store.tokens()?.into_iter().collect()),
            alarms: RwLock::new(alarms.collect()),
            store: Mutex::new(store),
            journal: RwLock::new(journal),
            files: BlobFiles::open(&dir.join(BLOBS))?,
            requests: Requests::default(),
            stale: AtomicBool::new(false),
            lock: None,
        })
    }

    /// Is memory ahead of the disk, after a write that failed and could not be read back?
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.stale.load(Ordering::SeqCst)
    }

    /// The sealed files.
    #[must_use]
    pub fn files(&self) -> &BlobFiles {
        &self.files
    }

    /// The project.
    #[must_use]
    pub fn project(&self) -> ProjectId {
        self.project
    }

    /// The hub's folder.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The journal as it is now.
    pub fn journal(&self) -> RwLockReadGuard<'_, Journal> {
        self.journal.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The store, for the one writer.
    pub fn store(&self) -> MutexGuard<'_, SqliteStore> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Who holds this token?
    ///
    /// # Errors
    /// `token-unknown`.
    pub fn caller(&self, token: &str) -> Result<Caller, HubError> {
        let hash = token_hash(token);
        let tokens = self.tokens.read().unwrap_or_else(PoisonError::into_inner);
        let known = tokens.get(&hash).copied();
        drop(tokens);
        let log = match known {
            Some(log) => Some(log),
            // Perhaps made by the command line while this hub runs.
            None => self.store().token(hash)?,
        };
        let journal = self.journal();
        log.and_then(|log| Caller::of_log(journal.ledger().membership(), log))
            .ok_or_else(|| HubError::new(Refusal::TokenUnknown, "no such token"))
    }

    /// Makes a token for an enrolled log. Only its hash is kept.
    ///
    /// # Errors
    /// `store-unavailable`.
    pub fn give_token(&self, log: LogId) -> Result<String, HubError> {
        let (token, hash) = make_token_pair();
        let mut store = self.store();
        store.put_token(hash, log, self.clock.now_ms())?;
        let kept = store.tokens()?.into_iter().collect();
        *self.tokens.write().unwrap_or_else(PoisonError::into_inner) = kept;
        Ok(token)
    }

    /// What an operator must look at, oldest first.
    #[must_use]
    pub fn alarms(&self) -> Vec<Alarm> {
        let alarms = self.alarms.read().unwrap_or_else(PoisonError::into_inner);
        let mut alarms: Vec<_> = alarms.values().cloned().collect();
        alarms.sort_by_key(|alarm| alarm.at_ms);
        alarms
    }

    /// What the hub holds now.
    #[must_use]
    pub fn sizes(&self) -> Sizes {
        let mut alarms = BTreeMap::new();
        for alarm in self.alarms() {
            *alarms.entry(alarm.kind).or_default() += 1;
        }
        let journal = self.journal();
        let membership = journal.ledger().membership();
        Sizes {
            entries: journal.ledger().size(),
            logs: journal.ledger().frontier().len(),
            members: membership.grants.len(),
            checkpoints: journal.notes().len(),
            epoch: membership.epoch,
            checkpoint_ms: journal.latest().time_ms,
            blobs: journal.blobs(),
            alarms,
        }
    }
}

fn take_lock(dir: &Path) -> Result<File, StoreError> {
    let file = File::create(dir.join(LOCK)).map_err(io_error)?;
    file.try_lock().map_err(|_| StoreError::Busy)?;
    Ok(file)
}

/// A fresh token and what is kept of it.
pub(crate) fn make_token_pair() -> (String, [u8; 32]) {
    let token = hex::encode(random::bytes::<32>());
    let hash = token_hash(&token);
    (token, hash)
}

fn token_hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// Destroys, in the store too, what the journal knows to be erased, and files that nobody names.
fn erase_again(
    journal: &Journal,
    store: &mut SqliteStore,
    files: &mut BlobFiles,
) -> Result<(), StoreError> {
    use saksi_domain::store::EntryStore as _;
    let destroyed = store.with_body(&journal.erasable())?;
    if !destroyed.is_empty() {
        store.destroy_bodies(&destroyed)?;
    }
    for cid in files.names()? {
        if !journal.is_named(cid) {
            files.delete(cid).map_err(|error| match error {
                saksi_domain::store::BlobError::Store(error) => error,
                other => StoreError::Io(other.to_string()),
            })?;
        }
    }
    Ok(())
}
