//! Lists of entities: what a form changes in them, and how a server's list is merged in.
//!
//! What becomes of a row is decided in [`saksi_domain::forms::lists::entity`]; here it is looked up
//! and written. Fresh UUIDs for branches come as arguments. Asking the server's integrity address is
//! the caller's: [`Merged::ask`] says about whom, [`Lists::forget`] takes the answer.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use rusqlite::{Connection, OptionalExtension as _, Transaction};
use saksi_domain::forms::lists::entity::{
    BRANCH, EntityEdit, EntityState, ID, LABEL, LocalEntity, RowPlan, ServerRow, TRUNK, VERSION,
    plan_change, plan_row,
};
use saksi_domain::forms::lists::{ItemRow, ListReader, ReadError, RowSet};
use saksi_domain::store::StoreError;

use super::blocks;
use super::import::{Progress, Told, load, say};
use super::layout::{Layout, integer};
use super::{ListImportError, Lists};
use crate::store::sql_error as sql;

/// What merging a server's list did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merged {
    /// Rows that are new or were written over.
    pub stored: u64,
    /// Rows that went because the server's list no longer has them.
    pub deleted: u64,
    /// Ids of entities made here that the server does not name: ask whether they were deleted.
    pub ask: Vec<String>,
}

impl Lists {
    /// Does what a finalised form says about entities, each with the name of its list; says what
    /// became of their rows. A list that is not here is left alone. `branch` gives a fresh random
    /// UUID each time.
    ///
    /// `of` names the submission, by the draft that it was. The one that was taken in last is
    /// never taken in again: whoever was interrupted asks again.
    ///
    /// # Errors
    /// [`StoreError`]; nothing was changed.
    pub fn edit(
        &self,
        of: &[u8; 16],
        edits: &[(String, EntityEdit)],
        branch: &mut dyn FnMut() -> String,
    ) -> Result<Vec<RowPlan>, StoreError> {
        self.in_transaction(|tx| {
            let last = tx.query_row("SELECT submission FROM edited", [], |row| row.get(0));
            if last.optional().map_err(sql)? == Some(*of) {
                return Ok(Vec::new());
            }
            let plans = edits.iter().map(|(name, edit)| edit_row(tx, name, edit, &branch()));
            let plans = plans.collect::<Result<_, _>>()?;
            tx.execute("INSERT OR REPLACE INTO edited VALUES (1, ?1)", [of]).map_err(sql)?;
            Ok(plans)
        })
    }

    /// Merges a list of the server into what is here; makes the list if there is none.
    ///
    /// `approval`: new entities of this list need somebody's approval. `branch` gives a fresh
    /// random UUID each time.
    ///
    /// # Errors
    /// [`ListImportError`]; the list is as it was.
    pub fn merge(
        &self,
        name: &str,
        digest: &[u8; 32],
        approval: bool,
        reader: &mut dyn ListReader,
        branch: &mut dyn FnMut() -> String,
        told: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<Merged, ListImportError> {
        let places = Places::of(reader.columns())?;
        self.in_transaction(|tx| {
            let (mut list, merged) = match Layout::find(tx, name)? {
                Some(list) => merge_rows(tx, list, &places, reader, branch, told)?,
                None => first(tx, digest, places, reader, branch, told)?,
            };
            for place in 0..list.columns.len() {
                if !list.columns[place].blocks {
                    blocks::make(tx, &mut list, place)?;
                }
            }
            list.approval = approval;
            list.save(tx, name)?;
            tx.execute("UPDATE list SET digest = ?2 WHERE id = ?1", (list.id, digest))
                .map_err(sql)?;
            Ok(merged)
        })
    }

    /// Removes entities that the server says were deleted.
    ///
    /// # Errors
    /// [`StoreError`].
    pub fn forget(&self, name: &str, ids: &[String]) -> Result<(), StoreError> {
        self.in_transaction(|tx| {
            let Some(mut list) = Layout::find(tx, name)? else { return Ok(()) };
            for id in ids {
                if let Some(row) = find(tx, &list, id)? {
                    list.delete(tx, row)?;
                }
            }
            list.save(tx, name)
        })
    }
}

fn edit_row(
    tx: &Transaction<'_>,
    name: &str,
    edit: &EntityEdit,
    branch: &str,
) -> Result<RowPlan, StoreError> {
    let Some(mut list) = Layout::find(tx, name)? else { return Ok(RowPlan::Keep) };
    let row = find(tx, &list, &edit.id)?;
    let local = row.map(|row| read(tx, &list, row)).transpose()?;
    let plan = plan_change(local.as_ref(), edit, list.approval, branch);
    if let RowPlan::Store(entity) = &plan {
        write(tx, &mut list, row, entity)?;
        list.save(tx, name)?;
    }
    Ok(plan)
}

/// Where a server's list has the columns that each entity needs.
struct Places {
    id: usize,
    label: usize,
    version: usize,
}

impl Places {
    fn of(columns: &[String]) -> Result<Self, ListImportError> {
        let place = |name: &'static str| {
            let found = columns.iter().position(|column| column == name);
            found.ok_or(ListImportError::NoColumn(name))
        };
        Ok(Self { id: place(ID)?, label: place(LABEL)?, version: place(VERSION)? })
    }

    fn version(&self, row: &ItemRow, number: u64) -> Result<u64, ListImportError> {
        let version = row.get(self.version).and_then(|text| text.trim().parse().ok());
        version.ok_or(ListImportError::Version(number))
    }

    fn server_row(
        &self,
        columns: &[String],
        row: &ItemRow,
        number: u64,
    ) -> Result<ServerRow, ListImportError> {
        let text = |place| row.get(place).unwrap_or_default().to_owned();
        let properties = columns
            .iter()
            .enumerate()
            .filter(|(place, name)| *place != self.id && *place != self.label && is_property(name))
            .filter_map(|(place, name)| Some((name.clone(), row.get(place)?.to_owned())))
            .collect();
        let version = self.version(row, number)?;
        Ok(ServerRow { id: text(self.id), label: text(self.label), version, properties })
    }
}

/// Names that begin with two underscores are reserved.
fn is_property(name: &str) -> bool {
    name != ID && name != LABEL && !name.starts_with("__")
}

/// The first list of the server: loaded whole, with a trunk and a branch for each row.
fn first(
    tx: &Transaction<'_>,
    digest: &[u8; 32],
    places: Places,
    reader: &mut dyn ListReader,
    branch: &mut dyn FnMut() -> String,
    told: Told<'_>,
) -> Result<(Layout, Merged), ListImportError> {
    let kept: Vec<usize> = (0..reader.columns().len())
        .filter(|at| ![TRUNK, BRANCH].contains(&reader.columns()[*at].as_str()))
        .collect();
    let mut columns: Vec<String> = kept.iter().map(|at| reader.columns()[*at].clone()).collect();
    columns.extend([TRUNK, BRANCH].map(str::to_owned));
    let (row, wrong) = (ItemRow::default(), None);
    let mut trunks = Trunks { reader, columns, kept, places, branch, row, rows: 0, wrong };
    let list = load(tx, digest, &mut trunks, told)?;
    if let Some(row) = trunks.wrong {
        return Err(ListImportError::Version(row));
    }
    let stored = list.next;
    Ok((list, Merged { stored, ..Merged::default() }))
}

/// A server's list with the phone's own two columns.
struct Trunks<'a> {
    reader: &'a mut dyn ListReader,
    columns: Vec<String>,
    kept: Vec<usize>,
    places: Places,
    branch: &'a mut dyn FnMut() -> String,
    row: ItemRow,
    rows: u64,
    /// The first row whose version is no number.
    wrong: Option<u64>,
}

impl ListReader for Trunks<'_> {
    fn columns(&self) -> &[String] {
        &self.columns
    }

    fn next_row(&mut self, row: &mut ItemRow) -> Result<bool, ReadError> {
        row.clear();
        if !self.reader.next_row(&mut self.row)? {
            return Ok(false);
        }
        self.rows += 1;
        let Ok(version) = self.places.version(&self.row, self.rows) else {
            self.wrong = Some(self.rows);
            return Ok(false);
        };
        for (column, from) in self.kept.iter().enumerate() {
            if let Some(text) = self.row.get(*from) {
                row.set(column, text);
            }
        }
        row.set(self.kept.len(), &version.to_string());
        row.set(self.kept.len() + 1, &(self.branch)());
        Ok(true)
    }

    fn bytes_read(&self) -> u64 {
        self.reader.bytes_read()
    }
}

fn merge_rows(
    tx: &Transaction<'_>,
    mut list: Layout,
    places: &Places,
    reader: &mut dyn ListReader,
    branch: &mut dyn FnMut() -> String,
    told: Told<'_>,
) -> Result<(Layout, Merged), ListImportError> {
    let before = list.next;
    let (mut merged, mut named, mut number) = (Merged::default(), RowSet::new(), 0);
    let mut item = ItemRow::default();
    while reader.next_row(&mut item)? {
        number += 1;
        let server = places.server_row(reader.columns(), &item, number)?;
        let row = find(tx, &list, &server.id)?;
        let local = row.map(|row| read(tx, &list, row)).transpose()?;
        if let RowPlan::Store(entity) = plan_row(local.as_ref(), Some(&server), &branch()) {
            named.insert(write(tx, &mut list, row, &entity)?);
            merged.stored += 1;
        } else if let Some(row) = row {
            named.insert(row);
        }
        say(told, number, reader)?;
    }
    for row in rows_below(tx, &list, before)? {
        if named.contains(row) {
            continue;
        }
        let local = read(tx, &list, row)?;
        match plan_row(Some(&local), None, "") {
            RowPlan::Delete => {
                list.delete(tx, row)?;
                merged.deleted += 1;
            }
            RowPlan::Ask => merged.ask.push(local.id),
            RowPlan::Keep | RowPlan::Store(_) => {}
        }
    }
    Ok((list, merged))
}

fn rows_below(c: &Connection, list: &Layout, end: u64) -> Result<Vec<u64>, StoreError> {
    let text = format!("SELECT row FROM rows_{} WHERE row < ?1 ORDER BY row", list.id);
    let mut statement = c.prepare_cached(&text).map_err(sql)?;
    let rows = statement
        .query_map([integer(end)], |row| Ok(u64::try_from(row.get::<_, i64>(0)?).unwrap_or(0)))
        .map_err(sql)?;
    rows.collect::<Result<_, _>>().map_err(sql)
}

fn find(c: &Connection, list: &Layout, id: &str) -> Result<Option<u64>, StoreError> {
    let Some(place) = list.place(ID) else { return Ok(None) };
    let text = format!("SELECT min(row) FROM rows_{} WHERE c{place} = ?1", list.id);
    let mut statement = c.prepare_cached(&text).map_err(sql)?;
    let row: Option<i64> = statement.query_row([id], |row| row.get(0)).map_err(sql)?;
    Ok(row.and_then(|row| u64::try_from(row).ok()))
}

fn read(c: &Connection, list: &Layout, row: u64) -> Result<LocalEntity, StoreError> {
    let text = format!("SELECT * FROM rows_{} WHERE row = ?1", list.id);
    let mut statement = c.prepare_cached(&text).map_err(sql)?;
    let cells = |found: &rusqlite::Row<'_>| {
        (1..=list.columns.len()).map(|at| found.get(at)).collect::<Result<Vec<_>, _>>()
    };
    let cells: Vec<Option<String>> = statement.query_row([integer(row)], cells).map_err(sql)?;
    let text = |name: &str| list.place(name).and_then(|at| cells.get(at).cloned().flatten());
    let number = |name: &str| text(name).and_then(|text| text.trim().parse().ok());
    let offline = c
        .prepare_cached("SELECT 1 FROM offline WHERE list = ?1 AND row = ?2")
        .and_then(|mut s| s.query_row([list.id, integer(row)], |_| Ok(())).optional())
        .map_err(sql)?;
    let named = list.columns.iter().zip(&cells).filter(|(column, _)| is_property(&column.name));
    Ok(LocalEntity {
        id: text(ID).unwrap_or_default(),
        label: text(LABEL).unwrap_or_default(),
        version: number(VERSION).unwrap_or(0),
        trunk: number(TRUNK),
        branch: text(BRANCH).unwrap_or_default(),
        state: if offline.is_some() { EntityState::Offline } else { EntityState::Online },
        properties: named.filter_map(|(c, text)| Some((c.name.clone(), text.clone()?))).collect(),
    })
}

/// Writes an entity into its row, or a new one; gives the row.
fn write(
    tx: &Transaction<'_>,
    list: &mut Layout,
    row: Option<u64>,
    entity: &LocalEntity,
) -> Result<u64, StoreError> {
    let mut cells: BTreeMap<&str, String> =
        entity.properties.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    cells.insert(ID, entity.id.clone());
    cells.insert(LABEL, entity.label.clone());
    cells.insert(VERSION, entity.version.to_string());
    cells.insert(TRUNK, entity.trunk.map(|trunk| trunk.to_string()).unwrap_or_default());
    cells.insert(BRANCH, entity.branch.clone());
    for name in cells.keys() {
        if list.place(name).is_none() {
            let place = list.add_column(tx, name)?;
            list.index(tx, place)?;
        }
    }
    let row = match row {
        Some(row) => row,
        // As in a server's list, an entity lacks no column: what nobody said is blank.
        None => {
            let mut item = ItemRow::default();
            (0..list.columns.len()).for_each(|place| item.set(place, ""));
            list.append(tx, &item)?
        }
    };
    for (name, text) in &cells {
        let place = list.place(name).expect("added above");
        if list.get(tx, row, place)?.as_deref() != Some(text) {
            list.set(tx, row, place, Some(text))?;
        }
    }
    let mark = match entity.state {
        EntityState::Offline => "INSERT OR IGNORE INTO offline VALUES (?1, ?2)",
        EntityState::Online => "DELETE FROM offline WHERE list = ?1 AND row = ?2",
    };
    let mut statement = tx.prepare_cached(mark).map_err(sql)?;
    statement.execute([list.id, integer(row)]).map_err(sql)?;
    Ok(row)
}
