//! Sheets from Markdown tables: `| survey |` begins a sheet, every other row leaves its first cell
//! blank. `#` begins a remark, `\|` is a bar.

use super::{LIMIT, MAX_BYTES, MAX_COLUMNS, MAX_ROWS, Row, Table, Workbook, known, whole};
use crate::forms::problem::{FormError, Rule, Sheet};

/// Reads the tables of a text.
pub(super) fn read(bytes: &[u8]) -> Result<Workbook, Vec<FormError>> {
    if bytes.len() > MAX_BYTES {
        return Err(whole(Rule::TooLarge("16 MiB")));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| whole(Rule::NotTables))?;
    let mut sheets: Vec<(String, Table)> = Vec::new();
    for (index, line) in text.split('\n').enumerate() {
        let Some(cells) = cells(line) else { continue };
        if index >= MAX_ROWS || cells.len() > MAX_COLUMNS {
            return Err(whole(LIMIT));
        }
        let mut cells = cells.into_iter();
        let name = cells.next().unwrap_or_default();
        if !name.is_empty() {
            let sheet = known(&name).unwrap_or(Sheet::File);
            let table = Table { shift: 1, strict: true, ..Table::new(sheet) };
            sheets.retain(|(old, _)| *old != name);
            sheets.push((name, table));
        }
        if let Some((_, table)) = sheets.last_mut() {
            add(table, index, cells.collect());
        }
    }
    if sheets.is_empty() {
        return Err(whole(Rule::NotTables));
    }
    Ok(book(sheets))
}

fn book(sheets: Vec<(String, Table)>) -> Workbook {
    let mut book = Workbook::default();
    let alone = sheets.len() == 1;
    for (name, mut table) in sheets {
        book.names.push(name);
        if alone && table.sheet == Sheet::File {
            table.sheet = Sheet::Survey;
        }
        if table.sheet != Sheet::File && book.table(table.sheet).is_none() {
            book.tables.push(table);
        }
    }
    book
}

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

/// Is it the line under a table's head, as pyxform or a Markdown editor writes it?
fn is_rule(inner: &str) -> bool {
    let dashes = |cell: &str| {
        let cell = cell.trim().trim_matches(':');
        cell.len() >= 3 && cell.bytes().all(|byte| byte == b'-')
    };
    let narrow = inner.chars().all(|letter| matches!(letter, '|' | '-'));
    !inner.is_empty() && (narrow || inner.split('|').all(dashes))
}

/// The cells of a line, none if it is no row of a table.
fn cells(line: &str) -> Option<Vec<String>> {
    if line.trim_start().starts_with('#') {
        return None;
    }
    let line = without_remark(line).trim_start().strip_prefix('|')?;
    let inner = &line[..line.rfind('|')?];
    if is_rule(inner) {
        return None;
    }
    let mut cells = vec![String::new()];
    let mut escaped = false;
    for letter in inner.chars() {
        match letter {
            '|' if !escaped => cells.push(String::new()),
            _ => cells.last_mut().expect("it begins with one").push(letter),
        }
        escaped = letter == '\\';
    }
    Some(cells.iter().map(|cell| cell.trim().replace("\\|", "|")).collect())
}

/// What stands before a remark behind the last bar.
fn without_remark(line: &str) -> &str {
    let tail = line.rfind('|').map_or(0, |bar| bar + 1);
    match line[tail..].rfind('#').map(|at| tail + at) {
        Some(at) if at + 1 < line.len() => &line[..at],
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_becomes_sheets_of_rows_with_line_numbers() {
        let text = "| survey |\n| | type | name |\n| :--- | --- | ---: |\n|--|--|--|\n| | text | a\\|b | # why\n# remark\n";
        let book = read(text.as_bytes()).unwrap();
        let table = book.table(Sheet::Survey).unwrap();
        assert_eq!(table.headers, ["type", "name"]);
        assert_eq!((table.rows[0].number, table.rows[0].ordinal), (5, 2));
        assert_eq!(table.rows[0].cells, ["text", "a|b"]);
    }

    #[test]
    fn a_text_without_tables_is_refused() {
        assert_eq!(read(b"hello").unwrap_err()[0].rule, Rule::NotTables);
    }
}
