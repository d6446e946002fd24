//! Sheets from an Excel workbook, cell by cell, within bounded memory.
//!
//! Everything is text afterwards: a cell that holds the number 1 reads "1". The archive is first
//! unpacked into nothing to see how large it really is, because declared sizes may lie.

use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, Xlsx};

use super::table::{MAX_COLUMNS, MAX_ROWS, Row, Table};
use crate::forms::problem::{CellPlace, FormError, Rule, Sheet};

/// The largest workbook that is read, in bytes.
const MAX_BYTES: usize = 8 * 1024 * 1024;
/// The most that its parts may unpack to, in bytes.
const MAX_UNPACKED: u64 = 64 * 1024 * 1024;

/// The three sheets; what is wrong with any of them is added to `problems`.
pub(super) fn tables(bytes: &[u8], problems: &mut Vec<FormError>) -> [Table; 3] {
    let sheets = [Sheet::Survey, Sheet::Choices, Sheet::Settings];
    let mut book = match open(bytes) {
        Ok(book) => book,
        Err(rule) => {
            let place = CellPlace { sheet: Sheet::File, row: 0, column: None, character: None };
            problems.push(FormError { place, rule });
            return sheets.map(Table::empty);
        }
    };
    sheets.map(|sheet| read(&mut book, sheet, problems))
}

fn open(bytes: &[u8]) -> Result<Xlsx<Cursor<&[u8]>>, Rule> {
    if bytes.len() > MAX_BYTES {
        return Err(Rule::TooLarge("8 MiB"));
    }
    if unpacked(bytes)? > MAX_UNPACKED {
        return Err(Rule::TooLarge("64 MiB unpacked"));
    }
    Xlsx::new(Cursor::new(bytes)).map_err(|_| Rule::NotAWorkbook)
}

/// How many bytes the archive unpacks to, counted no further than just over the limit.
fn unpacked(bytes: &[u8]) -> Result<u64, Rule> {
    let bad = |_| Rule::NotAWorkbook;
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(bad)?;
    let mut total = 0;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(bad)?;
        let left = (MAX_UNPACKED + 1).saturating_sub(total);
        total += std::io::copy(&mut part.take(left), &mut std::io::sink())
            .map_err(|_| Rule::NotAWorkbook)?;
    }
    Ok(total)
}

fn read(book: &mut Xlsx<Cursor<&[u8]>>, sheet: Sheet, problems: &mut Vec<FormError>) -> Table {
    let mut table = Table::empty(sheet);
    let names = book.sheet_names();
    let Some(name) = names.iter().find(|n| n.trim().eq_ignore_ascii_case(sheet.name())).cloned()
    else {
        return table;
    };
    if let Err(problem) = fill(book, &name, &mut table, problems) {
        problems.push(problem);
    }
    table
}

fn fill(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    table: &mut Table,
    problems: &mut Vec<FormError>,
) -> Result<(), FormError> {
    let broken = |table: &Table| table.problem(0, None, Rule::NotAWorkbook);
    let mut cells = book.worksheet_cells_reader(name).map_err(|_| broken(table))?;
    let mut row = Row { number: 0, cells: Vec::new() };
    while let Some(cell) = cells.next_cell().map_err(|_| broken(table))? {
        let (at, column) = cell.get_position();
        let (number, column) = (at.saturating_add(1), column as usize);
        if number > MAX_ROWS || column >= MAX_COLUMNS {
            return Err(table.problem(number, None, Rule::TooLarge("20,000 rows × 256 columns")));
        }
        if number != row.number {
            table.push(row.number, std::mem::take(&mut row.cells));
            row.number = number;
        }
        match text(cell.get_value()) {
            Some(text) => {
                if row.cells.len() <= column {
                    row.cells.resize(column + 1, String::new());
                }
                row.cells[column] = text;
            }
            None => problems.push(table.problem(number, Some(column), Rule::NotText)),
        }
    }
    table.push(row.number, row.cells);
    Ok(())
}

/// The cell as a person would have typed it; none for dates and error values.
fn text(value: &DataRef<'_>) -> Option<String> {
    Some(match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        // Rust writes 1.0 as "1" and never an exponent.
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
        _ => return None,
    })
}
