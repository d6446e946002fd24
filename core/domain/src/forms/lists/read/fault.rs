//! What can be wrong with a file of items, and where.

use std::fmt;

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
    /// A cell, a row or the number of columns is over its limit ([`super::MAX_CELL_BYTES`]…).
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
