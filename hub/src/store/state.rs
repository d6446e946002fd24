//! What the hub keeps besides entries: checkpoint notes, tokens, alarms, refused uploads.

use rusqlite::{Connection, OptionalExtension as _, params};
use saksi_domain::journal::{Cid, EntryId, LogId};
use saksi_domain::store::StoreError;

use super::{SqliteStore, row::signed, sql_error};

/// A signed checkpoint as it was given out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// Epoch.
    pub epoch: u64,
    /// Entries covered.
    pub size: u64,
    /// Cosigned time, ms since 1970 UTC.
    pub time_ms: i64,
    /// The note.
    pub note: String,
}

/// What an operator must look at; a closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AlarmKind {
    /// Two entries hold one place of a log: a restored phone, or a stolen key.
    Twin,
    /// A signed entry has seen a checkpoint that this journal never had.
    SplitView,
    /// A phone says it holds a checkpoint that this journal never had: this hub lost its tail.
    HubBehind,
    /// An uploaded file is not the one that its entry describes.
    PlainDigest,
}

impl AlarmKind {
    /// Every kind.
    pub const ALL: &'static [Self] =
        &[Self::Twin, Self::SplitView, Self::HubBehind, Self::PlainDigest];

    /// Its stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Twin => "twin",
            Self::SplitView => "split-view",
            Self::HubBehind => "hub-behind",
            Self::PlainDigest => "plain-digest-mismatch",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }
}

/// Something noticed, once per kind and subject.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alarm {
    /// What.
    pub kind: AlarmKind,
    /// About which entry, log or blob, in hex.
    pub subject: String,
    /// When, ms since 1970 UTC.
    pub at_ms: i64,
}

pub(super) fn write_note(connection: &Connection, noted: &Noted) -> Result<(), StoreError> {
    let sql = "INSERT INTO checkpoint (size, epoch, time_ms, note) VALUES (?1, ?2, ?3, ?4)";
    let params = params![signed(noted.size), signed(noted.epoch), noted.time_ms, noted.note];
    connection.execute(sql, params).map(drop).map_err(sql_error)
}

pub(super) fn write_alarm(connection: &Connection, alarm: &Alarm) -> Result<(), StoreError> {
    let sql = "INSERT OR IGNORE INTO alarm (kind, subject, at_ms) VALUES (?1, ?2, ?3)";
    let params = params![alarm.kind.code(), alarm.subject, alarm.at_ms];
    connection.execute(sql, params).map(drop).map_err(sql_error)
}

pub(super) fn write_refused(
    connection: &Connection,
    cid: Cid,
    entry: EntryId,
) -> Result<(), StoreError> {
    let sql = "INSERT OR IGNORE INTO refused_blob (cid, entry) VALUES (?1, ?2)";
    connection.execute(sql, params![cid.0, entry.0]).map(drop).map_err(sql_error)
}

/// Tokens kept per log: a lost answer costs one, and old ones end.
const TOKENS_PER_LOG: i64 = 8;

impl SqliteStore {
    /// All checkpoints, by size.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn notes(&self) -> Result<Vec<Noted>, StoreError> {
        let sql = "SELECT epoch, size, time_ms, note FROM checkpoint ORDER BY size, epoch";
        let mut statement = self.connection.prepare(sql).map_err(sql_error)?;
        let noted = |row: &rusqlite::Row<'_>| {
            let unsigned = |i| row.get::<_, i64>(i).map(|n| u64::try_from(n).unwrap_or(0));
            Ok(Noted {
                epoch: unsigned(0)?,
                size: unsigned(1)?,
                time_ms: row.get(2)?,
                note: row.get(3)?,
            })
        };
        let rows = statement.query_map([], noted).map_err(sql_error)?;
        rows.collect::<Result<_, _>>().map_err(sql_error)
    }

    /// Keeps a token's hash for a log; the oldest of many end.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn put_token(&mut self, hash: [u8; 32], log: LogId, at_ms: i64) -> Result<(), StoreError> {
        let tx = self.connection.transaction().map_err(sql_error)?;
        let sql = "INSERT INTO token (hash, log, made_ms) VALUES (?1, ?2, ?3)";
        tx.execute(sql, params![hash, log.0, at_ms]).map_err(sql_error)?;
        let sql = "DELETE FROM token WHERE log = ?1 AND hash NOT IN (SELECT hash FROM token
            WHERE log = ?1 ORDER BY rowid DESC LIMIT ?2)";
        tx.execute(sql, params![log.0, TOKENS_PER_LOG]).map_err(sql_error)?;
        tx.commit().map_err(sql_error)
    }

    /// The log of a token.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn token(&self, hash: [u8; 32]) -> Result<Option<LogId>, StoreError> {
        let sql = "SELECT log FROM token WHERE hash = ?1";
        let mut statement = self.connection.prepare_cached(sql).map_err(sql_error)?;
        statement.query_row([hash], |row| row.get(0).map(LogId)).optional().map_err(sql_error)
    }

    /// The hashes of all tokens, each with its log.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn tokens(&self) -> Result<Vec<([u8; 32], LogId)>, StoreError> {
        let mut statement =
            self.connection.prepare("SELECT hash, log FROM token").map_err(sql_error)?;
        let rows = statement
            .query_map([], |row| Ok((row.get(0)?, LogId(row.get(1)?))))
            .map_err(sql_error)?;
        rows.collect::<Result<_, _>>().map_err(sql_error)
    }

    /// All alarms.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn alarms(&self) -> Result<Vec<Alarm>, StoreError> {
        let sql = "SELECT kind, subject, at_ms FROM alarm ORDER BY at_ms";
        let mut statement = self.connection.prepare(sql).map_err(sql_error)?;
        let alarm = |row: &rusqlite::Row<'_>| {
            let code: String = row.get(0)?;
            Ok(AlarmKind::from_code(&code).map(|kind| (kind, row.get(1), row.get(2))))
        };
        let rows = statement.query_map([], alarm).map_err(sql_error)?;
        let mut alarms = Vec::new();
        for row in rows {
            if let Some((kind, subject, at_ms)) = row.map_err(sql_error)? {
                let (subject, at_ms) = (subject.map_err(sql_error)?, at_ms.map_err(sql_error)?);
                alarms.push(Alarm { kind, subject, at_ms });
            }
        }
        Ok(alarms)
    }

    /// Uploads that are refused, with the entry whose word they broke.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn refused(&self) -> Result<Vec<(Cid, EntryId)>, StoreError> {
        let mut statement =
            self.connection.prepare("SELECT cid, entry FROM refused_blob").map_err(sql_error)?;
        let rows = statement
            .query_map([], |row| Ok((Cid(row.get(0)?), EntryId(row.get(1)?))))
            .map_err(sql_error)?;
        rows.collect::<Result<_, _>>().map_err(sql_error)
    }
}
