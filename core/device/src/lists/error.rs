//! Why a list was not imported or merged.

use std::fmt;

use saksi_domain::forms::lists::ReadError;
use saksi_domain::store::StoreError;

/// Why a list was not imported; the old one is as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListImportError {
    /// The file is wrong, there.
    Read(ReadError),
    /// A list of entities has no column of this name.
    NoColumn(&'static str),
    /// The version of the entity in this row is no number.
    Version(u64),
    /// The store did not take it.
    Store(StoreError),
    /// The caller said so.
    Cancelled,
}

impl fmt::Display for ListImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => error.fmt(f),
            Self::NoColumn(name) => write!(f, "no column {name}"),
            Self::Version(row) => write!(f, "row {row}: the version is no number"),
            Self::Store(error) => error.fmt(f),
            Self::Cancelled => f.write_str("cancelled"),
        }
    }
}

impl std::error::Error for ListImportError {}

impl From<ReadError> for ListImportError {
    fn from(error: ReadError) -> Self {
        Self::Read(error)
    }
}

impl From<StoreError> for ListImportError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
