//! Adds elements to the document: prefixes become namespaces, spots become origins.

use std::collections::BTreeMap;

use super::super::book::{Spot, Workbook};
use super::super::form::Form;
use super::super::lexer::is_name;
use super::super::paths::{self, Manner, Part};
use super::super::value::Cell;
use super::super::{OURS, Spots};
use crate::forms::problem::{FormError, Rule};
use crate::forms::xml::{Document, Origin, XmlId, XmlName};

const XFORMS: &str = "http://www.w3.org/2002/xforms";
const NAMESPACES: [(&str, &str); 7] = [
    ("", XFORMS),
    ("h", "http://www.w3.org/1999/xhtml"),
    ("ev", "http://www.w3.org/2001/xml-events"),
    ("xsd", "http://www.w3.org/2001/XMLSchema"),
    ("jr", "http://openrosa.org/javarosa"),
    ("orx", "http://openrosa.org/xforms"),
    ("odk", "http://www.opendatakit.org/xforms"),
];
const ENTITIES: (&str, &str) = ("entities", "http://www.opendatakit.org/xforms/entities");

/// Builds the document.
pub(super) struct Writer<'b> {
    document: Document,
    book: &'b Workbook,
    namespaces: BTreeMap<String, String>,
    /// The namespace of names without a prefix.
    pub(super) unprefixed: String,
    spots: Spots,
    problems: Vec<FormError>,
    html: Option<XmlId>,
}

impl<'b> Writer<'b> {
    pub(super) fn new(form: &Form<'b>) -> Self {
        let own = |(prefix, uri): (&str, &str)| (prefix.to_owned(), uri.to_owned());
        let mut namespaces: BTreeMap<String, String> = NAMESPACES.into_iter().map(own).collect();
        let written = form.settings.text("namespaces").map_or("", |cell| cell.text.as_str());
        for pair in written.split_whitespace() {
            let mut halves = pair.split('=');
            let (Some(prefix), Some(uri), None) = (halves.next(), halves.next(), halves.next())
            else {
                continue;
            };
            if !prefix.is_empty() {
                let uri = uri.replace(['"', '\''], "");
                namespaces.entry(prefix.to_owned()).or_insert(uri);
            }
        }
        if form.entities.is_some() {
            let (prefix, uri) = own(ENTITIES);
            namespaces.entry(prefix).or_insert(uri);
        }
        Self {
            document: Document::new(),
            book: form.book,
            namespaces,
            unprefixed: XFORMS.to_owned(),
            spots: Spots::default(),
            problems: Vec::new(),
            html: None,
        }
    }

    /// The document element, with all namespaces on it.
    pub(super) fn root(&mut self, name: &str) -> XmlId {
        let parent = Document::ROOT;
        let whole = Spot::sheet(crate::forms::problem::Sheet::Survey);
        let html = self.element(parent, name, whole);
        for (prefix, uri) in &self.namespaces {
            self.document.declare_namespace(html, prefix, uri);
        }
        self.html = Some(html);
        html
    }

    /// Declares the namespace of unprefixed names from an element on.
    pub(super) fn declare(&mut self, element: XmlId, uri: &str) {
        self.document.declare_namespace(element, "", uri);
    }

    fn origin(&self, at: Spot) -> Origin {
        Origin::Cell(self.book.place(at))
    }

    fn name(&mut self, name: &str, at: Spot, element: bool) -> XmlName {
        if !is_name(name) {
            self.fail(at, Rule::BadName(name.to_owned()));
        }
        let Some((prefix, local)) = name.split_once(':') else {
            let namespace = if element { self.unprefixed.as_str() } else { "" };
            return XmlName::new("", name, namespace);
        };
        if !self.namespaces.contains_key(prefix) {
            if prefix == OURS.0 {
                self.namespaces.insert(OURS.0.to_owned(), OURS.1.to_owned());
                if let Some(html) = self.html {
                    self.document.declare_namespace(html, OURS.0, OURS.1);
                }
            } else if prefix != ENTITIES.0 {
                // Without entities, `save_to` was refused where it stands.
                let rule = Rule::UndeclaredPrefix(prefix.to_owned());
                self.problems.push(self.book.problem(at, rule));
            }
        }
        let namespace = self.namespaces.get(prefix).map_or("", String::as_str);
        XmlName::new(prefix, local, namespace)
    }

    pub(super) fn element(&mut self, parent: XmlId, name: &str, at: Spot) -> XmlId {
        let name = self.name(name, at, true);
        let origin = self.origin(at);
        self.document.add_element(parent, name, origin)
    }

    pub(super) fn attribute(&mut self, element: XmlId, name: &str, value: &str, at: Spot) {
        let name = self.name(name, at, false);
        // A reader of XML makes blanks of line ends in attributes; so it is the same either way.
        let value = readable(value).replace(['\n', '\r', '\t'], " ");
        let origin = self.origin(at);
        self.document.set_attribute(element, name, &value, origin);
    }

    pub(super) fn text(&mut self, element: XmlId, text: &str, at: Spot) {
        let origin = self.origin(at);
        self.document.add_text(
            element,
            &readable(text).replace("\r\n", "\n").replace('\r', "\n"),
            origin,
        );
    }

    /// A cell with its references replaced, as an attribute.
    pub(super) fn expression(
        &mut self,
        form: &Form<'_>,
        element: XmlId,
        name: &str,
        cell: &Cell,
        manner: Manner,
    ) {
        match paths::replaced(form, &cell.text, manner) {
            Ok((value, seams)) => {
                self.attribute(element, name, &value, cell.at);
                if seams.len() > 1 {
                    self.spots.add(element, name, &value, &cell.text, &seams);
                }
            }
            Err(fault) => self.fault(cell, fault),
        }
    }

    /// A cell's text with its references replaced, for use in a longer expression.
    pub(super) fn replaced(&mut self, form: &Form<'_>, cell: &Cell, manner: Manner) -> String {
        match paths::replaced(form, &cell.text, manner) {
            Ok((value, _)) => value,
            Err(fault) => {
                self.fault(cell, fault);
                String::new()
            }
        }
    }

    /// Notes where the inner part of an attribute came from.
    pub(super) fn came_from(
        &mut self,
        element: XmlId,
        name: &str,
        value: &str,
        cell: &Cell,
        inner: &str,
    ) {
        if let Some(start) = value.find(inner) {
            self.spots.add(element, name, value, &cell.text, &[(start, 0)]);
        }
    }

    /// Words that people read, outputs among them.
    pub(super) fn words(
        &mut self,
        form: &Form<'_>,
        element: XmlId,
        cell: &Cell,
        context: Option<usize>,
    ) {
        match paths::parts(form, &cell.text, context) {
            Ok(parts) => {
                for part in parts {
                    match part {
                        Part::Words(words) => self.text(element, &words, cell.at),
                        Part::Output(value, start) => {
                            let output = self.element(element, "output", cell.at);
                            self.attribute(output, "value", &value, cell.at);
                            self.spots.add(output, "value", &value, &cell.text, &[(0, start)]);
                        }
                    }
                }
            }
            Err(fault) => self.fault(cell, fault),
        }
    }

    fn fault(&mut self, cell: &Cell, (at, rule): (usize, Rule)) {
        let mut problem = self.book.problem(cell.at, rule);
        problem.place.character = Some(cell.text[..at].chars().count() + 1);
        self.problems.push(problem);
    }

    pub(super) fn fail(&mut self, at: Spot, rule: Rule) {
        self.problems.push(self.book.problem(at, rule));
    }

    pub(super) fn finish(self) -> (Document, Spots, Vec<FormError>) {
        (self.document, self.spots, self.problems)
    }
}

/// Without the characters that no XML may hold.
fn readable(text: &str) -> std::borrow::Cow<'_, str> {
    let bad = |c: char| {
        (c < ' ' && !matches!(c, '\n' | '\r' | '\t')) || matches!(c, '\u{fffe}' | '\u{ffff}')
    };
    if text.contains(bad) { text.replace(bad, "").into() } else { text.into() }
}
