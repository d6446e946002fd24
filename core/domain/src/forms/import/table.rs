//! A sheet as rows of text, whatever file it came from.

use crate::forms::problem::{CellPlace, FormError, Rule, Sheet};

/// No sheet is longer.
pub(super) const MAX_ROWS: u32 = 20_000;
/// No sheet is wider.
pub(super) const MAX_COLUMNS: usize = 256;

/// A sheet: its header row and the rows that are not blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    pub(super) sheet: Sheet,
    pub(super) headers: Vec<String>,
    pub(super) rows: Vec<Row>,
}

/// A row with its number as a spreadsheet counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) number: u32,
    pub(super) cells: Vec<String>,
}

impl Table {
    /// An empty sheet.
    pub(super) fn empty(sheet: Sheet) -> Self {
        Self { sheet, headers: Vec::new(), rows: Vec::new() }
    }

    /// Adds a row if it holds anything; the first becomes the header.
    pub(super) fn push(&mut self, number: u32, cells: Vec<String>) {
        let cells: Vec<String> = cells.into_iter().map(|cell| cell.trim().to_owned()).collect();
        if cells.iter().all(String::is_empty) {
            return;
        }
        if self.headers.is_empty() {
            self.headers = cells;
        } else {
            self.rows.push(Row { number, cells });
        }
    }

    /// A problem in a cell of this sheet; row 0 is the sheet as a whole.
    pub(super) fn problem(&self, row: u32, column: Option<usize>, rule: Rule) -> FormError {
        let column = column.map(|i| (i, self.headers.get(i).cloned().unwrap_or_default()));
        FormError { place: CellPlace { sheet: self.sheet, row, column, character: None }, rule }
    }
}
