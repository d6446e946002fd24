//! Bytes of a file one by one, with the line and byte at which they stand.

use std::io::{ErrorKind, Read};

use super::{ReadError, ReadFault};

const BUFFER: usize = 64 << 10;

/// A file read through a buffer of fixed size. A byte order mark at its beginning is passed over.
pub(super) struct Source<R> {
    reader: R,
    buffer: Vec<u8>,
    at: usize,
    end: usize,
    taken: u64,
    line: u64,
    line_from: u64,
    begun: bool,
}

impl<R> std::fmt::Debug for Source<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Source(line {})", self.line)
    }
}

impl<R: Read> Source<R> {
    pub(super) fn new(reader: R) -> Self {
        let buffer = vec![0; BUFFER];
        Self { reader, buffer, at: 0, end: 0, taken: 0, line: 1, line_from: 0, begun: false }
    }

    /// How many bytes were taken.
    pub(super) fn taken(&self) -> u64 {
        self.taken
    }

    /// The line, from 1.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// This fault, here.
    pub(super) fn fault(&self, fault: ReadFault) -> ReadError {
        ReadError { line: self.line, column: self.taken - self.line_from + 1, fault }
    }

    /// The next byte, left where it is; `None` at the end.
    pub(super) fn peek(&mut self) -> Result<Option<u8>, ReadError> {
        if self.at == self.end {
            self.fill()?;
        }
        Ok((self.at < self.end).then(|| self.buffer[self.at]))
    }

    /// Takes the next byte.
    pub(super) fn next(&mut self) -> Result<Option<u8>, ReadError> {
        let byte = self.peek()?;
        if let Some(byte) = byte {
            self.at += 1;
            self.taken += 1;
            if byte == b'\n' {
                self.line += 1;
                self.line_from = self.taken;
            }
        }
        Ok(byte)
    }

    /// The bytes of the first line, without taking them, as far as the buffer goes.
    pub(super) fn first_line(&mut self) -> Result<&[u8], ReadError> {
        self.peek()?;
        let rest = &self.buffer[self.at..self.end];
        let line = rest.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(rest.len());
        Ok(&rest[..line])
    }

    /// Appends what lies in the buffer up to the first byte for which `stop` holds.
    pub(super) fn take_until(
        &mut self,
        into: &mut Vec<u8>,
        stop: impl Fn(u8) -> bool,
    ) -> Result<(), ReadError> {
        self.peek()?;
        let rest = &self.buffer[self.at..self.end];
        let run = rest.iter().position(|b| *b == b'\n' || stop(*b)).unwrap_or(rest.len());
        into.extend_from_slice(&rest[..run]);
        self.at += run;
        self.taken += run as u64;
        Ok(())
    }

    fn fill(&mut self) -> Result<(), ReadError> {
        (self.at, self.end) = (0, 0);
        // The first time until the buffer is full, so that the header's line lies in it whole.
        while self.end < if self.begun { 1 } else { self.buffer.len() } {
            match self.reader.read(&mut self.buffer[self.end..]) {
                Ok(0) => break,
                Ok(count) => self.end += count.min(self.buffer.len() - self.end),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(self.fault(ReadFault::Io(error.kind()))),
            }
        }
        if !self.begun && self.buffer[..self.end].starts_with("\u{feff}".as_bytes()) {
            self.at = 3;
        }
        self.begun = true;
        Ok(())
    }
}
