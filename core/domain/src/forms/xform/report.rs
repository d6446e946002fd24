//! What is wrong, collected with its place: a cell of the sheet an element was made from, or line,
//! column and path in the XML.

use crate::forms::problem::{CellPlace, FormError, Rule, Severity, Sheet, severity};
use crate::forms::xlsform::Spots;
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

/// No more problems are told; nobody reads them, and places cost time.
const MOST: usize = 1000;
/// A path in a message has no more steps, and no step more letters.
const SHOWN: usize = 24;

/// The problems found so far.
#[derive(Debug)]
pub(super) struct Report<'d> {
    doc: &'d Document,
    /// Which characters of cells the document's attributes came from.
    spots: Option<&'d Spots>,
    pub(super) found: Vec<FormError>,
}

impl<'d> Report<'d> {
    pub(super) fn new(doc: &'d Document, spots: Option<&'d Spots>) -> Self {
        Self { doc, spots, found: Vec::new() }
    }

    /// Adds a problem.
    pub(super) fn say(&mut self, spot: Spot<'_>, rule: Rule) {
        if !self.is_full(&rule) {
            let place = place(self.doc, spot);
            self.found.push(FormError { place, rule });
        }
    }

    /// Enough was said; but a form with an error never counts as sound.
    fn is_full(&self, rule: &Rule) -> bool {
        let is_error = |rule: &Rule| severity(rule) == Severity::Error;
        self.found.len() >= MOST
            && (!is_error(rule) || self.found.iter().any(|one| is_error(&one.rule)))
    }

    /// Adds a problem at a character (from 0) of an attribute or text.
    pub(super) fn say_at(&mut self, spot: Spot<'_>, character: usize, rule: Rule) {
        if self.is_full(&rule) {
            return;
        }
        let mut place = place(self.doc, spot);
        let character = self.in_cell(spot, character).unwrap_or(character);
        place.character = Some(character + 1);
        self.found.push(FormError { place, rule });
    }

    /// The character of the cell that an attribute's character came from.
    fn in_cell(&self, spot: Spot<'_>, character: usize) -> Option<usize> {
        let Spot::Attribute(id, local) = spot else { return None };
        let attribute = self.doc.attributes(id).find(|one| one.name.local == local)?;
        Some(self.spots?.character(id, &attribute.name.qualified(), character))
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
        if steps.len() == SHOWN {
            steps.push("…".to_owned());
            break;
        }
        let name = doc.name(here);
        let parent = doc.parent(here);
        let same = |other: &XmlId| doc.name(*other) == name;
        let twins = parent.map_or(1, |above| doc.elements(above).filter(same).take(2).count());
        let mut step: String = name.qualified().chars().take(SHOWN * 2).collect();
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
