//! Large lists for forms in an encrypted file of their own, answered from indexes.
//!
//! [`Lists`] writes (import, entities), a [`Snapshot`] reads: a form sees its lists as they stood
//! when it was opened. What a filter means is [`saksi_domain::forms::lists`]; when a list is
//! fetched is decided elsewhere.
//!
//! Why not in the project's database: importing 80,000 rows takes seconds, and there is one writer.
//! In a file of its own it never keeps an answer waiting, its pages do not push the journal's out of
//! the cache, and a list that is damaged or lost is fetched again without touching what cannot be.
//! The key is derived from the same master key, so a wipe ends both.
//!
//! Every change is one transaction: after a kill the old list is there, whole.

mod blocks;
mod entities;
mod error;
mod import;
mod layout;
mod list;
mod snapshot;

#[cfg(test)]
mod tests;

pub use entities::Merged;
pub use error::ListImportError;
pub use import::Progress;
pub use list::SqliteList;
pub use snapshot::Snapshot;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use rusqlite::{Connection, OpenFlags, OptionalExtension as _, Transaction, TransactionBehavior};
use saksi_domain::store::StoreError;

use crate::store::{open_keyed, schema, sql_error as sql};

/// Name of the file in a project's folder.
const FILE: &str = "lists.db";

/// One step per version, never changed once released. What stands where: `docs/formats/store.md`.
const MIGRATIONS: &[&str] = &[
    "
CREATE TABLE list (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, digest BLOB NOT NULL,
    columns TEXT NOT NULL, next INTEGER NOT NULL, approval INTEGER NOT NULL DEFAULT 0);
CREATE TABLE gap (
    list INTEGER NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (list, row)) WITHOUT ROWID;
CREATE TABLE offline (
    list INTEGER NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (list, row)) WITHOUT ROWID;
",
    "
CREATE TABLE edited (one INTEGER PRIMARY KEY CHECK (one = 1), submission BLOB NOT NULL);
",
];

/// The writer of a project's lists.
pub struct Lists {
    connection: Mutex<Connection>,
    path: PathBuf,
    key: zeroize::Zeroizing<[u8; 32]>,
}

impl std::fmt::Debug for Lists {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Lists")
    }
}

impl Lists {
    /// Opens the lists in a project's folder; makes an empty file if there is none.
    ///
    /// # Errors
    /// [`StoreError::Key`] for a wrong key or a file that is not ours, [`StoreError::Newer`].
    pub fn open(dir: &Path, key: &[u8; 32]) -> Result<Self, StoreError> {
        let path = dir.join(FILE);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut connection = open_keyed(&path, key, flags)?;
        connection
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -8192;
                 PRAGMA journal_size_limit = 4194304; PRAGMA secure_delete = ON;
                 PRAGMA temp_store = MEMORY;",
            )
            .map_err(sql)?;
        connection.busy_timeout(std::time::Duration::from_secs(5)).map_err(sql)?;
        // A wide list has a statement or two for each of its columns.
        connection.set_prepared_statement_cache_capacity(128);
        schema::migrate(&mut connection, MIGRATIONS)?;
        let key = zeroize::Zeroizing::new(*key);
        Ok(Self { connection: Mutex::new(connection), path, key })
    }

    /// Removes the file, with what SQLite keeps beside it.
    ///
    /// # Errors
    /// What the file system says; a file that is not there is no error.
    pub(crate) fn discard(dir: &Path) -> std::io::Result<()> {
        for ending in ["", "-wal", "-shm"] {
            match std::fs::remove_file(dir.join(format!("{FILE}{ending}"))) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    /// A view of all lists as they stand now; later changes are not seen through it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn snapshot(&self) -> Result<Snapshot, StoreError> {
        Snapshot::open(&self.path, &self.key)
    }

    /// The digest that a list was imported with; `None` if there is no such list.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn digest(&self, name: &str) -> Result<Option<[u8; 32]>, StoreError> {
        self.connection()
            .query_row("SELECT digest FROM list WHERE name = ?1", [name], |row| row.get(0))
            .optional()
            .map_err(sql)
    }

    /// Names of the lists, sorted.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn names(&self) -> Result<Vec<String>, StoreError> {
        let connection = self.connection();
        let mut statement = connection
            .prepare("SELECT name FROM list WHERE name IS NOT NULL ORDER BY name")
            .map_err(sql)?;
        let names = statement.query_map([], |row| row.get(0)).map_err(sql)?;
        names.collect::<Result<_, _>>().map_err(sql)
    }

    /// Removes a list; one that is not there is no error.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn remove(&self, name: &str) -> Result<(), StoreError> {
        self.in_transaction(|tx| layout::drop_list(tx, name))
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        // A panic while holding it rolled its transaction back; the connection is still whole.
        self.connection.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    fn in_transaction<T, E: From<StoreError>>(
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
}
