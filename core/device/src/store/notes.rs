//! What the hub signed: checkpoints held, receipts, and how far each scope was read.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension as _, params};
use saksi_domain::journal::ScopeLabel;
use saksi_domain::journal::cbor;
use saksi_domain::journal::checkpoint::{Checkpoint, Receipt};
use saksi_domain::journal::entry::Seen;
use saksi_domain::store::StoreError;

use super::{Store, sql_error as sql};

fn number(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

/// Keeps a verified note. `split` marks one that contradicts another: both are kept as proof.
pub(crate) fn put_note(
    connection: &Connection,
    checkpoint: &Checkpoint,
    text: &str,
    split: bool,
) -> Result<(), StoreError> {
    connection
        .execute(
            "INSERT INTO note VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT DO UPDATE SET split = max(split, ?5), time_ms = min(time_ms, ?4)",
            params![
                number(checkpoint.epoch),
                number(checkpoint.size),
                checkpoint.root,
                checkpoint.time_ms,
                split,
                text
            ],
        )
        .map(drop)
        .map_err(sql)
}

/// The newest checkpoint in which this phone believes, with its time.
pub(crate) fn newest(connection: &Connection) -> Result<Option<(Seen, i64)>, StoreError> {
    connection
        .query_row(
            "SELECT epoch, size, root, time_ms FROM note
             WHERE split = 0 ORDER BY epoch DESC, size DESC LIMIT 1",
            [],
            |row| {
                let (epoch, size): (i64, i64) = (row.get(0)?, row.get(1)?);
                let seen = Seen {
                    epoch: u64::try_from(epoch).unwrap_or(0),
                    size: u64::try_from(size).unwrap_or(0),
                    root: row.get(2)?,
                };
                Ok((seen, row.get(3)?))
            },
        )
        .optional()
        .map_err(sql)
}

/// Sets how far a scope was read; in the transaction of the page.
pub(crate) fn set_cursor(c: &Connection, scope: ScopeLabel, next: u64) -> Result<(), StoreError> {
    c.execute(
        "INSERT INTO cursor VALUES (?1, ?2) ON CONFLICT (scope) DO UPDATE SET next = ?2",
        params![scope.0, number(next)],
    )
    .map(drop)
    .map_err(sql)
}

/// Keeps a verified receipt.
pub(crate) fn put_receipt(
    connection: &Connection,
    receipt: &Receipt,
    count: usize,
    checkpoint: &Checkpoint,
) -> Result<(), StoreError> {
    connection
        .execute(
            "INSERT OR IGNORE INTO receipt VALUES (?1, ?2, ?3, ?4, ?5)",
            params![
                number(receipt.from),
                i64::try_from(count).unwrap_or(i64::MAX),
                number(checkpoint.epoch),
                number(checkpoint.size),
                cbor::encode(&receipt.to_value())
            ],
        )
        .map(drop)
        .map_err(sql)
}

impl Store {
    /// The newest checkpoint in which this phone believes, with its time.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn newest_checkpoint(&self) -> Result<Option<(Seen, i64)>, StoreError> {
        newest(&self.connection())
    }

    /// The cosigned time of a checkpoint, if this phone holds it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn time_of(&self, seen: &Seen) -> Result<Option<i64>, StoreError> {
        self.connection()
            .query_row(
                "SELECT time_ms FROM note WHERE epoch = ?1 AND size = ?2 AND root = ?3",
                params![number(seen.epoch), number(seen.size), seen.root],
                |row| row.get(0),
            )
            .optional()
            .map_err(sql)
    }

    /// Notes that contradict each other: the proof of a split view.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn split_notes(&self) -> Result<Vec<String>, StoreError> {
        let connection = self.connection();
        let mut statement = connection
            .prepare("SELECT text FROM note WHERE split = 1 ORDER BY size")
            .map_err(sql)?;
        statement
            .query_map([], |row| row.get(0))
            .map_err(sql)?
            .collect::<Result<_, _>>()
            .map_err(sql)
    }

    /// The text of a note held.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn note_text(&self, seen: &Seen) -> Result<Option<String>, StoreError> {
        self.connection()
            .query_row(
                "SELECT text FROM note WHERE epoch = ?1 AND size = ?2 AND root = ?3",
                params![number(seen.epoch), number(seen.size), seen.root],
                |row| row.get(0),
            )
            .optional()
            .map_err(sql)
    }

    /// How many receipts are held, and for how many entries.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn receipts(&self) -> Result<(u64, u64), StoreError> {
        self.connection()
            .query_row("SELECT count(*), coalesce(sum(count), 0) FROM receipt", [], |row| {
                let (receipts, entries): (i64, i64) = (row.get(0)?, row.get(1)?);
                Ok((u64::try_from(receipts).unwrap_or(0), u64::try_from(entries).unwrap_or(0)))
            })
            .map_err(sql)
    }

    /// The receipt that covers an index, with how many entries it is for.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn receipt_for(&self, index: u64) -> Result<Option<(Vec<u8>, u64)>, StoreError> {
        self.connection()
            .query_row(
                "SELECT bytes, count FROM receipt WHERE first <= ?1 AND ?1 < first + count
                 ORDER BY size LIMIT 1",
                [number(index)],
                |row| Ok((row.get(0)?, u64::try_from(row.get::<_, i64>(1)?).unwrap_or(0))),
            )
            .optional()
            .map_err(sql)
    }

    /// How far each scope was read.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn cursors(&self) -> Result<BTreeMap<ScopeLabel, u64>, StoreError> {
        let connection = self.connection();
        let mut statement = connection.prepare("SELECT scope, next FROM cursor").map_err(sql)?;
        let row = |row: &rusqlite::Row<'_>| {
            let next: i64 = row.get(1)?;
            Ok((ScopeLabel(row.get(0)?), u64::try_from(next).unwrap_or(0)))
        };
        statement.query_map([], row).map_err(sql)?.collect::<Result<_, _>>().map_err(sql)
    }
}
