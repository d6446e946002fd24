//! Sheets from CSV text. One row of the file is one row of the sheet, as a spreadsheet counts.

use super::table::{MAX_COLUMNS, MAX_ROWS, Table};
use crate::forms::problem::{FormError, Rule, Sheet};

/// The largest CSV text that is read, in bytes.
const MAX_BYTES: usize = 8 * 1024 * 1024;

/// Reads one sheet.
pub(super) fn table(sheet: Sheet, bytes: &[u8]) -> Result<Table, FormError> {
    let mut table = Table::empty(sheet);
    if bytes.len() > MAX_BYTES {
        return Err(table.problem(0, None, Rule::TooLarge("8 MiB")));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
    for (index, record) in reader.records().enumerate() {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let Ok(record) = record else { return Err(table.problem(number, None, Rule::NotCsv)) };
        if number > MAX_ROWS || record.len() > MAX_COLUMNS {
            return Err(table.problem(number, None, Rule::TooLarge("20,000 rows × 256 columns")));
        }
        table.push(number, record.iter().map(str::to_owned).collect());
    }
    Ok(table)
}
