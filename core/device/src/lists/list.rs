//! One list of a [`super::Snapshot`], answered from its indexes.
//!
//! Each look-up is one statement over a covering index: the rows themselves are not read. What is
//! joined, met and negated is done by [`saksi_domain::forms::lists::algebra`].

use std::sync::{Arc, Mutex, MutexGuard};

use rusqlite::types::ToSql;
use rusqlite::{Connection, OptionalExtension as _};
use saksi_domain::forms::lists::algebra::{Indexed, Lookup, after_prefix, rows_of};
use saksi_domain::forms::lists::{Filter, ItemList, ListError, Page, Relation, RowSet, holds};

use super::blocks;
use super::layout::{Layout, integer};
use crate::store::sql_error as sql;

/// A list in the store.
pub struct SqliteList {
    connection: Arc<Mutex<Connection>>,
    layout: Layout,
    names: Vec<String>,
    /// Numbers of rows that were deleted.
    gaps: RowSet,
    all: String,
}

impl std::fmt::Debug for SqliteList {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SqliteList({} rows)", self.len())
    }
}

/// A statement with its values.
type Question = (String, Vec<Box<dyn ToSql>>);

/// A comparison of numbers as SQL writes it.
fn operator(relation: Relation) -> Option<&'static str> {
    Some(match relation {
        Relation::Equal => "=",
        Relation::Less => "<",
        Relation::LessOrEqual => "<=",
        Relation::Greater => ">",
        Relation::GreaterOrEqual => ">=",
        Relation::NotEqual => return None,
    })
}

impl SqliteList {
    pub(super) fn new(connection: Arc<Mutex<Connection>>, layout: Layout, gaps: RowSet) -> Self {
        let names = layout.columns.iter().map(|column| column.name.clone()).collect();
        let cells: String = (0..layout.columns.len()).map(|place| format!(", c{place}")).collect();
        let all = format!("SELECT row{cells} FROM rows_{} WHERE row = ?1", layout.id);
        Self { connection, layout, names, gaps, all }
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// The statement for a look-up; `None` if no row can be found by it.
    fn question(&self, column: usize, lookup: Lookup<'_>) -> Option<Question> {
        let id = self.layout.id;
        let text = |condition: &str| format!("SELECT row FROM rows_{id} WHERE {condition}");
        let own = |value: &str| -> Box<dyn ToSql> { Box::new(value.to_owned()) };
        Some(match lookup {
            Lookup::Text(value) => (text(&format!("c{column} = ?1")), vec![own(value)]),
            Lookup::Prefix(prefix) => match after_prefix(prefix) {
                None => (text(&format!("c{column} >= ?1")), vec![own(prefix)]),
                Some(end) => {
                    let between = format!("c{column} >= ?1 AND c{column} < ?2");
                    (text(&between), vec![own(prefix), own(&end)])
                }
            },
            Lookup::Absent => (text(&format!("c{column} IS NULL")), Vec::new()),
            Lookup::Number(relation, number) => {
                let operator = operator(relation)?;
                if !self.layout.columns[column].number || number.is_nan() {
                    return None;
                }
                let table = format!("number_{id}_{column}");
                let text = format!("SELECT row FROM {table} WHERE number {operator} ?1");
                (text, vec![Box::new(number)])
            }
        })
    }

    /// Are wide ranges of this column answered by blocks?
    #[cfg(test)]
    pub(super) fn uses_blocks(&self, column: usize) -> bool {
        self.layout.columns[column].blocks
    }

    /// How SQLite answers a look-up: the lines of its query plan.
    #[cfg(test)]
    pub(super) fn explain(&self, column: usize, lookup: Lookup<'_>) -> Vec<String> {
        let (text, values) = self.question(column, lookup).expect("a statement");
        let connection = self.connection();
        let mut statement =
            connection.prepare(&format!("EXPLAIN QUERY PLAN {text}")).expect("plan");
        let lines = statement.query_map(rusqlite::params_from_iter(values), |row| row.get(3));
        lines.expect("plan").collect::<Result<_, _>>().expect("plan")
    }
}

impl Indexed for SqliteList {
    fn place(&self, column: &str) -> Option<usize> {
        self.layout.place(column)
    }

    fn rows(&self) -> Result<RowSet, ListError> {
        let mut rows = RowSet::below(self.layout.next);
        rows.subtract(&self.gaps);
        Ok(rows)
    }

    fn lookup(&self, column: usize, lookup: Lookup<'_>) -> Result<RowSet, ListError> {
        let mut found = RowSet::new();
        let Some((mut text, mut values)) = self.question(column, lookup) else {
            return Ok(found);
        };
        let connection = self.connection();
        if let (Lookup::Number(relation, number), true) =
            (lookup, self.layout.columns[column].blocks)
            && let Some(operator) = operator(relation).filter(|operator| *operator != "=")
        {
            let place = (self.layout.id, column);
            match blocks::whole(&connection, place, operator, number, &mut found)? {
                None => return Ok(found),
                Some((first, last)) => {
                    text.push_str(" AND number BETWEEN ?2 AND ?3");
                    values.extend([first, last].map(|number| Box::new(number) as Box<dyn ToSql>));
                }
            }
        }
        let mut statement = connection.prepare_cached(&text).map_err(sql)?;
        let mut rows = statement.query(rusqlite::params_from_iter(values)).map_err(sql)?;
        while let Some(row) = rows.next().map_err(sql)? {
            found.insert(u64::try_from(row.get::<_, i64>(0).map_err(sql)?).unwrap_or(0));
        }
        Ok(found)
    }

    fn cells(&self, row: u64) -> Result<Vec<Option<Arc<str>>>, ListError> {
        let connection = self.connection();
        let mut statement = connection.prepare_cached(&self.all).map_err(sql)?;
        let cells = |found: &rusqlite::Row<'_>| {
            (1..=self.names.len()).map(|at| found.get(at)).collect::<Result<_, _>>()
        };
        let found = statement.query_row([integer(row)], cells).optional().map_err(sql)?;
        found.ok_or(ListError::NoRow(row))
    }
}

impl ItemList for SqliteList {
    fn columns(&self) -> &[String] {
        &self.names
    }

    fn len(&self) -> u64 {
        self.layout.next - self.gaps.len()
    }

    fn select(&self, filter: &Filter, page: Page) -> Result<Vec<u64>, ListError> {
        Ok(rows_of(self, filter)?.page(page))
    }

    fn count(&self, filter: &Filter) -> Result<u64, ListError> {
        Ok(rows_of(self, filter)?.len())
    }

    fn cell(&self, row: u64, column: usize) -> Result<Option<Arc<str>>, ListError> {
        if column >= self.names.len() {
            return Err(ListError::NoColumn(column));
        }
        let text = format!("SELECT c{column} FROM rows_{} WHERE row = ?1", self.layout.id);
        let connection = self.connection();
        let mut statement = connection.prepare_cached(&text).map_err(sql)?;
        let found = statement.query_row([integer(row)], |row| row.get(0)).optional();
        found.map_err(sql)?.ok_or(ListError::NoRow(row))
    }

    fn row(&self, row: u64) -> Result<Vec<Option<Arc<str>>>, ListError> {
        self.cells(row)
    }

    fn holding(&self, columns: &[usize], text: &str) -> Result<RowSet, ListError> {
        if let Some(column) = columns.iter().find(|column| **column >= self.names.len()) {
            return Err(ListError::NoColumn(*column));
        }
        let (mut found, wanted) = (RowSet::new(), text.to_lowercase());
        let cells: String = columns.iter().map(|column| format!(", c{column}")).collect();
        let scan = format!("SELECT row{cells} FROM rows_{} ORDER BY row", self.layout.id);
        let connection = self.connection();
        let mut statement = connection.prepare_cached(&scan).map_err(sql)?;
        let mut rows = statement.query(()).map_err(sql)?;
        while let Some(row) = rows.next().map_err(sql)? {
            for at in 1..=columns.len() {
                let cell = row.get_ref(at).map_err(sql)?;
                if cell.as_str_or_null().ok().flatten().is_some_and(|cell| holds(cell, &wanted)) {
                    found.insert(u64::try_from(row.get::<_, i64>(0).map_err(sql)?).unwrap_or(0));
                    break;
                }
            }
        }
        Ok(found)
    }
}
