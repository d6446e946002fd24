//! What nobody signed yet: drafts, captures; and the forms they are made with.

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use saksi_domain::forms::definition::Texts;
use saksi_domain::journal::{Digest, EntryId, RecordId};
use saksi_domain::store::StoreError;

use super::{Store, sql_error as sql};

/// A form as it was published or handed over, without its source: that is read to compile it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormRow {
    /// SHA-256 of the source.
    pub hash: Digest,
    /// The form's id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// Did a publication on the journal name it?
    pub published: bool,
    /// Its title by language; `None` for a form that was kept before titles were.
    pub titles: Option<Texts>,
}

/// A draft: a form being filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftRow {
    /// Random; local only.
    pub id: [u8; 16],
    /// The form's hash.
    pub form: Digest,
    /// The record that it edits; `None` for a new one.
    pub record: Option<RecordId>,
    /// The session as JSON.
    pub snapshot: String,
    /// When it was begun.
    pub begun_ms: i64,
    /// When it was last changed.
    pub changed_ms: i64,
}

/// How far a capture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaptureState {
    /// Bytes are still coming; after a crash they are lost, and the row with them.
    Open,
    /// All bytes are sealed.
    Sealed,
    /// The person keeps it; its entry waits for the fix.
    Kept,
    /// Its entry is signed.
    Signed,
}

impl CaptureState {
    const ALL: [(Self, &'static str); 4] = [
        (Self::Open, "open"),
        (Self::Sealed, "sealed"),
        (Self::Kept, "kept"),
        (Self::Signed, "signed"),
    ];

    fn word(self) -> &'static str {
        Self::ALL.iter().find(|(s, _)| *s == self).map_or("open", |(_, word)| word)
    }
}

/// A capture that no submission has taken yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaptureRow {
    /// Random; local only.
    pub id: [u8; 16],
    /// The draft it belongs to.
    pub draft: Option<[u8; 16]>,
    /// The question, as text.
    pub place: Option<String>,
    /// How far it is.
    pub state: CaptureState,
    /// The blob's key.
    pub key: [u8; 32],
    /// The capture record, CBOR.
    pub meta: Vec<u8>,
    /// Once sealed: the body to be signed (capture record and blobs), without clocks.
    pub body: Option<Vec<u8>>,
    /// Once signed: the entry.
    pub entry: Option<EntryId>,
    /// The boot it was made in.
    pub boot: u64,
    /// The boot clock at the shutter.
    pub since_boot_ms: u64,
    /// The wall clock at the shutter.
    pub made_ms: i64,
}

fn draft(row: &Row<'_>) -> rusqlite::Result<DraftRow> {
    Ok(DraftRow {
        id: row.get(0)?,
        form: Digest(row.get(1)?),
        record: row.get::<_, Option<[u8; 32]>>(2)?.map(EntryId),
        snapshot: row.get(3)?,
        begun_ms: row.get(4)?,
        changed_ms: row.get(5)?,
    })
}

fn capture(row: &Row<'_>) -> rusqlite::Result<CaptureRow> {
    let state: String = row.get(3)?;
    let (boot, since): (i64, i64) = (row.get(8)?, row.get(9)?);
    Ok(CaptureRow {
        id: row.get(0)?,
        draft: row.get(1)?,
        place: row.get(2)?,
        state: CaptureState::ALL
            .iter()
            .find(|(_, word)| *word == state)
            .map_or(CaptureState::Open, |(state, _)| *state),
        key: row.get(4)?,
        meta: row.get(5)?,
        body: row.get(6)?,
        entry: row.get::<_, Option<[u8; 32]>>(7)?.map(EntryId),
        boot: u64::try_from(boot).unwrap_or(0),
        since_boot_ms: u64::try_from(since).unwrap_or(0),
        made_ms: row.get(10)?,
    })
}

/// Stores a draft, new or changed.
pub(crate) fn put_draft(connection: &Connection, row: &DraftRow) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO draft VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (id) DO UPDATE SET snapshot = ?4, changed_ms = ?6",
        )
        .and_then(|mut s| {
            s.execute(params![
                row.id,
                row.form.0,
                row.record.map(|r| r.0),
                row.snapshot,
                row.begun_ms,
                row.changed_ms
            ])
        })
        .map(drop)
        .map_err(sql)
}

/// A draft, within a transaction.
pub(crate) fn get_draft(c: &Connection, id: &[u8; 16]) -> Result<Option<DraftRow>, StoreError> {
    c.query_row("SELECT * FROM draft WHERE id = ?1", [id], draft).optional().map_err(sql)
}

fn texts(json: &str) -> Option<Texts> {
    serde_json::from_str(json).ok().map(Texts)
}

/// Removes a draft with its captures' rows.
pub(crate) fn delete_draft(connection: &Connection, id: &[u8; 16]) -> Result<(), StoreError> {
    connection
        .execute("DELETE FROM capture WHERE draft = ?1", [id])
        .and_then(|_| connection.execute("DELETE FROM draft WHERE id = ?1", [id]))
        .map(drop)
        .map_err(sql)
}

/// Stores a capture, new or changed.
pub(crate) fn put_capture(connection: &Connection, row: &CaptureRow) -> Result<(), StoreError> {
    connection
        .execute(
            "INSERT OR REPLACE INTO capture VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            params![
                row.id,
                row.draft,
                row.place,
                row.state.word(),
                row.key,
                row.meta,
                row.body,
                row.entry.map(|e| e.0),
                i64::try_from(row.boot).unwrap_or(i64::MAX),
                i64::try_from(row.since_boot_ms).unwrap_or(i64::MAX),
                row.made_ms
            ],
        )
        .map(drop)
        .map_err(sql)
}

/// Removes a capture's row.
pub(crate) fn delete_capture(connection: &Connection, id: &[u8; 16]) -> Result<(), StoreError> {
    connection.execute("DELETE FROM capture WHERE id = ?1", [id]).map(drop).map_err(sql)
}

impl Store {
    /// Stores a form; a publication makes a known one published.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn put_form(&self, form: &FormRow, source: &[u8]) -> Result<(), StoreError> {
        let titles = form.titles.as_ref().and_then(|texts| serde_json::to_string(&texts.0).ok());
        self.connection()
            .execute(
                "INSERT INTO form VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (hash) DO UPDATE SET published = max(published, ?4), titles = ?6",
                params![form.hash.0, form.id, form.version, form.published, source, titles],
            )
            .map(drop)
            .map_err(sql)
    }

    /// Every form, by id and version.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn forms(&self) -> Result<Vec<FormRow>, StoreError> {
        let connection = self.connection();
        let mut statement = connection
            .prepare("SELECT hash, id, version, published, titles FROM form ORDER BY id, version")
            .map_err(sql)?;
        let row = |row: &Row<'_>| {
            Ok(FormRow {
                hash: Digest(row.get(0)?),
                id: row.get(1)?,
                version: row.get(2)?,
                published: row.get(3)?,
                titles: row.get::<_, Option<String>>(4)?.and_then(|json| texts(&json)),
            })
        };
        statement.query_map([], row).map_err(sql)?.collect::<Result<_, _>>().map_err(sql)
    }

    /// The source of the form with this hash.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn form_source(&self, hash: Digest) -> Result<Option<Vec<u8>>, StoreError> {
        self.connection()
            .query_row("SELECT source FROM form WHERE hash = ?1", [hash.0], |row| row.get(0))
            .optional()
            .map_err(sql)
    }

    /// Every draft, newest change first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn drafts(&self) -> Result<Vec<DraftRow>, StoreError> {
        let connection = self.connection();
        let mut statement =
            connection.prepare("SELECT * FROM draft ORDER BY changed_ms DESC, id").map_err(sql)?;
        statement.query_map([], draft).map_err(sql)?.collect::<Result<_, _>>().map_err(sql)
    }

    /// A draft.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn draft(&self, id: &[u8; 16]) -> Result<Option<DraftRow>, StoreError> {
        get_draft(&self.connection(), id)
    }

    /// Every capture that no submission has taken yet.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn captures(&self) -> Result<Vec<CaptureRow>, StoreError> {
        let connection = self.connection();
        let mut statement =
            connection.prepare("SELECT * FROM capture ORDER BY made_ms, id").map_err(sql)?;
        statement.query_map([], capture).map_err(sql)?.collect::<Result<_, _>>().map_err(sql)
    }

    /// A capture.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn capture(&self, id: &[u8; 16]) -> Result<Option<CaptureRow>, StoreError> {
        self.connection()
            .query_row("SELECT * FROM capture WHERE id = ?1", [id], capture)
            .optional()
            .map_err(sql)
    }
}
