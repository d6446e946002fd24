//! The sheets of a form as text, whatever file they came from: rows, cells and their addresses.
//!
//! Reading only; what a header means is in [`super::headers`]. Limits: `xlsx` bounds what an
//! archive unpacks to, all readers bound rows and columns.

mod csv;
mod markdown;
mod write;
mod xlsx;

use super::distance::distance;
use crate::forms::problem::{CellPlace, FormError, Rule, Sheet};

/// No sheet is longer.
pub(super) const MAX_ROWS: usize = 100_000;
/// No sheet is wider.
pub(super) const MAX_COLUMNS: usize = 256;
/// The largest file that is read, in bytes.
pub(super) const MAX_BYTES: usize = 16 * 1024 * 1024;
/// How a sheet over the limits is named.
pub(super) const LIMIT: Rule = Rule::TooLarge("100,000 rows × 256 columns");

/// An XLSForm as its author wrote it: sheets of cells, all of them text.
#[derive(Debug, Clone, Default)]
pub struct Workbook {
    pub(super) tables: Vec<Table>,
    /// The names of all sheets as written, read or not.
    pub(super) names: Vec<String>,
    /// The form's id if the settings name none: the file's name without its ending.
    pub fallback_id: Option<String>,
    /// What was noticed while reading.
    pub(super) notes: Vec<FormError>,
}

/// Where a cell is; the header's words are looked up when somebody asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) sheet: Sheet,
    /// As a spreadsheet counts. 0: the sheet as a whole.
    pub(super) row: u32,
    /// From 0; none: the row as a whole.
    pub(super) column: Option<u16>,
}

impl Spot {
    /// The sheet as a whole.
    pub(super) const fn sheet(sheet: Sheet) -> Self {
        Self { sheet, row: 0, column: None }
    }
}

/// A sheet: a header row and the rows below it.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub(super) sheet: Sheet,
    /// One text per column; empty if the column has no header.
    pub(super) headers: Vec<String>,
    pub(super) header_row: u32,
    pub(super) rows: Vec<Row>,
    /// The address column of the first header (1 where the sheet's name stands before it).
    pub(super) shift: u16,
    /// A value below no header is a mistake, not a remark.
    pub(super) strict: bool,
}

/// A row of cells.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// As a spreadsheet counts.
    pub(super) number: u32,
    /// As names made from row numbers count: the header is 1, and rows that CSV and Markdown
    /// leave blank do not count.
    pub(super) ordinal: u32,
    pub(super) cells: Vec<String>,
}

impl Table {
    pub(super) fn new(sheet: Sheet) -> Self {
        let (headers, rows) = (Vec::new(), Vec::new());
        Self { sheet, headers, header_row: 1, rows, shift: 0, strict: false }
    }

    /// The place of a cell of this sheet.
    pub(super) fn spot(&self, row: u32, column: usize) -> Spot {
        let column = u16::try_from(column).ok().map(|column| column + self.shift);
        Spot { sheet: self.sheet, row, column }
    }
}

/// The sheet of that name in lower case, if it is one that is read.
pub(super) fn known(name: &str) -> Option<Sheet> {
    let name = name.trim().to_lowercase();
    Sheet::ALL.into_iter().find(|sheet| sheet.name() == name)
}

impl Workbook {
    /// Reads an `.xlsx` file.
    ///
    /// # Errors
    /// What keeps it from being read: not a workbook, too large, a cell that is an error value.
    pub fn from_xlsx(bytes: &[u8]) -> Result<Self, Vec<FormError>> {
        xlsx::read(bytes)
    }

    /// Reads one CSV text that holds all sheets: the sheet's name in the first column.
    ///
    /// # Errors
    /// As [`Workbook::from_xlsx`].
    pub fn from_csv(bytes: &[u8]) -> Result<Self, Vec<FormError>> {
        csv::read(bytes)
    }

    /// Reads one CSV text per sheet: `("survey", bytes)` and so on.
    ///
    /// # Errors
    /// As [`Workbook::from_xlsx`].
    pub fn from_sheets(sheets: &[(&str, &[u8])]) -> Result<Self, Vec<FormError>> {
        csv::read_sheets(sheets)
    }

    /// Reads Markdown tables: the sheet's name in the first cell of a row.
    ///
    /// # Errors
    /// As [`Workbook::from_xlsx`].
    pub fn from_markdown(bytes: &[u8]) -> Result<Self, Vec<FormError>> {
        markdown::read(bytes)
    }

    /// All sheets in one CSV text, as [`Workbook::from_csv`] reads it.
    #[must_use]
    pub fn to_csv(&self) -> String {
        write::csv(&self.tables)
    }

    /// All sheets as an `.xlsx` file.
    ///
    /// # Errors
    /// If a cell is longer than Excel allows.
    pub fn to_xlsx(&self) -> Result<Vec<u8>, FormError> {
        write::xlsx(&self.tables).map_err(|_| {
            let rule = Rule::TooLarge("32,767 letters in a cell");
            self.problem(Spot::sheet(Sheet::File), rule)
        })
    }

    /// The sheet, if it is there.
    pub(super) fn table(&self, sheet: Sheet) -> Option<&Table> {
        self.tables.iter().find(|table| table.sheet == sheet)
    }

    /// The address of a spot with its header.
    pub(super) fn place(&self, spot: Spot) -> CellPlace {
        let header = |column: u16| {
            let table = self.table(spot.sheet);
            let index = table.map(|table| usize::from(column.saturating_sub(table.shift)));
            let words = table.zip(index).and_then(|(table, index)| table.headers.get(index));
            (usize::from(column), words.cloned().unwrap_or_default())
        };
        let column = spot.column.map(header);
        CellPlace { sheet: spot.sheet, row: spot.row, column, character: None }
    }

    /// A problem at a spot.
    pub(super) fn problem(&self, spot: Spot, rule: Rule) -> FormError {
        FormError { place: self.place(spot), rule }
    }

    /// Sheets that are not read but are called almost like one that is missing.
    pub(super) fn misspelt(&self, sheet: Sheet) -> Option<&str> {
        let close = |name: &&String| {
            !name.starts_with('_')
                && known(name).is_none()
                && distance(&name.to_lowercase(), sheet.name()) <= 2
        };
        self.names.iter().find(close).map(String::as_str)
    }
}

/// A problem of the file as a whole.
pub(super) fn whole(rule: Rule) -> Vec<FormError> {
    let place = CellPlace { sheet: Sheet::File, row: 0, column: None, character: None };
    vec![FormError { place, rule }]
}
