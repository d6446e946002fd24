//! A file becomes a list, once: in one transaction, with progress, and cancelled without a trace.

use std::ops::ControlFlow;

use rusqlite::Transaction;
use saksi_domain::forms::lists::{ItemRow, ListReader};

use super::blocks;
use super::layout::{Layout, drop_list};
use super::{ListImportError, Lists};

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
        blocks::make(tx, &mut list, place)?;
        go_on(told(Progress { rows: list.next, bytes: reader.bytes_read() }))?;
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
    go_on(told(Progress { rows, bytes: reader.bytes_read() }))
}

fn go_on(answer: ControlFlow<()>) -> Result<(), ListImportError> {
    if answer.is_continue() { Ok(()) } else { Err(ListImportError::Cancelled) }
}
