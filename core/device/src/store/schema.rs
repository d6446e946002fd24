//! The tables of a phone's store, as numbered migrations. What stands in them and why:
//! `docs/formats/store.md`. A migration that was released is never changed.

use rusqlite::Connection;
use saksi_domain::store::StoreError;

use super::error::sql;

/// One step per version; `user_version` counts the steps taken.
pub(super) const MIGRATIONS: &[&str] = &[
    "
CREATE TABLE state (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE entry (
    id BLOB PRIMARY KEY, record BLOB NOT NULL, log BLOB NOT NULL, seq INTEGER NOT NULL,
    scope BLOB NOT NULL, kind INTEGER NOT NULL, place INTEGER UNIQUE, recorded_ms INTEGER,
    seen_ms INTEGER, twin INTEGER NOT NULL, destroyed INTEGER NOT NULL DEFAULT 0,
    cose BLOB NOT NULL, salt BLOB, body BLOB) WITHOUT ROWID;
CREATE INDEX entry_record ON entry (record);
CREATE INDEX entry_log ON entry (log, seq);
CREATE INDEX entry_scope ON entry (scope, record);
CREATE TABLE note (
    epoch INTEGER NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL, time_ms INTEGER NOT NULL,
    split INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (epoch, size, root)) WITHOUT ROWID;
CREATE TABLE receipt (
    first INTEGER NOT NULL, count INTEGER NOT NULL, epoch INTEGER NOT NULL, size INTEGER NOT NULL,
    bytes BLOB NOT NULL, PRIMARY KEY (first, count, epoch, size)) WITHOUT ROWID;
CREATE TABLE cursor (scope BLOB PRIMARY KEY, next INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE blob (cid BLOB PRIMARY KEY, size INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE item (
    cid BLOB NOT NULL, entry BLOB NOT NULL, record BLOB NOT NULL, role TEXT NOT NULL,
    sent INTEGER NOT NULL DEFAULT 0, freed INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (cid, entry)) WITHOUT ROWID;
CREATE INDEX item_record ON item (record);
CREATE TABLE form (
    hash BLOB PRIMARY KEY, id TEXT NOT NULL, version TEXT NOT NULL, published INTEGER NOT NULL,
    source BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE draft (
    id BLOB PRIMARY KEY, form BLOB NOT NULL REFERENCES form (hash), record BLOB,
    snapshot TEXT NOT NULL, begun_ms INTEGER NOT NULL, changed_ms INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE capture (
    id BLOB PRIMARY KEY, draft BLOB REFERENCES draft (id), place TEXT, state TEXT NOT NULL,
    key BLOB NOT NULL, meta BLOB NOT NULL, body BLOB, entry BLOB, boot INTEGER NOT NULL,
    since_boot_ms INTEGER NOT NULL, made_ms INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX capture_draft ON capture (draft);
",
    "
ALTER TABLE form ADD COLUMN titles TEXT;
CREATE INDEX entry_kind ON entry (kind);
",
];

/// The version of the store that this program writes.
#[must_use]
pub fn schema_version() -> u32 {
    u32::try_from(MIGRATIONS.len()).expect("few migrations")
}

/// Brings a database to the newest version, by the steps that it has not taken yet.
///
/// # Errors
/// [`StoreError::Newer`] if it is of a newer program; nothing is changed then.
pub(crate) fn migrate(connection: &mut Connection, steps: &[&str]) -> Result<(), StoreError> {
    let version: u32 =
        connection.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(sql)?;
    let newest = u32::try_from(steps.len()).expect("few migrations");
    if version > newest {
        return Err(StoreError::Newer(version));
    }
    for (step, text) in steps.iter().enumerate().skip(version as usize) {
        let tx = connection.transaction().map_err(sql)?;
        tx.execute_batch(text).map_err(sql)?;
        tx.pragma_update(None, "user_version", u32::try_from(step + 1).expect("few migrations"))
            .map_err(sql)?;
        tx.commit().map_err(sql)?;
    }
    Ok(())
}
