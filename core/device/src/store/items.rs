//! Which sealed files entries speak about, and what became of each: sent, freed.

use std::collections::BTreeSet;

use rusqlite::{Connection, params};
use saksi_domain::journal::{Cid, Entry, EntryId, RecordId};
use saksi_domain::store::StoreError;

use super::{Store, sql_error as sql};

/// A sealed file as an entry names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its name.
    pub cid: Cid,
    /// The entry that names it.
    pub entry: EntryId,
    /// That entry's record.
    pub record: RecordId,
    /// `original`, `preview`, `form`…
    pub role: String,
    /// Does the hub have it (by its own word, asked after the upload)?
    pub sent: bool,
    /// Was it removed here to free space?
    pub freed: bool,
    /// Is it complete on this phone?
    pub here: bool,
}

/// Records of which the hub lacks something.
#[derive(Debug)]
pub(crate) struct Waiting {
    /// An entry.
    pub(crate) entries: BTreeSet<RecordId>,
    /// The original of a photo or recording.
    pub(crate) originals: BTreeSet<RecordId>,
}

/// Enters the files of an entry; known ones stay as they are.
pub(crate) fn note(connection: &Connection, entry: &Entry) -> Result<(), StoreError> {
    for blob in entry.body().into_iter().flat_map(|body| &body.blobs) {
        connection
            .execute(
                "INSERT OR IGNORE INTO item (cid, entry, record, role) VALUES (?1, ?2, ?3, ?4)",
                params![blob.cid.0, entry.id.0, entry.record().0, blob.role],
            )
            .map_err(sql)?;
    }
    Ok(())
}

/// Previews first, then what else is small, then originals: the order on a bad line.
const ORDER: &str = "ORDER BY role = 'original', role != 'preview', cid";

impl Store {
    fn select_items(
        &self,
        rest: &str,
        values: impl rusqlite::Params,
    ) -> Result<Vec<Item>, StoreError> {
        let connection = self.connection();
        let text = format!(
            "SELECT item.cid, entry, item.record, role, sent, freed,
                EXISTS (SELECT 1 FROM blob WHERE blob.cid = item.cid)
             FROM item JOIN entry ON entry.id = item.entry {rest} {ORDER}"
        );
        let mut statement = connection.prepare_cached(&text).map_err(sql)?;
        let row = |row: &rusqlite::Row<'_>| {
            Ok(Item {
                cid: Cid(row.get(0)?),
                entry: EntryId(row.get(1)?),
                record: EntryId(row.get(2)?),
                role: row.get(3)?,
                sent: row.get(4)?,
                freed: row.get(5)?,
                here: row.get(6)?,
            })
        };
        statement.query_map(values, row).map_err(sql)?.collect::<Result<_, _>>().map_err(sql)
    }

    /// Files to upload: here, not sent, their entry on the hub.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn items_to_send(&self) -> Result<Vec<Item>, StoreError> {
        let rest = "WHERE sent = 0 AND entry.place IS NOT NULL AND entry.destroyed = 0
            AND EXISTS (SELECT 1 FROM blob WHERE blob.cid = item.cid)";
        self.select_items(rest, [])
    }

    /// Roles of own files that are not at the hub, whether or not their entry is.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn items_waiting(&self) -> Result<Vec<String>, StoreError> {
        let rest = "WHERE sent = 0 AND entry.destroyed = 0
            AND EXISTS (SELECT 1 FROM blob WHERE blob.cid = item.cid)";
        Ok(self.select_items(rest, [])?.into_iter().map(|item| item.role).collect())
    }

    /// Small files to fetch: everything but originals and base maps that entries from the hub name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn items_to_fetch(&self) -> Result<Vec<Item>, StoreError> {
        let rest = "WHERE role NOT IN ('original', 'map') AND freed = 0 AND entry.place IS NOT NULL
            AND entry.destroyed = 0
            AND NOT EXISTS (SELECT 1 FROM blob WHERE blob.cid = item.cid)";
        self.select_items(rest, [])
    }

    /// The files of a record.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn items_of(&self, record: RecordId) -> Result<Vec<Item>, StoreError> {
        self.select_items("WHERE item.record = ?1", [record.0])
    }

    /// The entries that name a file.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn items_named(&self, cid: Cid) -> Result<Vec<Item>, StoreError> {
        self.select_items("WHERE item.cid = ?1", [cid.0])
    }

    /// The records of which the hub lacks something: one question for a list of thousands.
    pub(crate) fn waiting(&self) -> Result<Waiting, StoreError> {
        let connection = self.connection();
        let records = |text| {
            let mut statement = connection.prepare_cached(text).map_err(sql)?;
            let rows = statement.query_map([], |row| Ok(EntryId(row.get(0)?))).map_err(sql)?;
            rows.collect::<Result<_, _>>().map_err(sql)
        };
        Ok(Waiting {
            entries: records("SELECT record FROM entry WHERE place IS NULL")?,
            originals: records("SELECT record FROM item WHERE role = 'original' AND sent = 0")?,
        })
    }

    /// Originals that the hub has and that still lie here.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn items_to_free(&self) -> Result<Vec<Item>, StoreError> {
        let rest = "WHERE role = 'original' AND sent = 1
            AND EXISTS (SELECT 1 FROM blob WHERE blob.cid = item.cid)";
        self.select_items(rest, [])
    }

    /// Complete files that no entry names: of captures not signed yet, or left by a crash.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn unnamed_blobs(&self) -> Result<Vec<Cid>, StoreError> {
        let connection = self.connection();
        let mut statement = connection
            .prepare("SELECT cid FROM blob WHERE cid NOT IN (SELECT cid FROM item)")
            .map_err(sql)?;
        let rows = statement.query_map([], |row| Ok(Cid(row.get(0)?))).map_err(sql)?;
        rows.collect::<Result<_, _>>().map_err(sql)
    }

    /// Notes that the hub has a file.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn mark_sent(&self, cid: Cid) -> Result<(), StoreError> {
        let done = self.connection().execute("UPDATE item SET sent = 1 WHERE cid = ?1", [cid.0]);
        done.map(drop).map_err(sql)
    }

    /// Notes that a file was removed here on purpose.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn mark_freed(&self, cid: Cid) -> Result<(), StoreError> {
        let done = self.connection().execute("UPDATE item SET freed = 1 WHERE cid = ?1", [cid.0]);
        done.map(drop).map_err(sql)
    }
}
