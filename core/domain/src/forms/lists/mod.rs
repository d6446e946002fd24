//! Large lists of items behind one trait: choices from files, entities, look-up tables.
//!
//! An [`ItemList`] answers [`Filter`]s with row numbers and gives cells one by one; the whole list
//! need not be in memory. [`CsvReader`], [`GeoJsonReader`] and [`XmlReader`] read lists from files;
//! [`MemoryList`] keeps a small one; the device keeps large ones in SQLite. Both answer by
//! [`algebra`]. How a form uses a list is the session's.

pub mod algebra;
pub mod entity;
mod filter;
mod memory;
mod part;
mod pull;
mod read;
mod rowset;
mod search;

pub use filter::{Filter, MAX_FILTER_DEPTH, Operand, Relation};
pub use memory::MemoryList;
pub use part::ListPart;
pub use pull::pull;
pub use read::{
    CsvReader, GeoJsonReader, ItemRow, ListReader, MAX_CELL_BYTES, MAX_COLUMNS, MAX_ROW_BYTES,
    ReadError, ReadFault, XmlReader,
};
pub use rowset::RowSet;
pub use search::{FoundChoice, ListSearch, SearchMatch, search};

use std::fmt::{self, Debug};
use std::sync::Arc;

use crate::store::StoreError;

/// A list of items, each a row of texts under named columns.
///
/// Rows are numbered in document order from 0. Numbers may have gaps (rows that were deleted) and
/// stay the same while the list is open; the list does not change under its reader.
pub trait ItemList: Send + Sync + Debug {
    /// Names of the columns, in document order.
    fn columns(&self) -> &[String];

    /// How many rows.
    fn len(&self) -> u64;

    /// Is there none?
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Numbers of the rows for which `filter` holds, ascending: those of `page`.
    ///
    /// # Errors
    /// [`ListError`].
    fn select(&self, filter: &Filter, page: Page) -> Result<Vec<u64>, ListError>;

    /// How many rows `filter` holds for.
    ///
    /// # Errors
    /// [`ListError`].
    fn count(&self, filter: &Filter) -> Result<u64, ListError> {
        Ok(self.select(filter, Page::ALL)?.len() as u64)
    }

    /// The text of one cell; `None` where the row has no such column, which is not a blank cell.
    ///
    /// # Errors
    /// [`ListError::NoRow`], [`ListError::NoColumn`], or what the store says.
    fn cell(&self, row: u64, column: usize) -> Result<Option<Arc<str>>, ListError>;

    /// All cells of a row, in the order of [`ItemList::columns`].
    ///
    /// # Errors
    /// [`ListError::NoRow`], or what the store says.
    fn row(&self, row: u64) -> Result<Vec<Option<Arc<str>>>, ListError>;

    /// Numbers of the rows of which a cell in one of `columns` holds `text`, whatever its case.
    /// Every row is looked at: for what a person types to find a choice.
    ///
    /// # Errors
    /// As [`ItemList::cell`].
    fn holding(&self, columns: &[usize], text: &str) -> Result<RowSet, ListError> {
        let (mut found, wanted) = (RowSet::new(), text.to_lowercase());
        for row in self.select(&Filter::All, Page::ALL)? {
            for column in columns {
                let cell = self.cell(row, *column)?;
                if cell.is_some_and(|cell| holds(&cell, &wanted)) {
                    found.insert(row);
                    break;
                }
            }
        }
        Ok(found)
    }

    /// The place of a column of this name.
    fn column(&self, name: &str) -> Option<usize> {
        self.columns().iter().position(|column| column == name)
    }
}

/// Does a cell hold a text that is in small letters, whatever the cell's case?
#[must_use]
pub fn holds(cell: &str, wanted: &str) -> bool {
    if cell.is_ascii() {
        // Nearly all are, and this needs no copy.
        let (cell, wanted) = (cell.as_bytes(), wanted.as_bytes());
        return wanted.is_empty()
            || cell.windows(wanted.len()).any(|part| part.eq_ignore_ascii_case(wanted));
    }
    cell.to_lowercase().contains(wanted)
}

/// A part of an answer: at most `limit` rows, none before row number `from`.
///
/// The next page begins at the last row number plus one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// The first row number that may be in it.
    pub from: u64,
    /// How many rows at most.
    pub limit: usize,
}

impl Page {
    /// Everything at once.
    pub const ALL: Self = Self { from: 0, limit: usize::MAX };

    /// The first `limit` rows.
    #[must_use]
    pub fn first(limit: usize) -> Self {
        Self { from: 0, limit }
    }
}

/// Why a list did not answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListError {
    /// There is no row of this number.
    NoRow(u64),
    /// There is no column at this place.
    NoColumn(usize),
    /// The filter nests deeper than [`MAX_FILTER_DEPTH`].
    TooDeep,
    /// The store that holds it.
    Store(StoreError),
}

impl fmt::Display for ListError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRow(row) => write!(f, "no row {row} in the list"),
            Self::NoColumn(column) => write!(f, "no column {column} in the list"),
            Self::TooDeep => f.write_str("the filter is nested too deep"),
            Self::Store(error) => write!(f, "list: {error}"),
        }
    }
}

impl std::error::Error for ListError {}

impl From<StoreError> for ListError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
