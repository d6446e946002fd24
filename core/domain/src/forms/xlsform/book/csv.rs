//! Sheets from CSV text: all in one, the sheet's name in the first column, or one text per sheet.

use super::{LIMIT, MAX_BYTES, MAX_COLUMNS, MAX_ROWS, Row, Table, Workbook, known, whole};
use crate::forms::problem::{CellPlace, FormError, Rule, Sheet};

/// Reads a CSV text that holds all sheets.
pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Vec<FormError>> {
    let records = records(bytes, Sheet::File)?;
    let mut book = Workbook::default();
    let mut table: Option<Table> = None;
    for (index, record) in records.into_iter().enumerate() {
        let (name, cells) = record.split_first().unwrap_or((&String::new(), &[])).to_owned_pair();
        if !name.is_empty() {
            keep(&mut book, table.take());
            book.names.push(name.clone());
            table = known(&name).map(|sheet| Table { shift: 1, ..Table::new(sheet) });
        }
        let Some(table) = &mut table else { continue };
        add(table, index, cells);
    }
    keep(&mut book, table);
    Ok(book)
}

trait OwnedPair {
    fn to_owned_pair(self) -> (String, Vec<String>);
}

impl OwnedPair for (&String, &[String]) {
    fn to_owned_pair(self) -> (String, Vec<String>) {
        (self.0.clone(), self.1.to_vec())
    }
}

fn keep(book: &mut Workbook, table: Option<Table>) {
    let Some(table) = table else { return };
    if book.table(table.sheet).is_none() {
        book.tables.push(table);
    }
}

/// Reads one text per sheet.
pub(super) fn read_sheets(sheets: &[(&str, &[u8])]) -> Result<Workbook, Vec<FormError>> {
    let mut book = Workbook::default();
    let mut problems = Vec::new();
    for (name, bytes) in sheets.iter().filter(|(_, bytes)| !bytes.is_empty()) {
        book.names.push((*name).to_owned());
        let Some(sheet) = known(name) else { continue };
        let mut table = Table::new(sheet);
        match records(bytes, sheet) {
            Ok(records) => {
                for (index, record) in records.into_iter().enumerate() {
                    add(&mut table, index, record);
                }
            }
            Err(found) => problems.extend(found),
        }
        book.tables.push(table);
    }
    if problems.is_empty() { Ok(book) } else { Err(problems) }
}

/// Adds a row that is not blank; the first is the header.
fn add(table: &mut Table, index: usize, cells: Vec<String>) {
    if cells.iter().all(String::is_empty) {
        return;
    }
    let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
    if table.headers.is_empty() {
        table.headers = cells;
        table.header_row = number;
    } else {
        let ordinal = u32::try_from(table.rows.len() + 2).unwrap_or(u32::MAX);
        table.rows.push(Row { number, ordinal, cells });
    }
}

/// The trimmed records of a text.
fn records(bytes: &[u8], sheet: Sheet) -> Result<Vec<Vec<String>>, Vec<FormError>> {
    let fail = |row: usize, rule: Rule| {
        let row = u32::try_from(row).unwrap_or(u32::MAX);
        vec![FormError { place: CellPlace { sheet, row, column: None, character: None }, rule }]
    };
    if bytes.len() > MAX_BYTES {
        return Err(whole(Rule::TooLarge("16 MiB")));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    let mut all = Vec::new();
    for (index, record) in reader.records().enumerate() {
        let Ok(record) = record else { return Err(fail(index + 1, Rule::NotCsv)) };
        if index >= MAX_ROWS || record.len() > MAX_COLUMNS {
            return Err(fail(index + 1, LIMIT));
        }
        all.push(record.iter().map(|cell| cell.trim().to_owned()).collect());
    }
    Ok(all)
}
