//! Reading lists from files, a row at a time: memory does not grow with the file.
//!
//! [`CsvReader`] reads what JavaRosa's secondary instances and entity lists are, [`GeoJsonReader`]
//! feature collections, [`XmlReader`] external instances of flat items. Bytes come through
//! [`std::io::Read`]; where a list is kept is not decided here.

mod csv;
mod fault;
mod geojson;
mod json;
mod source;
mod xml;

#[cfg(test)]
mod tests;

pub use csv::CsvReader;
pub use fault::{ReadError, ReadFault};
pub use geojson::GeoJsonReader;
pub use xml::XmlReader;

/// The longest cell, in bytes; a detailed boundary as text fits.
pub const MAX_CELL_BYTES: usize = 4 << 20;
/// The most columns of a list.
pub const MAX_COLUMNS: usize = 500;
/// The most bytes that one row may take in memory.
pub const MAX_ROW_BYTES: usize = 16 << 20;

/// A file of items, read from its beginning to its end.
pub trait ListReader {
    /// Names of the columns seen so far: new ones are appended as rows bring them (GeoJSON, XML).
    fn columns(&self) -> &[String];

    /// Reads the next row into `row`; `false` at the end.
    ///
    /// # Errors
    /// [`ReadError`] with the place; nothing can be read after one.
    fn next_row(&mut self, row: &mut ItemRow) -> Result<bool, ReadError>;

    /// How many bytes of the file were taken so far, for a progress bar.
    fn bytes_read(&self) -> u64;
}

/// One row as it was read: a text for each column, or none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemRow {
    text: String,
    cells: Vec<Option<(usize, usize)>>,
}

impl ItemRow {
    /// Makes it empty.
    pub fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
    }

    /// Sets the text of a column; the last one said counts.
    pub fn set(&mut self, column: usize, text: &str) {
        if self.cells.len() <= column {
            self.cells.resize(column + 1, None);
        }
        let from = self.text.len();
        self.text.push_str(text);
        self.cells[column] = Some((from, self.text.len()));
    }

    /// The text of a column; `None` if the row has none.
    #[must_use]
    pub fn get(&self, column: usize) -> Option<&str> {
        let (from, to) = self.cells.get(column).copied().flatten()?;
        Some(&self.text[from..to])
    }

    /// How many bytes of text it holds.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.text.len()
    }
}

/// The column of this name, added if it is new.
///
/// # Errors
/// [`ReadFault::TooLarge`] over [`MAX_COLUMNS`].
fn column_named(columns: &mut Vec<String>, name: &str) -> Result<usize, ReadFault> {
    if let Some(at) = columns.iter().position(|column| column == name) {
        return Ok(at);
    }
    if columns.len() >= MAX_COLUMNS {
        return Err(ReadFault::TooLarge);
    }
    columns.push(name.to_owned());
    Ok(columns.len() - 1)
}
