//! An XML external instance whose items are flat, `<root><item><a>…</a></item>…</root>`, as a list.
//!
//! A list says only which cells an item has, so an item with attributes, nested elements or twice
//! the same element is refused ([`ReadFault::NotFlat`]); its caller reads the document whole. Blanks
//! round a cell's text are dropped, as JavaRosa does. A document type is refused: no entities but
//! XML's five and numbered characters.

use std::io::{BufRead, BufReader, ErrorKind, Read};

use quick_xml::events::{BytesRef, BytesStart, Event};

use super::{ItemRow, ListReader, MAX_ROW_BYTES, ReadError, ReadFault, column_named};

/// Reads an XML file. Columns are known only as items bring them.
pub struct XmlReader<R> {
    xml: quick_xml::Reader<Metered<BufReader<R>>>,
    buffer: Vec<u8>,
    columns: Vec<String>,
    done: bool,
}

impl<R> std::fmt::Debug for XmlReader<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("XmlReader")
    }
}

/// Counts lines, and stops a reader that takes more at once than a row may have.
struct Metered<B> {
    inner: B,
    line: u64,
    line_from: u64,
    taken: u64,
    allowed: usize,
}

impl<B: BufRead> Read for Metered<B> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl<B: BufRead> BufRead for Metered<B> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        if self.allowed == 0 {
            return Err(ErrorKind::FileTooLarge.into());
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        if let Ok(bytes) = self.inner.fill_buf() {
            for (at, _) in
                bytes[..count.min(bytes.len())].iter().enumerate().filter(|b| *b.1 == b'\n')
            {
                self.line += 1;
                self.line_from = self.taken + at as u64 + 1;
            }
        }
        self.taken += count as u64;
        self.allowed = self.allowed.saturating_sub(count);
        self.inner.consume(count);
    }
}

/// What the reader meets, as far as it matters here.
enum Met {
    Start(String),
    Empty(String),
    End,
    Text(String),
    EndOfFile,
}

impl<R: Read> XmlReader<R> {
    /// Reads up to the root's content.
    ///
    /// # Errors
    /// [`ReadError`].
    pub fn new(reader: R) -> Result<Self, ReadError> {
        let inner = BufReader::new(reader);
        let metered = Metered { inner, line: 1, line_from: 0, taken: 0, allowed: MAX_ROW_BYTES };
        let xml = quick_xml::Reader::from_reader(metered);
        let mut reader = Self { xml, buffer: Vec::new(), columns: Vec::new(), done: false };
        loop {
            match reader.next()? {
                Met::Start(name) if name == "root" => return Ok(reader),
                Met::Empty(name) if name == "root" => {
                    reader.tail()?;
                    return Ok(reader);
                }
                Met::Start(_) | Met::Empty(_) => return reader.refuse(ReadFault::NotFlat),
                Met::Text(text) if trimmed(&text).is_empty() => {}
                Met::EndOfFile if reader.xml.get_ref().taken == 0 => {
                    return reader.refuse(ReadFault::Empty);
                }
                _ => return reader.refuse(ReadFault::Xml),
            }
        }
    }

    fn fault(&self, fault: ReadFault) -> ReadError {
        let at = self.xml.get_ref();
        ReadError { line: at.line, column: at.taken - at.line_from + 1, fault }
    }

    fn refuse<T>(&self, fault: ReadFault) -> Result<T, ReadError> {
        Err(self.fault(fault))
    }

    fn next(&mut self) -> Result<Met, ReadError> {
        loop {
            self.buffer.clear();
            let met = match self.xml.read_event_into(&mut self.buffer) {
                Ok(Event::Start(start)) => named(&start).map(Met::Start),
                Ok(Event::Empty(start)) => named(&start).map(Met::Empty),
                Ok(Event::End(_)) => Ok(Met::End),
                Ok(Event::Text(text)) => Ok(Met::Text(text.xml10_content().into_owned())),
                Ok(Event::CData(text)) => Ok(Met::Text(text.xml10_content().into_owned())),
                Ok(Event::GeneralRef(name)) => resolved(&name).map(Met::Text),
                Ok(Event::Eof) => Ok(Met::EndOfFile),
                Ok(Event::DocType(_)) => Err(ReadFault::Xml),
                Ok(Event::Comment(_) | Event::PI(_) | Event::Decl(_)) => continue,
                Err(quick_xml::Error::Io(error)) => Err(match error.kind() {
                    ErrorKind::FileTooLarge => ReadFault::TooLarge,
                    kind => ReadFault::Io(kind),
                }),
                Err(quick_xml::Error::Encoding(_)) => Err(ReadFault::Encoding),
                Err(_) => Err(ReadFault::Xml),
            };
            return met.map_err(|fault| self.fault(fault));
        }
    }

    /// After the root nothing may come.
    fn tail(&mut self) -> Result<(), ReadError> {
        self.done = true;
        loop {
            match self.next()? {
                Met::EndOfFile => return Ok(()),
                Met::Text(text) if trimmed(&text).is_empty() => {}
                _ => return self.refuse(ReadFault::Xml),
            }
        }
    }

    /// Passes over blanks between elements.
    fn element(&mut self) -> Result<Met, ReadError> {
        loop {
            match self.next()? {
                Met::Text(text) if trimmed(&text).is_empty() => {}
                Met::Text(_) => return self.refuse(ReadFault::NotFlat),
                Met::EndOfFile => return self.refuse(ReadFault::Xml),
                met => return Ok(met),
            }
        }
    }

    fn item(&mut self, row: &mut ItemRow) -> Result<(), ReadError> {
        loop {
            match self.element()? {
                Met::Start(name) => {
                    let mut text = String::new();
                    loop {
                        match self.next()? {
                            Met::Text(more) => text.push_str(&more),
                            Met::End => break,
                            Met::EndOfFile => return self.refuse(ReadFault::Xml),
                            _ => return self.refuse(ReadFault::NotFlat),
                        }
                    }
                    self.put(row, &name, trimmed(&text))?;
                }
                Met::Empty(name) => self.put(row, &name, "")?,
                _ => return Ok(()),
            }
        }
    }

    fn put(&mut self, row: &mut ItemRow, name: &str, text: &str) -> Result<(), ReadError> {
        let column = column_named(&mut self.columns, name).map_err(|fault| self.fault(fault))?;
        if row.get(column).is_some() {
            return self.refuse(ReadFault::NotFlat);
        }
        row.set(column, text);
        Ok(())
    }
}

/// Without the blanks round it, as Java trims: other spaces of Unicode stay.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c <= ' ')
}

/// An element's name, if it has no attributes but declarations of namespaces.
fn named(start: &BytesStart<'_>) -> Result<String, ReadFault> {
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|_| ReadFault::Xml)?;
        if !attribute.key.as_ref().starts_with("xmlns") {
            return Err(ReadFault::NotFlat);
        }
    }
    Ok(start.name().as_ref().to_owned())
}

fn resolved(name: &BytesRef<'_>) -> Result<String, ReadFault> {
    if let Some(character) = name.resolve_char_ref().map_err(|_| ReadFault::Xml)? {
        return Ok(character.to_string());
    }
    let text = quick_xml::escape::resolve_predefined_entity(&name.xml10_content());
    text.map(str::to_owned).ok_or(ReadFault::Xml)
}

impl<R: Read> ListReader for XmlReader<R> {
    fn columns(&self) -> &[String] {
        &self.columns
    }

    fn next_row(&mut self, row: &mut ItemRow) -> Result<bool, ReadError> {
        row.clear();
        if self.done {
            return Ok(false);
        }
        self.xml.get_mut().allowed = MAX_ROW_BYTES;
        match self.element()? {
            Met::Start(name) if name == "item" => {
                self.item(row)?;
                Ok(true)
            }
            Met::Empty(name) if name == "item" => Ok(true),
            Met::Start(_) | Met::Empty(_) => self.refuse(ReadFault::NotFlat),
            _ => {
                self.tail()?;
                Ok(false)
            }
        }
    }

    fn bytes_read(&self) -> u64 {
        self.xml.get_ref().taken
    }
}
