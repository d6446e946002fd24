//! The tree itself: an arena of nodes whose texts lie in one string, and how to look at it.

use std::collections::HashMap;

use super::name::{Origin, XML, XmlName};
use crate::forms::problem::CellPlace;

/// A node of a document: the document itself (0), an element, text, comment or instruction.
///
/// After [`super::parse`] (and [`Document::renumbered`]) ids stand in document order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct XmlId(pub u32);

impl XmlId {
    pub(super) fn at(self) -> usize {
        self.0 as usize
    }
}

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum XmlKind<'a> {
    /// The document: parent of the root element.
    Document,
    /// An element; its name by [`Document::name`].
    Element,
    /// Text, CDATA included.
    Text(&'a str),
    /// A comment.
    Comment(&'a str),
    /// `<?target text?>`
    Instruction {
        /// What it is for.
        target: &'a str,
        /// What it says.
        text: &'a str,
    },
}

/// An attribute of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// Its name.
    pub name: &'a XmlName,
    /// Its value.
    pub value: &'a str,
}

/// No node, attribute or declaration.
pub(super) const NONE: u32 = u32::MAX;

/// A part of [`Document::text`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part(pub(super) u32, pub(super) u32);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    Document,
    /// Name, first attribute, first declaration.
    Element(u32, u32, u32),
    Text(Part),
    Comment(Part),
    Instruction(Part, Part),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    Nowhere,
    Text(u32, u32),
    Cell(u32),
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    pub(super) parent: u32,
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) next: u32,
    pub(super) previous: u32,
    pub(super) content: Content,
    pub(super) at: At,
}

/// An attribute or a namespace declaration (then the name's local part is the prefix).
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    pub(super) name: u32,
    pub(super) value: Part,
    pub(super) next: u32,
    pub(super) at: At,
}

/// An XML document as a tree.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    pub(super) nodes: Vec<Node>,
    pub(super) items: Vec<Item>,
    pub(super) names: Vec<XmlName>,
    pub(super) known: HashMap<XmlName, u32>,
    pub(super) text: String,
    pub(super) cells: Vec<CellPlace>,
}

impl Document {
    /// The document node.
    pub const ROOT: XmlId = XmlId(0);

    /// The element at the top; `None` only in a document that is being built.
    #[must_use]
    pub fn root_element(&self) -> Option<XmlId> {
        self.elements(Self::ROOT).next()
    }

    /// How many nodes there are; ids are below it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Is there nothing but the document node?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.len() == 1
    }

    pub(super) fn part(&self, part: Part) -> &str {
        &self.text[part.0 as usize..part.1 as usize]
    }

    /// What the node is.
    #[must_use]
    pub fn kind(&self, id: XmlId) -> XmlKind<'_> {
        match self.nodes[id.at()].content {
            Content::Document => XmlKind::Document,
            Content::Element(..) => XmlKind::Element,
            Content::Text(part) => XmlKind::Text(self.part(part)),
            Content::Comment(part) => XmlKind::Comment(self.part(part)),
            Content::Instruction(target, part) => {
                XmlKind::Instruction { target: self.part(target), text: self.part(part) }
            }
        }
    }

    /// The name of an element; an empty name for anything else.
    #[must_use]
    pub fn name(&self, id: XmlId) -> &XmlName {
        match self.nodes[id.at()].content {
            Content::Element(name, ..) => &self.names[name as usize],
            _ => &self.names[0],
        }
    }

    /// Is it an element?
    #[must_use]
    pub fn is_element(&self, id: XmlId) -> bool {
        matches!(self.nodes[id.at()].content, Content::Element(..))
    }

    /// The node it stands in; `None` for the document.
    #[must_use]
    pub fn parent(&self, id: XmlId) -> Option<XmlId> {
        some(self.nodes[id.at()].parent)
    }

    /// The node after it in its parent.
    #[must_use]
    pub fn next_sibling(&self, id: XmlId) -> Option<XmlId> {
        some(self.nodes[id.at()].next)
    }

    /// The node before it in its parent.
    #[must_use]
    pub fn previous_sibling(&self, id: XmlId) -> Option<XmlId> {
        some(self.nodes[id.at()].previous)
    }

    /// Its first child.
    #[must_use]
    pub fn first_child(&self, id: XmlId) -> Option<XmlId> {
        some(self.nodes[id.at()].first)
    }

    /// Its last child.
    #[must_use]
    pub fn last_child(&self, id: XmlId) -> Option<XmlId> {
        some(self.nodes[id.at()].last)
    }

    /// Its children of every kind.
    pub fn children(&self, id: XmlId) -> impl Iterator<Item = XmlId> + '_ {
        std::iter::successors(self.first_child(id), |child| self.next_sibling(*child))
    }

    /// Its children that are elements.
    pub fn elements(&self, id: XmlId) -> impl Iterator<Item = XmlId> + '_ {
        self.children(id).filter(|child| self.is_element(*child))
    }

    /// The first child element of this name.
    #[must_use]
    pub fn child(&self, id: XmlId, namespace: &str, local: &str) -> Option<XmlId> {
        self.elements(id).find(|child| self.name(*child).is(namespace, local))
    }

    pub(super) fn chain(&self, first: u32) -> impl Iterator<Item = &Item> {
        let item = |at: u32| self.items.get(at as usize);
        std::iter::successors(item(first), move |one| item(one.next))
    }

    pub(super) fn attribute_items(&self, id: XmlId) -> impl Iterator<Item = &Item> {
        self.chain(match self.nodes[id.at()].content {
            Content::Element(_, first, _) => first,
            _ => NONE,
        })
    }

    /// Its attributes in the order written, without namespace declarations.
    pub fn attributes(&self, id: XmlId) -> impl Iterator<Item = Attribute<'_>> {
        self.attribute_items(id).map(|item| Attribute {
            name: &self.names[item.name as usize],
            value: self.part(item.value),
        })
    }

    fn item(&self, id: XmlId, namespace: &str, local: &str) -> Option<&Item> {
        self.attribute_items(id).find(|i| self.names[i.name as usize].is(namespace, local))
    }

    /// The value of an attribute.
    #[must_use]
    pub fn attribute(&self, id: XmlId, namespace: &str, local: &str) -> Option<&str> {
        self.item(id, namespace, local).map(|item| self.part(item.value))
    }

    /// The namespaces declared on this element: prefix (empty for the default) and URI.
    pub fn declarations(&self, id: XmlId) -> impl Iterator<Item = (&str, &str)> {
        let first = match self.nodes[id.at()].content {
            Content::Element(_, _, first) => first,
            _ => NONE,
        };
        self.chain(first)
            .map(|item| (self.names[item.name as usize].local.as_str(), self.part(item.value)))
    }

    /// The namespace that a prefix means here; empty if the default is none, `None` if undeclared.
    #[must_use]
    pub fn namespace_of(&self, id: XmlId, prefix: &str) -> Option<&str> {
        if prefix == "xml" {
            return Some(XML);
        }
        let mut at = Some(id);
        while let Some(here) = at {
            if let Some((_, uri)) = self.declarations(here).find(|(name, _)| *name == prefix) {
                return Some(uri);
            }
            at = self.parent(here);
        }
        prefix.is_empty().then_some("")
    }

    /// The text of a node: all texts below an element, the text of any other.
    #[must_use]
    pub fn string_value(&self, id: XmlId) -> String {
        match self.plain_value(id) {
            Some(text) => text.to_owned(),
            None => self.below(id).filter_map(|node| self.own_text(node)).collect(),
        }
    }

    fn own_text(&self, id: XmlId) -> Option<&str> {
        match self.nodes[id.at()].content {
            Content::Text(part) => Some(self.part(part)),
            _ => None,
        }
    }

    /// [`Document::string_value`] where it lies in one piece, which it mostly does.
    #[must_use]
    pub fn plain_value(&self, id: XmlId) -> Option<&str> {
        match self.nodes[id.at()].content {
            Content::Text(part) | Content::Comment(part) | Content::Instruction(_, part) => {
                Some(self.part(part))
            }
            Content::Document | Content::Element(..) => match self.first_child(id) {
                None => Some(""),
                Some(child) if self.next_sibling(child).is_none() => self.own_text(child),
                Some(_) => None,
            },
        }
    }

    pub(super) fn shown(&self, at: At) -> Origin {
        match at {
            At::Nowhere => Origin::Nowhere,
            At::Text(line, column) => Origin::Text { line, column },
            At::Cell(cell) => Origin::Cell(self.cells[cell as usize].clone()),
        }
    }

    /// Where the node comes from.
    #[must_use]
    pub fn origin(&self, id: XmlId) -> Origin {
        self.shown(self.nodes[id.at()].at)
    }

    /// Where an attribute comes from: its element if it has no place of its own.
    #[must_use]
    pub fn attribute_origin(&self, id: XmlId, namespace: &str, local: &str) -> Origin {
        match self.item(id, namespace, local).map(|item| item.at) {
            None | Some(At::Nowhere) => self.origin(id),
            Some(at) => self.shown(at),
        }
    }
}

pub(super) fn some(at: u32) -> Option<XmlId> {
    (at != NONE).then_some(XmlId(at))
}
