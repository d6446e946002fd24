//! All lists as they stood at one moment, for the forms that are filled in then.

use std::path::Path;
use std::sync::{Arc, Mutex};

use rusqlite::{Connection, OpenFlags};
use saksi_domain::forms::lists::{ListError, RowSet};
use saksi_domain::store::StoreError;

use super::SqliteList;
use super::layout::Layout;
use crate::store::{open_keyed, sql_error as sql};

/// A view of the lists that does not change.
///
/// It holds a read transaction: drop it when the form is closed, so that the write-ahead log can be
/// folded into the file again. Its page cache is 2 MB for all its lists together.
#[derive(Clone)]
pub struct Snapshot {
    connection: Arc<Mutex<Connection>>,
}

impl std::fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Snapshot")
    }
}

impl Snapshot {
    pub(super) fn open(path: &Path, key: &[u8; 32]) -> Result<Self, StoreError> {
        let connection = open_keyed(path, key, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        // The transaction begins with its first read, so one is made here.
        connection
            .execute_batch(
                "PRAGMA cache_size = -2048; PRAGMA temp_store = MEMORY; PRAGMA query_only = ON;
                 BEGIN; SELECT count(*) FROM list;",
            )
            .map_err(sql)?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(Self { connection: Arc::new(Mutex::new(connection)) })
    }

    /// The list of this name, in constant time whatever its size.
    ///
    /// # Errors
    /// [`ListError::Store`].
    pub fn list(&self, name: &str) -> Result<Option<SqliteList>, ListError> {
        let connection = self.connection.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let Some(layout) = Layout::find(&connection, name)? else { return Ok(None) };
        let mut statement =
            connection.prepare_cached("SELECT row FROM gap WHERE list = ?1").map_err(sql)?;
        let rows = statement.query_map([layout.id], |row| row.get::<_, i64>(0)).map_err(sql)?;
        let mut gaps = RowSet::new();
        for row in rows {
            gaps.insert(u64::try_from(row.map_err(sql)?).unwrap_or(0));
        }
        drop(statement);
        drop(connection);
        Ok(Some(SqliteList::new(Arc::clone(&self.connection), layout, gaps)))
    }
}
