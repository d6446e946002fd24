//! A project's encrypted store on a phone: one SQLCipher database, and sealed files beside it.
//!
//! [`Store`] is a handle; clones share one connection, so there is one writer. Every change is one
//! transaction, durable when the call returns (`synchronous = FULL`). Tables: [`schema`] and
//! `docs/formats/store.md`. What is kept where: `entries.rs` (the journal), `blobs.rs` (sealed
//! files), `drafts.rs` (what nobody signed yet), `notes.rs` (checkpoints, receipts, cursors).

mod blobs;
pub(crate) mod drafts;
pub(crate) mod entries;
mod error;
pub(crate) mod items;
pub(crate) mod notes;
pub(crate) mod schema;

pub use drafts::{CaptureRow, CaptureState, DraftRow, FormRow};
pub use items::Item;
pub(crate) use items::Waiting;
pub use schema::schema_version;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use rusqlite::{Connection, OpenFlags, OptionalExtension as _, Transaction, TransactionBehavior};
use saksi_domain::store::StoreError;

use error::sql;
pub(crate) use error::{file as file_error, sql as sql_error};

/// Name of the database in a project's folder.
const DATABASE: &str = "saksi.db";
/// Folder of sealed files beside it.
const BLOBS: &str = "blobs";
/// The role of a base map's file: large, and fetched only when somebody asks for it.
pub(crate) const MAP: &str = "map";

/// A handle on a project's store.
#[derive(Clone)]
pub struct Store {
    shared: Arc<Shared>,
}

struct Shared {
    connection: Mutex<Connection>,
    blobs: PathBuf,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Store")
    }
}

impl Store {
    /// Makes a new, empty store in `dir`.
    ///
    /// # Errors
    /// [`StoreError`]; [`StoreError::Io`] if one is there already (it is not touched).
    pub fn create(dir: &Path, key: &[u8; 32]) -> Result<Self, StoreError> {
        std::fs::create_dir_all(dir.join(BLOBS)).map_err(|e| file_error(&e))?;
        let path = dir.join(DATABASE);
        if path.exists() {
            return Err(StoreError::Io("a store is there already".to_owned()));
        }
        Self::connect(dir, &path, key, OpenFlags::SQLITE_OPEN_CREATE)
    }

    /// Opens a store.
    ///
    /// # Errors
    /// [`StoreError::Key`] for a wrong key or a file that is not ours, [`StoreError::Corrupt`] for
    /// a damaged page, [`StoreError::Newer`]; the files are left as they are.
    pub fn open(dir: &Path, key: &[u8; 32]) -> Result<Self, StoreError> {
        let path = dir.join(DATABASE);
        let size = std::fs::metadata(&path).map_err(|e| file_error(&e))?.len();
        // SQLite takes an empty file for a new database: that would overwrite the loss.
        if size < 512 {
            return Err(StoreError::Corrupt("the database file is cut off".to_owned()));
        }
        Self::connect(dir, &path, key, OpenFlags::empty())
    }

    fn connect(
        dir: &Path,
        path: &Path,
        key: &[u8; 32],
        flags: OpenFlags,
    ) -> Result<Self, StoreError> {
        let mut connection = open_keyed(path, key, flags | OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        connection
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
                 PRAGMA cache_size = -16384; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;",
            )
            .map_err(sql)?;
        connection.busy_timeout(std::time::Duration::from_secs(5)).map_err(sql)?;
        schema::migrate(&mut connection, schema::MIGRATIONS)?;
        let shared = Shared { connection: Mutex::new(connection), blobs: dir.join(BLOBS) };
        Ok(Self { shared: Arc::new(shared) })
    }

    pub(crate) fn blob_dir(&self) -> &Path {
        &self.shared.blobs
    }

    pub(crate) fn connection(&self) -> MutexGuard<'_, Connection> {
        // A panic while holding it rolled its transaction back; the connection is still whole.
        self.shared.connection.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Runs `work` in one transaction: all of it is durable afterwards, or nothing changed.
    ///
    /// # Errors
    /// What `work` gives, or [`StoreError`].
    pub(crate) fn in_transaction<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut connection = self.connection();
        let tx =
            connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(sql)?;
        let done = work(&tx)?;
        tx.commit().map_err(sql)?;
        Ok(done)
    }

    /// A small value that the device remembers.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn state(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        read_state(&self.connection(), name)
    }

    /// Remembers a small value; `None` forgets it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn set_state(&self, name: &str, value: Option<&[u8]>) -> Result<(), StoreError> {
        write_state(&self.connection(), name, value)
    }

    /// Reads every page and says whether the database is whole.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`].
    pub fn check(&self) -> Result<(), StoreError> {
        let connection = self.connection();
        let mut statement = connection.prepare("PRAGMA cipher_integrity_check").map_err(sql)?;
        let bad = statement.query_map([], |_| Ok(())).map_err(sql)?.count();
        let answer: String =
            connection.query_row("PRAGMA quick_check", [], |row| row.get(0)).map_err(sql)?;
        if bad > 0 || answer != "ok" {
            return Err(StoreError::Corrupt(format!("{bad} pages do not authenticate")));
        }
        Ok(())
    }

    /// No more pages than this, to try what a full disk does.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn limit_pages(&self, pages: u32) -> Result<(), StoreError> {
        let connection = self.connection();
        connection.pragma_update(None, "max_page_count", pages).map_err(sql)
    }
}

/// Opens a SQLCipher file with a raw key; `flags` say whether it may be written or made.
///
/// # Errors
/// [`StoreError::Key`] for a wrong key or a file that is not ours.
pub(crate) fn open_keyed(
    path: &Path,
    key: &[u8; 32],
    flags: OpenFlags,
) -> Result<Connection, StoreError> {
    let connection =
        Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(sql)?;
    let mut hex_key = zeroize::Zeroizing::new(String::with_capacity(80));
    write!(hex_key, "PRAGMA cipher_log_level = NONE; PRAGMA key = \"x'{}'\";", hex::encode(key))
        .expect("writing to a string cannot fail");
    connection.execute_batch(&hex_key).map_err(sql)?;
    // The first read proves the key; a wrong one and a file that is not ours look the same.
    connection
        .query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get::<_, i64>(0))
        .map_err(sql)?;
    Ok(connection)
}

pub(crate) fn read_state(
    connection: &Connection,
    name: &str,
) -> Result<Option<Vec<u8>>, StoreError> {
    connection
        .prepare_cached("SELECT value FROM state WHERE name = ?1")
        .and_then(|mut s| s.query_row([name], |row| row.get(0)).optional())
        .map_err(sql)
}

pub(crate) fn write_state(
    connection: &Connection,
    name: &str,
    value: Option<&[u8]>,
) -> Result<(), StoreError> {
    match value {
        Some(value) => connection.execute(
            "INSERT INTO state VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = ?2",
            rusqlite::params![name, value],
        ),
        None => connection.execute("DELETE FROM state WHERE name = ?1", [name]),
    }
    .map(drop)
    .map_err(sql)
}

#[cfg(test)]
mod tests;
