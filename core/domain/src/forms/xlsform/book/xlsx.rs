//! Sheets from an Excel workbook, cell by cell, within bounded memory.
//!
//! Everything is text afterwards: a cell that holds the number 1 reads "1". The archive is first
//! unpacked into nothing to see how large it really is, because declared sizes may lie.

use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, Xlsx};

use super::{LIMIT, MAX_COLUMNS, MAX_ROWS, Row, Table, Workbook, known, whole};
use crate::forms::problem::{FormError, Rule, Sheet};

/// The largest workbook that is read, in bytes.
const MAX_BYTES: usize = 8 * 1024 * 1024;
/// The most that its parts may unpack to, in bytes.
const MAX_UNPACKED: u64 = 64 * 1024 * 1024;
/// So many empty headers in a row end the header.
const EMPTY_HEADERS: usize = 20;
/// So many empty rows in a row end the sheet.
const EMPTY_ROWS: u32 = 60;

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Reads the sheets of a workbook that a form has.
pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Vec<FormError>> {
    let mut archive = open(bytes).map_err(whole)?;
    let mut book = Workbook { names: archive.sheet_names(), ..Workbook::default() };
    let mut problems = Vec::new();
    for name in archive.sheet_names() {
        let alone = (book.names.len() == 1).then_some(Sheet::Survey);
        let Some(sheet) = known(&name).or(alone) else { continue };
        let mut table = Table::new(sheet);
        match fill(&mut archive, &name, &mut table) {
            Ok(unreadable) => {
                book.tables.push(table);
                let spots = unreadable.into_iter();
                problems.extend(spots.map(|spot| book.problem(spot, Rule::NotText)));
            }
            Err((row, rule)) => problems.push(book.problem(table.spot(row, usize::MAX), rule)),
        }
    }
    if problems.is_empty() { Ok(book) } else { Err(problems) }
}

fn open(bytes: &[u8]) -> Result<Book<'_>, Rule> {
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

/// Fills the table; gives the spots of cells that are no text.
fn fill(
    book: &mut Book<'_>,
    name: &str,
    table: &mut Table,
) -> Result<Vec<super::Spot>, (u32, Rule)> {
    let broken = |_| (0, Rule::NotAWorkbook);
    let mut unreadable = Vec::new();
    let mut cells = book.worksheet_cells_reader(name).map_err(broken)?;
    let mut row = Row { number: 1, ordinal: 1, cells: Vec::new() };
    while let Some(cell) = cells.next_cell().map_err(broken)? {
        let (at, column) = cell.get_position();
        let (number, column) = (at.saturating_add(1), column as usize);
        if number != row.number {
            let gap = number.saturating_sub(row.number);
            add(table, std::mem::replace(&mut row, Row { number, ordinal: number, cells: vec![] }));
            if gap > EMPTY_ROWS + 1 {
                break;
            }
        }
        let Some(text) = text(cell.get_value()) else {
            unreadable.push(table.spot(number, column));
            continue;
        };
        if text.is_empty() {
            continue;
        }
        if number as usize > MAX_ROWS || column >= MAX_COLUMNS {
            return Err((number, LIMIT));
        }
        if row.cells.len() <= column {
            row.cells.resize(column + 1, String::new());
        }
        row.cells[column] = text;
    }
    add(table, row);
    Ok(unreadable)
}

/// The first row is the header, whatever is in it; blank rows are nothing.
fn add(table: &mut Table, row: Row) {
    if row.number == 1 {
        let mut empty = 0;
        for header in row.cells {
            empty = if header.is_empty() { empty + 1 } else { 0 };
            if empty > EMPTY_HEADERS {
                break;
            }
            table
                .headers
                .push(header.split(' ').filter(|s| !s.is_empty()).collect::<Vec<_>>().join(" "));
        }
    } else if !row.cells.is_empty() {
        table.rows.push(row);
    }
}

/// The cell as a person would have typed it; none for error values.
fn text(value: &DataRef<'_>) -> Option<String> {
    let words = |text: &str| text.trim().replace('\u{a0}', " ");
    Some(match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => words(text),
        DataRef::SharedString(text) => words(text),
        DataRef::Int(number) => number.to_string(),
        // Rust writes 1.0 as "1" and never an exponent.
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(moment) if moment.is_datetime() => date(moment),
        _ => return None,
    })
}

/// A date reads as `2026-11-24 00:00:00`, a time of day as `10:30:00`.
fn date(moment: &calamine::ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    if (0.0..1.0).contains(&moment.as_f64()) {
        time
    } else {
        format!("{year:04}-{month:02}-{day:02} {time}")
    }
}
