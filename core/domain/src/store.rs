//! What a store must do, whoever implements it: memory, a phone's encrypted SQLite, a hub's.
//!
//! Blocking traits; the hub calls them from worker threads. Every implementation runs the same
//! contract suite (`testing::contract`). Nothing here decides what counts.

use std::fmt;

use crate::journal::log::Frontier;
use crate::journal::record::Held;
use crate::journal::{Cid, EntryId, LogId, RecordId, ScopeLabel};

/// Why a store did not do it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreError {
    /// No space left; nothing was changed. Ask the person to free some.
    Full,
    /// Somebody else holds it; try again.
    Busy,
    /// The wrong key, or not a store of ours; nothing was changed.
    Key,
    /// A page or file is damaged; what and where, without content. Nothing was overwritten.
    Corrupt(String),
    /// Made by a newer version of the program.
    Newer(u32),
    /// Anything else that the system said, without content.
    Io(String),
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full => f.write_str("no space left"),
            Self::Busy => f.write_str("the store is in use"),
            Self::Key => f.write_str("the key does not open this store"),
            Self::Corrupt(what) => write!(f, "damaged: {what}"),
            Self::Newer(version) => write!(f, "schema {version} is newer than this program"),
            Self::Io(what) => write!(f, "store: {what}"),
        }
    }
}

impl std::error::Error for StoreError {}

/// Admitted entries with what this peer knows of them.
pub trait EntryStore {
    /// Stores entries, all or none, durable when it returns.
    ///
    /// For an id that is stored already only `index`, `recorded_ms`, `seen_ms` and `twin` are
    /// updated; stored bytes are never changed, and a destroyed body does not come back.
    ///
    /// # Errors
    /// [`StoreError`]; then nothing changed.
    fn put(&mut self, batch: &[Held]) -> Result<(), StoreError>;

    /// One entry.
    ///
    /// # Errors
    /// [`StoreError`].
    fn get(&self, id: EntryId) -> Result<Option<Held>, StoreError>;

    /// All entries of a record, in any order.
    ///
    /// # Errors
    /// [`StoreError`].
    fn of_record(&self, record: RecordId) -> Result<Vec<Held>, StoreError>;

    /// Entries of a log from `seq` on, by seq; at most `limit`.
    ///
    /// # Errors
    /// [`StoreError`].
    fn of_log(&self, log: LogId, seq: u64, limit: usize) -> Result<Vec<Held>, StoreError>;

    /// Entries with hub index ≥ `from`, ascending; at most `limit`.
    ///
    /// # Errors
    /// [`StoreError`].
    fn since_index(&self, from: u64, limit: usize) -> Result<Vec<Held>, StoreError>;

    /// Record ids of a scope (all scopes if `None`), by id.
    ///
    /// # Errors
    /// [`StoreError`].
    fn records(&self, scope: Option<ScopeLabel>) -> Result<Vec<RecordId>, StoreError>;

    /// The next sequence number of every log held.
    ///
    /// # Errors
    /// [`StoreError`].
    fn frontier(&self) -> Result<Frontier, StoreError>;

    /// Destroys salt and body of these entries so that the bytes are gone from the file.
    ///
    /// # Errors
    /// [`StoreError`]; then nothing changed.
    fn destroy_bodies(&mut self, ids: &[EntryId]) -> Result<(), StoreError>;
}

/// Why a blob was not taken or given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlobError {
    /// The next byte wanted is at this offset.
    Offset(u64),
    /// The finished bytes do not have the digest that is their name; they were discarded.
    Digest,
    /// Nothing is held under this name.
    Absent,
    /// The store.
    Store(StoreError),
}

impl fmt::Display for BlobError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Offset(at) => write!(f, "the next byte wanted is at {at}"),
            Self::Digest => f.write_str("the bytes are not those that the name says"),
            Self::Absent => f.write_str("not held here"),
            Self::Store(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for BlobError {}

impl From<StoreError> for BlobError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Sealed files by the SHA-256 of their ciphertext. An upload may stop and go on at any byte.
pub trait BlobStore {
    /// Size of a complete blob, or `None`.
    ///
    /// # Errors
    /// [`BlobError`].
    fn size(&self, cid: Cid) -> Result<Option<u64>, BlobError>;

    /// How many bytes of an unfinished upload are held durably (0 if none).
    ///
    /// # Errors
    /// [`BlobError`].
    fn staged(&self, cid: Cid) -> Result<u64, BlobError>;

    /// Appends at `offset`; returns the next offset.
    ///
    /// # Errors
    /// [`BlobError::Offset`] with the true one if `offset` is not it; nothing changed then.
    fn append(&mut self, cid: Cid, offset: u64, bytes: &[u8]) -> Result<u64, BlobError>;

    /// Completes an upload: the digest of the staged bytes must be `cid`.
    ///
    /// # Errors
    /// [`BlobError::Digest`] if it is not; the staged bytes are gone then.
    fn finish(&mut self, cid: Cid) -> Result<u64, BlobError>;

    /// Reads up to `len` bytes of a complete blob from `from`.
    ///
    /// # Errors
    /// [`BlobError::Absent`] if it is not complete here.
    fn read(&self, cid: Cid, from: u64, len: usize) -> Result<Vec<u8>, BlobError>;

    /// Deletes a blob, complete or not; absent is no error.
    ///
    /// # Errors
    /// [`BlobError`].
    fn delete(&mut self, cid: Cid) -> Result<(), BlobError>;
}
