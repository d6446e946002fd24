//! The journal's entries in SQLite, by the contract of [`EntryStore`], and the hub's batches.

use saksi_domain::journal::log::Frontier;
use saksi_domain::journal::record::Held;
use saksi_domain::journal::{Cid, EntryId, LogId, RecordId, ScopeLabel};
use saksi_domain::store::{EntryStore, StoreError};

use super::{Alarm, Noted, SqliteStore, row, sql_error, state};

/// What one push changes, all in one transaction.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// New entries.
    pub held: Vec<Held>,
    /// Entries whose bodies are destroyed.
    pub destroyed: Vec<EntryId>,
    /// Files that nobody names any more; they are deleted after the transaction.
    pub unnamed: Vec<Cid>,
    /// The checkpoint that covers the new entries.
    pub noted: Option<Noted>,
    /// What was noticed.
    pub alarms: Vec<Alarm>,
    /// Uploads that are refused from now on, with the entry whose word they broke.
    pub refused: Vec<(Cid, EntryId)>,
}

impl SqliteStore {
    /// Stores a batch, all or none.
    ///
    /// # Errors
    /// [`StoreError`]; then nothing changed.
    pub fn commit(&mut self, batch: &Batch) -> Result<(), StoreError> {
        let tx = self.connection.transaction().map_err(sql_error)?;
        batch.held.iter().try_for_each(|held| row::write(&tx, held))?;
        batch.destroyed.iter().try_for_each(|id| row::destroy(&tx, *id))?;
        batch.noted.iter().try_for_each(|noted| state::write_note(&tx, noted))?;
        batch.alarms.iter().try_for_each(|alarm| state::write_alarm(&tx, alarm))?;
        for (cid, entry) in &batch.refused {
            state::write_refused(&tx, *cid, *entry)?;
        }
        tx.commit().map_err(sql_error)?;
        self.unsettled |= !batch.destroyed.is_empty();
        if self.unsettled
            && let Err(error) = self.settle()
        {
            // The batch is stored; the next one settles.
            tracing::error!(%error, "the write-ahead log could not be emptied");
        }
        Ok(())
    }

    /// Entries that still have a body, of these.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn with_body(&self, ids: &[EntryId]) -> Result<Vec<EntryId>, StoreError> {
        let sql = "SELECT body IS NOT NULL FROM entry WHERE id = ?1";
        let mut statement = self.connection.prepare_cached(sql).map_err(sql_error)?;
        let mut found = Vec::new();
        for id in ids {
            if statement.query_row([id.0], |row| row.get(0)).map_err(sql_error)? {
                found.push(*id);
            }
        }
        Ok(found)
    }
}

impl EntryStore for SqliteStore {
    fn put(&mut self, batch: &[Held]) -> Result<(), StoreError> {
        self.commit(&Batch { held: batch.to_vec(), ..Batch::default() })
    }

    fn get(&self, id: EntryId) -> Result<Option<Held>, StoreError> {
        row::one(&self.connection, self.project, id)
    }

    fn of_record(&self, record: RecordId) -> Result<Vec<Held>, StoreError> {
        row::query(&self.connection, self.project, "WHERE record = ?1", [record.0])
    }

    fn of_log(&self, log: LogId, seq: u64, limit: usize) -> Result<Vec<Held>, StoreError> {
        let rest = "WHERE log = ?1 AND seq >= ?2 ORDER BY seq, hub_index, id LIMIT ?3";
        let params = (log.0, row::signed(seq), row::signed(limit as u64));
        row::query(&self.connection, self.project, rest, params)
    }

    fn since_index(&self, from: u64, limit: usize) -> Result<Vec<Held>, StoreError> {
        let rest = "WHERE hub_index >= ?1 ORDER BY hub_index LIMIT ?2";
        let params = (row::signed(from), row::signed(limit as u64));
        row::query(&self.connection, self.project, rest, params)
    }

    fn records(&self, scope: Option<ScopeLabel>) -> Result<Vec<RecordId>, StoreError> {
        let sql =
            "SELECT DISTINCT record FROM entry WHERE ?1 IS NULL OR scope = ?1 ORDER BY record";
        let mut statement = self.connection.prepare_cached(sql).map_err(sql_error)?;
        let rows = statement
            .query_map([scope.map(|s| s.0)], |row| row.get(0).map(EntryId))
            .map_err(sql_error)?;
        rows.collect::<Result<_, _>>().map_err(sql_error)
    }

    fn frontier(&self) -> Result<Frontier, StoreError> {
        let sql = "SELECT log, max(seq) FROM entry GROUP BY log";
        let mut statement = self.connection.prepare_cached(sql).map_err(sql_error)?;
        let next = |row: &rusqlite::Row<'_>| {
            let seq: i64 = row.get(1)?;
            Ok((LogId(row.get(0)?), u64::try_from(seq).unwrap_or(0) + 1))
        };
        let rows = statement.query_map([], next).map_err(sql_error)?;
        rows.collect::<Result<_, _>>().map_err(sql_error)
    }

    fn destroy_bodies(&mut self, ids: &[EntryId]) -> Result<(), StoreError> {
        self.commit(&Batch { destroyed: ids.to_vec(), ..Batch::default() })
    }
}
