//! Reading XML into a document, with limits and places.
//!
//! quick-xml cuts the text into tags; everything that makes it a document (names, namespaces,
//! references, one root, what is refused) is decided here.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::document::{At, Content, Document, NONE, XmlId};
use super::limits::{Limits, XmlError, XmlFault};
use super::scan::{self, Places};
use super::tag::{self, Scope};

/// Reads a document.
///
/// # Errors
/// What is no well-formed document, holds a document type with declarations, or passes a limit:
/// with line and character.
pub fn parse(bytes: &[u8], limits: &Limits) -> Result<Document, XmlError> {
    let start = |kind| XmlError { line: 1, column: 1, kind };
    if bytes.len() > limits.bytes || bytes.len() >= NONE as usize / 2 {
        return Err(start(XmlFault::TooLong));
    }
    let text = scan::decode(bytes).map_err(start)?;
    let fail = |at: usize, kind| {
        let (line, _) = Places::new(&text).place(at);
        let before = text.get(..at).unwrap_or(&text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before[line_start..].chars().count() + 1;
        XmlError { line, column: u32::try_from(column).unwrap_or(u32::MAX), kind }
    };
    if let Some((at, bad)) = scan::bad_character(&text) {
        return Err(fail(at, XmlFault::BadCharacter(bad)));
    }
    let mut build = Build::new(&text, limits);
    let mut reader = Reader::from_str(&text);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(0);
        let event = reader.read_event().map_err(|_| fail(at, XmlFault::Syntax))?;
        if matches!(event, Event::Eof) {
            let end = build.finish();
            return end.map_err(|kind| fail(text.len(), kind)).map(|()| build.document);
        }
        build.event(&event, at).map_err(|kind| fail(at, kind))?;
    }
}

#[derive(Debug)]
struct Build<'a> {
    document: Document,
    limits: &'a Limits,
    places: Places<'a>,
    scope: Scope,
    /// Open elements with their tags' names.
    open: Vec<(XmlId, String)>,
    nodes: usize,
    /// Text met since the last tag, and where it began.
    pending: String,
    pending_at: usize,
}

impl<'a> Build<'a> {
    fn new(text: &'a str, limits: &'a Limits) -> Self {
        let mut document = Document::new();
        document.text.reserve(text.len() / 2);
        // Every tag makes at most a node and a text after it; what is not used is never touched.
        document.nodes.reserve_exact(2 * text.matches('<').count() + 1);
        Self {
            document,
            limits,
            places: Places::new(text),
            scope: Scope::default(),
            open: Vec::new(),
            nodes: 0,
            pending: String::new(),
            pending_at: 0,
        }
    }

    fn parent(&self) -> u32 {
        self.open.last().map_or(0, |(id, _)| id.0)
    }

    fn count(&mut self, more: usize) -> Result<(), XmlFault> {
        self.nodes += more;
        if self.nodes > self.limits.nodes { Err(XmlFault::TooMany) } else { Ok(()) }
    }

    fn place(&mut self, at: usize) -> At {
        let (line, column) = self.places.place(at);
        At::Text(line, column)
    }

    fn event(&mut self, event: &Event<'_>, at: usize) -> Result<(), XmlFault> {
        match event {
            Event::Text(text) => self.text(&scan::lines(text), at),
            Event::CData(text) => self.text(&scan::lines(text), at),
            Event::GeneralRef(name) => {
                let letter = scan::reference(name)?;
                let mut buffer = [0; 4];
                self.text(letter.encode_utf8(&mut buffer), at)
            }
            Event::Start(start) => self.start(start, at),
            Event::Empty(start) => {
                self.start(start, at)?;
                self.close();
                Ok(())
            }
            Event::End(end) => self.end(end.name().0),
            Event::Comment(text) => self.other(at, |document| {
                let part = document.store(&scan::lines(text));
                Content::Comment(part)
            }),
            Event::PI(instruction) => self.other(at, |document| {
                let target = document.store(instruction.target());
                let text = scan::lines(instruction.content().trim_start());
                Content::Instruction(target, document.store(&text))
            }),
            Event::DocType(body) if body.contains('[') => Err(XmlFault::DocumentType),
            Event::Decl(_) | Event::DocType(_) | Event::Eof => Ok(()),
        }
    }

    fn text(&mut self, text: &str, at: usize) -> Result<(), XmlFault> {
        if self.open.is_empty() {
            let blank = text.bytes().all(|b| b.is_ascii_whitespace());
            return if blank { Ok(()) } else { Err(XmlFault::OutsideRoot) };
        }
        if self.pending.is_empty() {
            self.pending_at = at;
        }
        self.pending.push_str(text);
        Ok(())
    }

    fn flush(&mut self) -> Result<(), XmlFault> {
        if self.pending.is_empty() {
            return Ok(());
        }
        self.count(1)?;
        let place = self.place(self.pending_at);
        let pending = std::mem::take(&mut self.pending);
        let part = self.document.store(&pending);
        self.document.push(self.parent(), Content::Text(part), place);
        self.pending = pending;
        self.pending.clear();
        Ok(())
    }

    fn other(
        &mut self,
        at: usize,
        content: impl FnOnce(&mut Document) -> Content,
    ) -> Result<(), XmlFault> {
        self.flush()?;
        self.count(1)?;
        let place = self.place(at);
        let content = content(&mut self.document);
        self.document.push(self.parent(), content, place);
        Ok(())
    }

    fn start(
        &mut self,
        tag: &quick_xml::events::BytesStart<'_>,
        at: usize,
    ) -> Result<(), XmlFault> {
        self.flush()?;
        if self.open.is_empty() && self.document.root_element().is_some() {
            return Err(XmlFault::OutsideRoot);
        }
        if self.open.len() >= self.limits.depth {
            return Err(XmlFault::TooDeep);
        }
        let (place, parent, depth) = (self.place(at), self.parent(), self.open.len() + 1);
        let (id, cost) = tag::open(&mut self.document, &mut self.scope, parent, depth, tag, place)?;
        self.count(cost)?;
        self.open.push((id, tag.name().0.to_owned()));
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), XmlFault> {
        self.flush()?;
        let expected = self.open.last().map_or("", |(_, open)| open);
        if expected != name.trim_end() {
            let (expected, found) = (expected.to_owned(), name.chars().take(60).collect());
            return Err(XmlFault::Mismatch { expected, found });
        }
        self.close();
        Ok(())
    }

    fn close(&mut self) {
        self.open.pop();
        self.scope.leave(self.open.len());
    }

    fn finish(&mut self) -> Result<(), XmlFault> {
        match self.open.last() {
            Some((_, name)) => Err(XmlFault::Unfinished(name.clone())),
            None if self.document.root_element().is_none() => {
                Err(XmlFault::Unfinished(String::new()))
            }
            None => Ok(()),
        }
    }
}
