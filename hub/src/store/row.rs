//! One entry as a row, and back.

use rusqlite::{Connection, OptionalExtension as _, Row, params, types::Type};
use saksi_domain::journal::record::Held;
use saksi_domain::journal::{Entry, EntryId, ProjectId};
use saksi_domain::store::StoreError;

use super::sql_error;

/// The columns that [`read`] wants, in its order.
pub(super) const COLUMNS: &str = "cose, salt, body, hub_index, recorded_ms, seen_ms, twin";

/// Writes an entry, or what became known of one that is stored.
pub(super) fn write(connection: &Connection, held: &Held) -> Result<(), StoreError> {
    let (entry, header) = (&held.entry, &held.entry.header);
    let content = entry.content.as_ref();
    let sql = "INSERT INTO entry (id, hub_index, log, seq, record, scope, cose, salt, body,
            recorded_ms, seen_ms, twin)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        ON CONFLICT (id) DO UPDATE SET hub_index = excluded.hub_index,
            recorded_ms = excluded.recorded_ms, seen_ms = excluded.seen_ms, twin = excluded.twin";
    let mut statement = connection.prepare_cached(sql).map_err(sql_error)?;
    let wrote = statement.execute(params![
        entry.id.0,
        held.index.map(signed),
        header.log.0,
        signed(header.seq),
        entry.record().0,
        header.scope.0,
        entry.cose,
        content.map(|c| c.salt),
        content.map(|c| &c.bytes),
        held.recorded_ms,
        held.seen_ms,
        held.twin,
    ]);
    wrote.map(drop).map_err(sql_error)
}

/// Overwrites salt and body; the file's freed pages are overwritten too (`secure_delete`).
pub(super) fn destroy(connection: &Connection, id: EntryId) -> Result<(), StoreError> {
    let sql = "UPDATE entry SET salt = NULL, body = NULL WHERE id = ?1 AND body IS NOT NULL";
    let mut statement = connection.prepare_cached(sql).map_err(sql_error)?;
    statement.execute([id.0]).map(drop).map_err(sql_error)
}

/// SQLite's integers are signed; sequence numbers and indexes never come near the limit.
pub(super) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Reads a row of [`COLUMNS`].
pub(super) fn read(project: ProjectId, row: &Row<'_>) -> rusqlite::Result<Held> {
    let cose: Vec<u8> = row.get(0)?;
    let salt: Option<[u8; 32]> = row.get(1)?;
    let body: Option<Vec<u8>> = row.get(2)?;
    let content = salt.as_ref().zip(body.as_deref());
    let entry = Entry::decode(project, &cose, content)
        .map_err(|e| rusqlite::Error::FromSqlConversionFailure(0, Type::Blob, Box::new(e)))?;
    let index: Option<i64> = row.get(3)?;
    Ok(Held {
        entry,
        index: index.and_then(|i| u64::try_from(i).ok()),
        recorded_ms: row.get(4)?,
        seen_ms: row.get(5)?,
        twin: row.get(6)?,
    })
}

/// All rows of a query whose columns are [`COLUMNS`].
pub(super) fn query(
    connection: &Connection,
    project: ProjectId,
    rest: &str,
    params: impl rusqlite::Params,
) -> Result<Vec<Held>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM entry {rest}");
    let mut statement = connection.prepare_cached(&sql).map_err(sql_error)?;
    let rows = statement.query_map(params, |row| read(project, row)).map_err(sql_error)?;
    rows.collect::<Result<_, _>>().map_err(sql_error)
}

/// The row of an id.
pub(super) fn one(
    connection: &Connection,
    project: ProjectId,
    id: EntryId,
) -> Result<Option<Held>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM entry WHERE id = ?1");
    let mut statement = connection.prepare_cached(&sql).map_err(sql_error)?;
    statement.query_row([id.0], |row| read(project, row)).optional().map_err(sql_error)
}
