//! Reading lists from files, a row at a time: memory does not grow with the file.
//!
//! [`CsvReader`] reads what JavaRosa's secondary instances and entity lists are, [`GeoJsonReader`]
//! feature collections, [`XmlReader`] external instances of flat items. Bytes come through
//! [`std::io::Read`]; where a list is kept is not decided here.

mod csv;
mod geojson;
mod json;
mod source;
mod xml;

#[cfg(test)]
mod tests;

pub use csv::CsvReader;
pub use geojson::GeoJsonReader;
pub use xml::XmlReader;

use std::fmt;

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

/// Why a list could not be read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    /// The line, from 1.
    pub line: u64,
    /// In CSV the number of the cell in its row, from 1; elsewhere that of the byte in its line.
    pub column: u64,
    /// What is wrong there.
    pub fault: ReadFault,
}

/// What is wrong with a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadFault {
    /// The file says nothing, not even a header.
    Empty,
    /// A column of the header has no name.
    NoName,
    /// Two columns have this name.
    SameName(String),
    /// A quotation mark opens a cell and none closes it.
    Unclosed,
    /// After the quotation mark that closes a cell comes something else than the next cell.
    AfterQuote,
    /// The text is not UTF-8.
    Encoding,
    /// A cell, a row or the number of columns is over its limit ([`MAX_CELL_BYTES`]…).
    TooLarge,
    /// It is not JSON.
    Json,
    /// It is not XML, or it has a document type.
    Xml,
    /// It nests deeper than any list does.
    TooDeep,
    /// The file is not a GeoJSON FeatureCollection, or a member of it not a Feature.
    NotFeatures,
    /// A geometry other than Point, LineString and Polygon, or one without its numbers.
    Geometry,
    /// A property that is itself an object or a list.
    Property(String),
    /// The items are not flat: nested elements, attributes, another root than `root/item`, or the
    /// same element twice. The whole document has to be read instead.
    NotFlat,
    /// The file could not be read on.
    Io(std::io::ErrorKind),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {}", self.line, self.column, self.fault)
    }
}

impl fmt::Display for ReadFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the file is empty"),
            Self::NoName => f.write_str("a column without a name"),
            Self::SameName(name) => write!(f, "two columns named {name}"),
            Self::Unclosed => f.write_str("a quotation mark that is not closed"),
            Self::AfterQuote => f.write_str("text after a closing quotation mark"),
            Self::Encoding => f.write_str("not UTF-8"),
            Self::TooLarge => f.write_str("too large"),
            Self::Json => f.write_str("not JSON"),
            Self::Xml => f.write_str("not XML"),
            Self::TooDeep => f.write_str("nested too deep"),
            Self::NotFeatures => f.write_str("not a GeoJSON FeatureCollection"),
            Self::Geometry => f.write_str("only Point, LineString and Polygon can be read"),
            Self::Property(name) => write!(f, "property {name} is not a plain value"),
            Self::NotFlat => f.write_str("the items are not flat"),
            Self::Io(kind) => write!(f, "the file cannot be read: {kind}"),
        }
    }
}

impl std::error::Error for ReadError {}

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
