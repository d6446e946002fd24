//! Reads the catalogue's CSV files; a fault names row, column and rule.

use std::fmt;

/// A cell of a catalogue file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueError {
    /// Row in the file, the heading being row 1.
    pub row: usize,
    /// The column's name; empty for the row as a whole.
    pub column: &'static str,
    /// The rule it breaks.
    pub rule: &'static str,
}

impl fmt::Display for CatalogueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "row {}, column {}: {}", self.row, self.column, self.rule)
    }
}

impl std::error::Error for CatalogueError {}

/// One row, by column name.
pub(super) struct Row<'a> {
    number: usize,
    columns: &'static [&'static str],
    cells: &'a csv::StringRecord,
}

/// Reads every row of `text` with exactly these columns.
pub(super) fn read_rows<T>(
    text: &str,
    columns: &'static [&'static str],
    mut read: impl FnMut(&Row<'_>) -> Result<T, CatalogueError>,
) -> Result<Vec<T>, CatalogueError> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let fault = |row, rule| CatalogueError { row, column: "", rule };
    let headings = reader.headers().map_err(|_| fault(1, "not CSV"))?;
    if !headings.iter().eq(columns.iter().copied()) {
        return Err(fault(1, "the headings are other ones"));
    }
    let mut out = Vec::new();
    for (i, cells) in reader.records().enumerate() {
        let number = i + 2;
        let cells = cells.map_err(|_| fault(number, "not as many cells as headings"))?;
        out.push(read(&Row { number, columns, cells: &cells })?);
    }
    if out.is_empty() { Err(fault(2, "at least one row")) } else { Ok(out) }
}

impl Row<'_> {
    pub(super) fn fault(&self, column: &'static str, rule: &'static str) -> CatalogueError {
        CatalogueError { row: self.number, column, rule }
    }

    pub(super) fn may(&self, column: &'static str) -> &str {
        let at = self.columns.iter().position(|c| *c == column);
        at.and_then(|i| self.cells.get(i)).unwrap_or_default().trim()
    }

    pub(super) fn need(&self, column: &'static str) -> Result<&str, CatalogueError> {
        let text = self.may(column);
        if text.is_empty() { Err(self.fault(column, "must not be empty")) } else { Ok(text) }
    }

    pub(super) fn number<N: std::str::FromStr>(
        &self,
        column: &'static str,
    ) -> Result<N, CatalogueError> {
        self.need(column)?.parse().map_err(|_| self.fault(column, "must be a whole number"))
    }

    pub(super) fn yes(&self, column: &'static str) -> Result<bool, CatalogueError> {
        match self.need(column)? {
            "yes" => Ok(true),
            "no" => Ok(false),
            _ => Err(self.fault(column, "must be yes or no")),
        }
    }

    pub(super) fn list(&self, column: &'static str) -> Vec<String> {
        let parts = self.may(column).split('|').map(str::trim);
        parts.filter(|p| !p.is_empty()).map(str::to_owned).collect()
    }
}
