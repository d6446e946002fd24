//! Sheets written again: as one CSV text, or as an Excel workbook.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, XlsxError};

use super::Table;

/// All sheets in one CSV text: the sheet's name in the first column of a row of its own.
pub(super) fn csv(tables: &[Table]) -> String {
    let mut out = String::new();
    for table in tables {
        line(&mut out, &[table.sheet.name()]);
        for cells in rows(table) {
            let cells: Vec<&str> = std::iter::once("").chain(cells).collect();
            line(&mut out, &cells);
        }
    }
    out
}

/// The header row and all others, each as wide as the header.
fn rows(table: &Table) -> impl Iterator<Item = Vec<&str>> {
    let width = table.headers.len();
    let all = std::iter::once(&table.headers).chain(table.rows.iter().map(|row| &row.cells));
    all.map(move |cells| {
        (0..width).map(|index| cells.get(index).map_or("", String::as_str)).collect()
    })
}

fn line(out: &mut String, cells: &[&str]) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        if cell.contains(['"', ',', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    out.push_str("\r\n");
}

/// All sheets as a workbook. The same sheets give the same bytes: no clock is read.
pub(super) fn xlsx(tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let bold = Format::new().set_bold();
    for table in tables {
        let sheet = book.add_worksheet();
        sheet.set_name(table.sheet.name())?;
        for (row, cells) in rows(table).enumerate() {
            let row = u32::try_from(row).unwrap_or(u32::MAX);
            for (column, cell) in cells.into_iter().enumerate().filter(|(_, c)| !c.is_empty()) {
                let column = u16::try_from(column).unwrap_or(u16::MAX);
                if row == 0 {
                    sheet.write_string_with_format(row, column, cell, &bold)?;
                } else {
                    sheet.write_string(row, column, cell)?;
                }
            }
        }
        sheet.set_freeze_panes(1, 0)?;
    }
    book.save_to_buffer()
}
