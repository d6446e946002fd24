//! How one list lies in tables: its rows, an index per column, a table of numbers per column.
//!
//! List *n* has `rows_n (row, c0, c1, …)` with text or NULL (no such cell), an index `text_n_c` on
//! each column whose texts are short, and `number_n_c (number, row)` for each column that has
//! numbers, by XPath's `number()`. A number is not kept beside its text: the table is its index.
//! Blocks of numbers are in `blocks.rs`.

use rusqlite::{Connection, OptionalExtension as _, params};
use saksi_domain::forms::lists::ItemRow;
use saksi_domain::forms::xpath::to_number;
use saksi_domain::store::StoreError;
use serde::{Deserialize, Serialize};

use super::blocks;
use crate::store::sql_error as sql;

/// A column with a longer text gets no index of texts: nobody filters by a boundary.
const INDEXED_BYTES: usize = 512;

/// A column of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Column {
    pub(super) name: String,
    /// Has it an index of texts?
    pub(super) text: bool,
    /// Has it a table of numbers?
    pub(super) number: bool,
    /// Has it blocks of rows in the order of their numbers?
    pub(super) blocks: bool,
}

/// A list as its row in `list` says it lies.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    pub(super) id: i64,
    pub(super) columns: Vec<Column>,
    /// The row number that the next row gets.
    pub(super) next: u64,
    /// Do new entities need somebody's approval?
    pub(super) approval: bool,
}

/// A number as SQLite keeps it.
pub(super) fn integer(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

impl Layout {
    /// The list of this name.
    pub(super) fn find(connection: &Connection, name: &str) -> Result<Option<Self>, StoreError> {
        let found = connection
            .prepare_cached("SELECT id, columns, next, approval FROM list WHERE name = ?1")
            .and_then(|mut statement| {
                let row = |row: &rusqlite::Row<'_>| {
                    Ok((row.get(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?, row.get(3)?))
                };
                statement.query_row([name], row).optional()
            })
            .map_err(sql)?;
        let Some((id, columns, next, approval)) = found else { return Ok(None) };
        let damaged = || StoreError::Corrupt("columns of a list".to_owned());
        let columns = serde_json::from_str(&columns).map_err(|_| damaged())?;
        let next = u64::try_from(next).map_err(|_| damaged())?;
        Ok(Some(Self { id, columns, next, approval }))
    }

    /// A new list without rows or name.
    pub(super) fn create(connection: &Connection, digest: &[u8; 32]) -> Result<Self, StoreError> {
        connection
            .execute("INSERT INTO list (digest, columns, next) VALUES (?1, '[]', 0)", [digest])
            .map_err(sql)?;
        let id = connection.last_insert_rowid();
        let table = format!("CREATE TABLE rows_{id} (row INTEGER PRIMARY KEY)");
        connection.execute_batch(&table).map_err(sql)?;
        Ok(Self { id, columns: Vec::new(), next: 0, approval: false })
    }

    /// Writes what changed into the row in `list`, under `name`.
    pub(super) fn save(&self, connection: &Connection, name: &str) -> Result<(), StoreError> {
        let columns = serde_json::to_string(&self.columns).expect("names and flags are JSON");
        connection
            .prepare_cached(
                "UPDATE list SET name = ?2, columns = ?3, next = ?4, approval = ?5 WHERE id = ?1",
            )
            .and_then(|mut statement| {
                let next = integer(self.next);
                statement.execute(params![self.id, name, columns, next, self.approval])
            })
            .map(drop)
            .map_err(sql)
    }

    /// The place of a column.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// Adds a column that no row has yet.
    pub(super) fn add_column(
        &mut self,
        connection: &Connection,
        name: &str,
    ) -> Result<usize, StoreError> {
        let (id, place) = (self.id, self.columns.len());
        let column = format!("ALTER TABLE rows_{id} ADD COLUMN c{place} TEXT");
        connection.execute_batch(&column).map_err(sql)?;
        self.columns.push(Column {
            name: name.to_owned(),
            text: false,
            number: false,
            blocks: false,
        });
        Ok(place)
    }

    /// Makes the index of a column's texts, if they are short.
    pub(super) fn index(
        &mut self,
        connection: &Connection,
        place: usize,
    ) -> Result<(), StoreError> {
        let (id, column) = (self.id, &mut self.columns[place]);
        let longest: Option<i64> = connection
            .query_row(&format!("SELECT max(octet_length(c{place})) FROM rows_{id}"), [], |row| {
                row.get(0)
            })
            .map_err(sql)?;
        column.text = longest.unwrap_or(0) <= integer(INDEXED_BYTES as u64);
        if column.text {
            let index = format!("CREATE INDEX text_{id}_{place} ON rows_{id} (c{place})");
            connection.execute_batch(&index).map_err(sql)?;
        }
        Ok(())
    }

    /// Adds a row at the end.
    pub(super) fn append(
        &mut self,
        connection: &Connection,
        row: &ItemRow,
    ) -> Result<u64, StoreError> {
        let marks = ", ?".repeat(self.columns.len());
        let text = format!("INSERT INTO rows_{} VALUES (?{marks})", self.id);
        let mut statement = connection.prepare_cached(&text).map_err(sql)?;
        let number = self.next;
        statement.raw_bind_parameter(1, integer(number)).map_err(sql)?;
        for place in 0..self.columns.len() {
            statement.raw_bind_parameter(place + 2, row.get(place)).map_err(sql)?;
        }
        statement.raw_execute().map_err(sql)?;
        for place in 0..self.columns.len() {
            self.add_number(connection, place, number, row.get(place))?;
        }
        self.next += 1;
        Ok(number)
    }

    /// Writes one cell over.
    pub(super) fn set(
        &mut self,
        connection: &Connection,
        row: u64,
        place: usize,
        text: Option<&str>,
    ) -> Result<(), StoreError> {
        let id = self.id;
        blocks::discard(connection, self, place)?;
        self.remove_number(connection, row, place)?;
        connection
            .prepare_cached(&format!("UPDATE rows_{id} SET c{place} = ?2 WHERE row = ?1"))
            .and_then(|mut statement| statement.execute(params![integer(row), text]))
            .map_err(sql)?;
        self.add_number(connection, place, row, text)
    }

    /// Takes a row out; its number is not given again.
    pub(super) fn delete(&mut self, connection: &Connection, row: u64) -> Result<(), StoreError> {
        for place in 0..self.columns.len() {
            blocks::discard(connection, self, place)?;
            self.remove_number(connection, row, place)?;
        }
        let (id, row) = (self.id, integer(row));
        let run = |text: &str, values: &[i64]| {
            let mut statement = connection.prepare_cached(text).map_err(sql)?;
            statement.execute(rusqlite::params_from_iter(values)).map(drop).map_err(sql)
        };
        run(&format!("DELETE FROM rows_{id} WHERE row = ?1"), &[row])?;
        run("DELETE FROM offline WHERE list = ?1 AND row = ?2", &[id, row])?;
        run("INSERT OR IGNORE INTO gap VALUES (?1, ?2)", &[id, row])
    }

    /// The text of one cell.
    pub(super) fn get(
        &self,
        connection: &Connection,
        row: u64,
        place: usize,
    ) -> Result<Option<String>, StoreError> {
        let text = format!("SELECT c{place} FROM rows_{} WHERE row = ?1", self.id);
        let mut statement = connection.prepare_cached(&text).map_err(sql)?;
        statement.query_row([integer(row)], |row| row.get(0)).map_err(sql)
    }

    fn add_number(
        &mut self,
        connection: &Connection,
        place: usize,
        row: u64,
        text: Option<&str>,
    ) -> Result<(), StoreError> {
        let number = text.map_or(f64::NAN, to_number);
        if number.is_nan() {
            return Ok(());
        }
        blocks::discard(connection, self, place)?;
        let table = format!("number_{}_{place}", self.id);
        if !self.columns[place].number {
            let text = format!(
                "CREATE TABLE {table} (number REAL NOT NULL, row INTEGER NOT NULL,
                 PRIMARY KEY (number, row)) WITHOUT ROWID"
            );
            connection.execute_batch(&text).map_err(sql)?;
            self.columns[place].number = true;
        }
        connection
            .prepare_cached(&format!("INSERT INTO {table} VALUES (?1, ?2)"))
            .and_then(|mut statement| statement.execute(params![number, integer(row)]))
            .map(drop)
            .map_err(sql)
    }

    fn remove_number(
        &self,
        connection: &Connection,
        row: u64,
        place: usize,
    ) -> Result<(), StoreError> {
        if !self.columns[place].number {
            return Ok(());
        }
        let number = self.get(connection, row, place)?.map_or(f64::NAN, |text| to_number(&text));
        if number.is_nan() {
            return Ok(());
        }
        let text = format!("DELETE FROM number_{}_{place} WHERE number = ?1 AND row = ?2", self.id);
        connection
            .prepare_cached(&text)
            .and_then(|mut statement| statement.execute(params![number, integer(row)]))
            .map(drop)
            .map_err(sql)
    }
}

/// Removes a list with its tables.
pub(super) fn drop_list(connection: &Connection, name: &str) -> Result<(), StoreError> {
    let Some(list) = Layout::find(connection, name)? else { return Ok(()) };
    let id = list.id;
    let mut tables = String::new();
    for (place, column) in list.columns.iter().enumerate() {
        for (there, table) in [(column.number, "number"), (column.blocks, "block")] {
            if there {
                tables.push_str(&format!("DROP TABLE {table}_{id}_{place};"));
            }
        }
    }
    connection
        .execute_batch(&format!(
            "{tables} DROP TABLE rows_{id}; DELETE FROM list WHERE id = {id};
             DELETE FROM gap WHERE list = {id}; DELETE FROM offline WHERE list = {id};"
        ))
        .map_err(sql)
}
