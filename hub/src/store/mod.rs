//! Where the hub keeps things: entries and its own state in SQLite, sealed files beside it.
//!
//! Both pass the contract suites of `saksi_domain::testing::contract`, as memory and the phone's
//! store do. One writer; the journal in memory is loaded from here at the start.

mod entries;
mod files;
mod migrate;
mod row;
mod state;

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode};
use saksi_domain::journal::ProjectId;
use saksi_domain::store::StoreError;

pub use entries::Batch;
pub use files::BlobFiles;
pub use state::{Alarm, AlarmKind, Noted};

/// File name of the database within the hub's folder.
pub const DATABASE: &str = "hub.db";

/// The hub's database.
#[derive(Debug)]
pub struct SqliteStore {
    connection: Connection,
    project: ProjectId,
    path: PathBuf,
    /// Were bodies destroyed that may still stand in the write-ahead log?
    unsettled: bool,
}

impl SqliteStore {
    /// Opens the database of a project, making it if there is none, and migrates it.
    ///
    /// # Errors
    /// [`StoreError::Newer`] if a newer program wrote it; nothing is changed then.
    pub fn open(path: &Path, project: ProjectId) -> Result<Self, StoreError> {
        let mut connection = Connection::open(path).map_err(sql_error)?;
        // secure_delete overwrites what an erasure frees; FULL: an answer means it is on disk.
        connection
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
                 PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000; PRAGMA temp_store = MEMORY;",
            )
            .map_err(sql_error)?;
        migrate::migrate(&mut connection)?;
        Ok(Self { connection, project, path: path.to_owned(), unsettled: true })
    }

    /// Writes a consistent copy, also while others write.
    ///
    /// # Errors
    /// [`StoreError`]; an existing file is not replaced.
    pub fn copy_to(&self, path: &Path) -> Result<(), StoreError> {
        if path.exists() {
            return Err(StoreError::Io(format!("{} is in the way", path.display())));
        }
        let target = path.to_str().ok_or_else(|| StoreError::Io("a path in UTF-8".into()))?;
        self.connection.execute("VACUUM INTO ?1", [target]).map_err(sql_error)?;
        fs::File::open(path).and_then(|file| file.sync_all()).map_err(io_error)
    }

    /// While this lives, reads see the database at one instant, whoever writes beside.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn snapshot(&self) -> Result<impl Drop + '_, StoreError> {
        self.connection.unchecked_transaction().map_err(sql_error)
    }

    /// Moves the write-ahead log into the database and empties it, so that what was overwritten
    /// is nowhere any more. While somebody reads (a backup), the next batch tries again.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn settle(&mut self) -> Result<(), StoreError> {
        let busy =
            self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0));
        self.unsettled = busy.map_err(sql_error)?;
        Ok(())
    }

    /// Limits the database to its present size and `pages` more, so that a full disk can be tried.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn limit_growth(&self, pages: Option<u32>) -> Result<(), StoreError> {
        let now: u32 = self
            .connection
            .query_row("PRAGMA page_count", [], |row| row.get(0))
            .map_err(sql_error)?;
        let most = pages.map_or(i64::from(u32::MAX - 1), |more| i64::from(now + more));
        let sql = format!("PRAGMA max_page_count = {most}");
        self.connection.query_row(&sql, [], |_| Ok(())).map_err(sql_error)
    }

    /// Where it lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// What SQLite said, in our words and without content.
pub(crate) fn sql_error(error: rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::DiskFull) => StoreError::Full,
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy,
        Some(ErrorCode::NotADatabase) => StoreError::Key,
        Some(ErrorCode::DatabaseCorrupt) => StoreError::Corrupt("hub database".into()),
        Some(code) => StoreError::Io(format!("database: {code:?}")),
        None => StoreError::Corrupt("a value in the hub database".into()),
    }
}

/// What the file system said, in our words and without content.
pub(crate) fn io_error(error: std::io::Error) -> StoreError {
    match error.kind() {
        std::io::ErrorKind::StorageFull => StoreError::Full,
        kind => StoreError::Io(kind.to_string()),
    }
}
