//! What is wrong, collected with its place: a cell of the sheet an element was made from, or line,
//! column and path in the XML.

use crate::forms::problem::{CellPlace, FormError, Rule, Sheet};
use crate::forms::xml::{Document, Origin, XmlId};

/// Where something is wrong.
#[derive(Debug, Clone, Copy)]
pub(super) enum Spot<'a> {
    /// The document as a whole.
    Whole,
    /// An element.
    Element(XmlId),
    /// An attribute of an element, by its local name.
    Attribute(XmlId, &'a str),
}

/// The problems found so far.
#[derive(Debug)]
pub(super) struct Report<'d> {
    doc: &'d Document,
    pub(super) found: Vec<FormError>,
}

impl<'d> Report<'d> {
    pub(super) fn new(doc: &'d Document) -> Self {
        Self { doc, found: Vec::new() }
    }

    /// Adds a problem.
    pub(super) fn say(&mut self, spot: Spot<'_>, rule: Rule) {
        let place = place(self.doc, spot);
        self.found.push(FormError { place, rule });
    }

    /// Adds a problem at a character (from 0) of an attribute or text.
    ///
    /// A cell names no character: the expression that was read there is not the cell's text, for
    /// `${name}` was replaced in it.
    pub(super) fn say_at(&mut self, spot: Spot<'_>, character: usize, rule: Rule) {
        let mut place = place(self.doc, spot);
        if place.sheet == Sheet::Xml {
            place.character = Some(character + 1);
        }
        self.found.push(FormError { place, rule });
    }

    /// Adds what ODK's engine lets pass: the form opens.
    pub(super) fn tolerate(&mut self, spot: Spot<'_>, rule: Rule) {
        self.say(spot, Rule::Tolerated(Box::new(rule)));
    }
}

/// The place of a spot.
pub(super) fn place(doc: &Document, spot: Spot<'_>) -> CellPlace {
    let (origin, path) = match spot {
        Spot::Whole => return whole(),
        Spot::Element(id) => (doc.origin(id), path(doc, id)),
        Spot::Attribute(id, local) => {
            let found = doc.attributes(id).find(|attribute| attribute.name.local == local);
            match found {
                None => (doc.origin(id), path(doc, id)),
                Some(attribute) => {
                    let name = attribute.name;
                    let origin = doc.attribute_origin(id, &name.namespace, &name.local);
                    (origin, format!("{}/@{}", path(doc, id), name.qualified()))
                }
            }
        }
    };
    origin_place(origin, path)
}

/// The place of an origin; `path` says what stands there.
pub(super) fn origin_place(origin: Origin, path: String) -> CellPlace {
    match origin {
        Origin::Cell(cell) => cell,
        Origin::Text { line, column } => CellPlace {
            sheet: Sheet::Xml,
            row: line,
            column: Some((column.saturating_sub(1) as usize, path)),
            character: None,
        },
        Origin::Nowhere => {
            CellPlace { sheet: Sheet::Xml, row: 0, column: Some((0, path)), character: None }
        }
    }
}

fn whole() -> CellPlace {
    CellPlace { sheet: Sheet::File, row: 0, column: None, character: None }
}

/// `/h:html/h:head/model/bind[3]`: a number where siblings have the same name.
fn path(doc: &Document, id: XmlId) -> String {
    let mut steps = Vec::new();
    let mut at = Some(id).filter(|id| doc.is_element(*id));
    while let Some(here) = at {
        let name = doc.name(here);
        let parent = doc.parent(here);
        let same = |other: &XmlId| doc.name(*other) == name;
        let twins = parent.map_or(1, |above| doc.elements(above).filter(same).take(2).count());
        let mut step = name.qualified();
        if let (Some(above), true) = (parent, twins > 1) {
            let nth = doc.elements(above).filter(same).take_while(|other| *other != here).count();
            step += &format!("[{}]", nth + 1);
        }
        steps.push(step);
        at = parent.filter(|above| doc.is_element(*above));
    }
    steps.reverse();
    format!("/{}", steps.join("/"))
}
