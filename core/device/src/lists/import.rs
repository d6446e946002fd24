//! A file becomes a list, once: in one transaction, with progress, and cancelled without a trace.

use std::fmt;
use std::ops::ControlFlow;

use rusqlite::Transaction;
use saksi_domain::forms::lists::{ItemRow, ListReader, ReadError};
use saksi_domain::store::StoreError;

use super::Lists;
use super::layout::{Layout, drop_list};

/// After so many rows the caller is told how far it is.
const TOLD_EVERY: u64 = 1000;

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Rows stored.
    pub rows: u64,
    /// Bytes of the file read.
    pub bytes: u64,
}

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

/// Told now and then; answers whether to go on.
pub(super) type Told<'a> = &'a mut dyn FnMut(Progress) -> ControlFlow<()>;

impl Lists {
    /// Reads a whole file into the list `name`, in the place of what it held, and gives how many
    /// rows it has. `digest` is remembered ([`Lists::digest`]): the same file need not come again.
    ///
    /// # Errors
    /// [`ListImportError`]; the list is as it was.
    pub fn import(
        &self,
        name: &str,
        digest: &[u8; 32],
        reader: &mut dyn ListReader,
        told: &mut dyn FnMut(Progress) -> ControlFlow<()>,
    ) -> Result<u64, ListImportError> {
        self.in_transaction(|tx| {
            let list = load(tx, digest, reader, told)?;
            drop_list(tx, name)?;
            list.save(tx, name)?;
            Ok(list.next)
        })
    }
}

/// Reads all rows into a new list without a name, and makes its indexes.
pub(super) fn load(
    tx: &Transaction<'_>,
    digest: &[u8; 32],
    reader: &mut dyn ListReader,
    told: Told<'_>,
) -> Result<Layout, ListImportError> {
    let mut list = Layout::create(tx, digest)?;
    let mut row = ItemRow::default();
    loop {
        let more = reader.next_row(&mut row)?;
        for name in &reader.columns()[list.columns.len()..] {
            list.add_column(tx, name)?;
        }
        if !more {
            break;
        }
        list.append(tx, &row)?;
        say(told, list.next, reader)?;
    }
    for place in 0..list.columns.len() {
        list.index(tx, place)?;
        told(Progress { rows: list.next, bytes: reader.bytes_read() }).is_continue_or()?;
    }
    Ok(list)
}

/// Tells how far it is, at every thousandth row.
pub(super) fn say(
    told: Told<'_>,
    rows: u64,
    reader: &dyn ListReader,
) -> Result<(), ListImportError> {
    if !rows.is_multiple_of(TOLD_EVERY) {
        return Ok(());
    }
    told(Progress { rows, bytes: reader.bytes_read() }).is_continue_or()
}

trait GoOn {
    fn is_continue_or(self) -> Result<(), ListImportError>;
}

impl GoOn for ControlFlow<()> {
    fn is_continue_or(self) -> Result<(), ListImportError> {
        if self.is_continue() { Ok(()) } else { Err(ListImportError::Cancelled) }
    }
}
