//! CSV as JavaRosa's secondary instances are read (commons-csv's default format).
//!
//! The first row names the columns. Cells are parted by `;` if the first line has one, else by `,`.
//! Quotation marks count only at a cell's beginning; within quotes they are doubled and lines may
//! break. Rows that are too short are filled up with blanks, cells beyond the header are dropped,
//! empty lines are passed over. A comma in a file parted by `;` is text.

use std::io::Read;

use super::source::Source;
use super::{
    ItemRow, ListReader, MAX_CELL_BYTES, MAX_COLUMNS, MAX_ROW_BYTES, ReadError, ReadFault,
};

/// Reads a CSV file.
#[derive(Debug)]
pub struct CsvReader<R> {
    source: Source<R>,
    columns: Vec<String>,
    delimiter: u8,
    cell: Vec<u8>,
}

/// What ended a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum After {
    Cell,
    Line,
    End,
}

impl<R: Read> CsvReader<R> {
    /// Reads the header.
    ///
    /// # Errors
    /// [`ReadError`]: no header, a column without a name or with that of another.
    pub fn new(reader: R) -> Result<Self, ReadError> {
        let mut source = Source::new(reader);
        let semicolon = source.first_line()?.contains(&b';');
        let delimiter = if semicolon { b';' } else { b',' };
        let mut csv = Self { source, columns: Vec::new(), delimiter, cell: Vec::new() };
        let mut names = Vec::new();
        if !csv.record(MAX_COLUMNS + 1, |name| names.push(name.to_owned()))? {
            return Err(csv.at(1, ReadFault::Empty));
        }
        for (at, name) in names.iter().enumerate() {
            let fault = match name.trim() {
                "" => ReadFault::NoName,
                _ if names[..at].contains(name) => ReadFault::SameName(name.clone()),
                _ if at >= MAX_COLUMNS => ReadFault::TooLarge,
                _ => continue,
            };
            return Err(ReadError { line: 1, column: at as u64 + 1, fault });
        }
        csv.columns = names;
        Ok(csv)
    }

    fn at(&self, cell: usize, fault: ReadFault) -> ReadError {
        ReadError { line: self.source.line(), column: cell as u64, fault }
    }

    /// Reads a row and gives its first `limit` cells; `false` at the end of the file.
    fn record(&mut self, limit: usize, mut give: impl FnMut(&str)) -> Result<bool, ReadError> {
        while matches!(self.source.peek()?, Some(b'\n' | b'\r')) {
            self.source.next()?;
        }
        if self.source.peek()?.is_none() {
            return Ok(false);
        }
        let (mut number, mut bytes) = (0, 0);
        loop {
            number += 1;
            let line = self.source.line();
            let here = |fault| ReadError { line, column: number as u64, fault };
            let after = self.one_cell(number)?;
            bytes += self.cell.len();
            if bytes > MAX_ROW_BYTES {
                return Err(here(ReadFault::TooLarge));
            }
            let text = str::from_utf8(&self.cell).map_err(|_| here(ReadFault::Encoding))?;
            if number <= limit {
                give(text);
            }
            if after != After::Cell {
                return Ok(true);
            }
        }
    }

    fn one_cell(&mut self, number: usize) -> Result<After, ReadError> {
        self.cell.clear();
        if self.source.peek()? == Some(b'"') {
            self.source.next()?;
            self.quoted(number)?;
            return self.after_quote(number);
        }
        let delimiter = self.delimiter;
        loop {
            self.source.take_until(&mut self.cell, |b| b == delimiter || b == b'\r')?;
            if self.cell.len() > MAX_CELL_BYTES {
                return Err(self.at(number, ReadFault::TooLarge));
            }
            if let Some(after) = self.end_of_cell()? {
                return Ok(after);
            }
        }
    }

    /// Takes what ends a cell, if that stands here.
    fn end_of_cell(&mut self) -> Result<Option<After>, ReadError> {
        Ok(match self.source.peek()? {
            None => Some(After::End),
            Some(byte) if byte == self.delimiter => {
                self.source.next()?;
                Some(After::Cell)
            }
            Some(b'\r') => {
                self.source.next()?;
                if self.source.peek()? == Some(b'\n') {
                    self.source.next()?;
                }
                Some(After::Line)
            }
            Some(b'\n') => {
                self.source.next()?;
                Some(After::Line)
            }
            Some(_) => None,
        })
    }

    fn quoted(&mut self, number: usize) -> Result<(), ReadError> {
        let opened = self.at(number, ReadFault::Unclosed);
        loop {
            self.source.take_until(&mut self.cell, |b| b == b'"')?;
            if self.cell.len() > MAX_CELL_BYTES {
                return Err(ReadError { fault: ReadFault::TooLarge, ..opened });
            }
            match self.source.next()? {
                None => return Err(opened),
                Some(b'"') if self.source.peek()? == Some(b'"') => {
                    self.source.next()?;
                    self.cell.push(b'"');
                }
                Some(b'"') => return Ok(()),
                Some(byte) => self.cell.push(byte),
            }
        }
    }

    /// Blanks may follow a closing quotation mark, nothing else.
    fn after_quote(&mut self, number: usize) -> Result<After, ReadError> {
        loop {
            if let Some(after) = self.end_of_cell()? {
                return Ok(after);
            }
            if !matches!(self.source.next()?, Some(b' ' | b'\t')) {
                return Err(self.at(number, ReadFault::AfterQuote));
            }
        }
    }
}

impl<R: Read> ListReader for CsvReader<R> {
    fn columns(&self) -> &[String] {
        &self.columns
    }

    fn next_row(&mut self, row: &mut ItemRow) -> Result<bool, ReadError> {
        row.clear();
        let (columns, mut column) = (self.columns.len(), 0);
        let more = self.record(columns, |text| {
            row.set(column, text);
            column += 1;
        })?;
        if more {
            (column..columns).for_each(|at| row.set(at, ""));
        }
        Ok(more)
    }

    fn bytes_read(&self) -> u64 {
        self.source.taken()
    }
}
