//! The journal's entries: [`EntryStore`] for a phone, and the same inside a larger transaction.

use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use saksi_domain::journal::log::Frontier;
use saksi_domain::journal::record::{Held, Shelf};
use saksi_domain::journal::{Entry, EntryId, Kind, LogId, ProjectId, RecordId, ScopeLabel};
use saksi_domain::store::{EntryStore, StoreError};

use super::{Store, items, sql_error as sql};

const COLUMNS: &str = "cose, salt, body, place, recorded_ms, seen_ms, twin";

fn number(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Reads a row of [`COLUMNS`]. Bytes that no longer decode are a damaged store.
fn held(row: &Row<'_>) -> rusqlite::Result<Result<Held, StoreError>> {
    let (cose, salt, body): (Vec<u8>, Option<[u8; 32]>, Option<Vec<u8>>) =
        (row.get(0)?, row.get(1)?, row.get(2)?);
    let content = salt.as_ref().zip(body.as_deref());
    // The project only enters the id; the id is compared below by whoever asked for it.
    let index: Option<i64> = row.get(3)?;
    let (recorded_ms, seen_ms, twin) = (row.get(4)?, row.get(5)?, row.get(6)?);
    let project = ProjectId(row.get(7)?);
    Ok(Entry::decode(project, &cose, content)
        .map(|entry| Held {
            entry,
            index: index.and_then(|i| u64::try_from(i).ok()),
            recorded_ms,
            seen_ms,
            twin,
        })
        .map_err(|_| StoreError::Corrupt("an entry".to_owned())))
}

fn select(
    connection: &Connection,
    rest: &str,
    values: impl rusqlite::Params,
) -> Result<Vec<Held>, StoreError> {
    let mut all = Vec::new();
    each(connection, rest, values, |held| all.push(held))?;
    Ok(all)
}

/// Shows each entry of a selection, one at a time in memory.
fn each(
    connection: &Connection,
    rest: &str,
    values: impl rusqlite::Params,
    mut see: impl FnMut(Held),
) -> Result<(), StoreError> {
    let text = format!(
        "SELECT {COLUMNS}, (SELECT value FROM state WHERE name = 'project') FROM entry {rest}"
    );
    let mut statement = connection.prepare_cached(&text).map_err(sql)?;
    for row in statement.query_map(values, held).map_err(sql)? {
        see(row.map_err(sql)??);
    }
    Ok(())
}

/// Stores entries within a transaction; see [`EntryStore::put`]. A header that came alone (as a
/// citation) is completed when its body comes; a destroyed body stays gone.
pub(crate) fn put(connection: &Connection, batch: &[Held]) -> Result<(), StoreError> {
    for held in batch {
        let (entry, content) = (&held.entry, held.entry.content.as_ref());
        let header = &entry.header;
        connection
            .prepare_cached(
                "INSERT INTO entry (id, record, log, seq, scope, kind, place, recorded_ms, seen_ms,
                    twin, cose, salt, body)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
                 ON CONFLICT (id) DO UPDATE SET place = ?7, recorded_ms = ?8, seen_ms = ?9,
                    twin = ?10,
                    salt = CASE WHEN destroyed THEN NULL ELSE coalesce(salt, ?12) END,
                    body = CASE WHEN destroyed THEN NULL ELSE coalesce(body, ?13) END",
            )
            .and_then(|mut s| {
                s.execute(params![
                    entry.id.0,
                    entry.record().0,
                    header.log.0,
                    number(header.seq),
                    header.scope.0,
                    number(header.kind.code()),
                    held.index.map(number),
                    held.recorded_ms,
                    held.seen_ms,
                    held.twin,
                    entry.cose,
                    content.map(|c| c.salt),
                    content.map(|c| &c.bytes),
                ])
            })
            .map_err(sql)?;
        items::note(connection, entry)?;
    }
    Ok(())
}

/// Entries of a record, within a transaction or not.
pub(crate) fn of_record(c: &Connection, record: RecordId) -> Result<Vec<Held>, StoreError> {
    select(c, "WHERE record = ?1 ORDER BY log, seq", [record.0])
}

/// Entries of a log from `seq` on.
pub(crate) fn of_log(
    connection: &Connection,
    log: LogId,
    seq: u64,
    limit: usize,
) -> Result<Vec<Held>, StoreError> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    select(
        connection,
        "WHERE log = ?1 AND seq >= ?2 ORDER BY seq, id LIMIT ?3",
        params![log.0, number(seq), limit],
    )
}

/// The newest entry of a log: its sequence number and id.
pub(crate) fn tip(c: &Connection, log: LogId) -> Result<Option<(u64, EntryId)>, StoreError> {
    c.prepare_cached("SELECT seq, id FROM entry WHERE log = ?1 ORDER BY seq DESC LIMIT 1")
        .and_then(|mut s| {
            s.query_row([log.0], |row| Ok((row.get::<_, i64>(0)?, EntryId(row.get(1)?)))).optional()
        })
        .map(|tip| tip.map(|(seq, id)| (u64::try_from(seq).unwrap_or(0), id)))
        .map_err(sql)
}

/// Removes an own entry that nobody else took; only for [`crate::writer::Writer::redo_line`].
pub(crate) fn withdraw(connection: &Connection, id: EntryId) -> Result<(), StoreError> {
    let done = connection.execute("DELETE FROM entry WHERE id = ?1 AND place IS NULL", [id.0]);
    done.map(drop).map_err(sql)
}

/// Destroys salts and bodies within a transaction; they never come back.
pub(crate) fn destroy(connection: &Connection, ids: &[EntryId]) -> Result<(), StoreError> {
    for id in ids {
        connection
            .execute(
                "UPDATE entry SET salt = NULL, body = NULL, destroyed = 1 WHERE id = ?1",
                [id.0],
            )
            .map_err(sql)?;
    }
    Ok(())
}

impl Store {
    /// Moves what was overwritten out of the write-ahead log, so that it is gone from the disk.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn scrub(&self) -> Result<(), StoreError> {
        self.connection().query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).map_err(sql)
    }

    /// Entries of a log that are not on the hub yet, by seq; at most `limit`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn unsent(&self, log: LogId, limit: usize) -> Result<Vec<Held>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        select(
            &self.connection(),
            "WHERE log = ?1 AND place IS NULL ORDER BY seq LIMIT ?2",
            params![log.0, limit],
        )
    }

    /// Do two entries hold one place of a log?
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn is_forked(&self, log: LogId) -> Result<bool, StoreError> {
        self.connection()
            .query_row(
                "SELECT count(*) > count(DISTINCT seq) FROM entry WHERE log = ?1",
                [log.0],
                |row| row.get(0),
            )
            .map_err(sql)
    }

    /// Entries of one kind, in the hub's order, those not sent last.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn of_kind(&self, kind: u64) -> Result<Vec<Held>, StoreError> {
        let rest = "WHERE kind = ?1 ORDER BY place IS NULL, place, log, seq";
        select(&self.connection(), rest, [number(kind)])
    }

    /// Shows each entry of one kind, in no order, one at a time in memory; `see` must not ask the
    /// store for anything.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn each_of_kind(&self, kind: Kind, see: impl FnMut(Held)) -> Result<(), StoreError> {
        // Without the index: of a kind that most entries are, a walk is quicker than as many searches.
        each(&self.connection(), "WHERE +kind = ?1", [number(kind.code())], see)
    }
}

impl EntryStore for Store {
    fn put(&mut self, batch: &[Held]) -> Result<(), StoreError> {
        self.in_transaction(|tx| put(tx, batch))
    }

    fn get(&self, id: EntryId) -> Result<Option<Held>, StoreError> {
        Ok(select(&self.connection(), "WHERE id = ?1", [id.0])?.pop())
    }

    fn of_record(&self, record: RecordId) -> Result<Vec<Held>, StoreError> {
        of_record(&self.connection(), record)
    }

    fn of_log(&self, log: LogId, seq: u64, limit: usize) -> Result<Vec<Held>, StoreError> {
        of_log(&self.connection(), log, seq, limit)
    }

    fn since_index(&self, from: u64, limit: usize) -> Result<Vec<Held>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let rest = "WHERE place >= ?1 ORDER BY place LIMIT ?2";
        select(&self.connection(), rest, params![number(from), limit])
    }

    fn records(&self, scope: Option<ScopeLabel>) -> Result<Vec<RecordId>, StoreError> {
        let connection = self.connection();
        let mut statement = connection
            .prepare_cached(
                "SELECT DISTINCT record FROM entry WHERE ?1 IS NULL OR scope = ?1 ORDER BY record",
            )
            .map_err(sql)?;
        let rows = statement.query_map([scope.map(|s| s.0)], |row| Ok(EntryId(row.get(0)?)));
        rows.map_err(sql)?.collect::<Result<_, _>>().map_err(sql)
    }

    fn frontier(&self) -> Result<Frontier, StoreError> {
        let connection = self.connection();
        let mut statement = connection
            .prepare_cached("SELECT log, max(seq) + 1 FROM entry GROUP BY log")
            .map_err(sql)?;
        let row = |row: &Row<'_>| {
            Ok((LogId(row.get(0)?), u64::try_from(row.get::<_, i64>(1)?).unwrap_or(0)))
        };
        statement.query_map([], row).map_err(sql)?.collect::<Result<_, _>>().map_err(sql)
    }

    fn destroy_bodies(&mut self, ids: &[EntryId]) -> Result<(), StoreError> {
        self.in_transaction(|tx| destroy(tx, ids))?;
        self.scrub()
    }
}

impl Shelf for Store {
    /// A damaged store shows nothing here; [`Store::check`] and every other read say so.
    fn of_record(&self, record: RecordId) -> Vec<Arc<Held>> {
        let held = of_record(&self.connection(), record).unwrap_or_default();
        held.into_iter().map(Arc::new).collect()
    }
}
