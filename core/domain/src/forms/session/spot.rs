//! The nodes that an expression meets in a session: of the form being filled in, of a document
//! beside it, of a list beside it.

use super::instance::ScopeId;
use crate::forms::definition::NodeId;
use crate::forms::xml::XmlId;

/// A node of a session's scene.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Spot {
    /// The document that the form being filled in is the root element of.
    Root,
    /// A group, a question or an attribute, in its scope.
    Node(ScopeId, NodeId),
    /// A row.
    Row(ScopeId),
    /// Whatever rows a repeat has in a scope: where the relevance of the repeat is reckoned.
    Rows(ScopeId, NodeId),
    /// A node of a document: which secondary instance, and its node.
    Xml(u16, XmlId),
    /// An attribute of an element there, by its place among the element's attributes.
    XmlAttribute(u16, XmlId, u16),
    /// The document of a list.
    List(u16),
    /// Its root element.
    ListRoot(u16),
    /// One of its items, by row number.
    Item(u16, u64),
    /// A cell of an item, by column.
    Column(u16, u64, u16),
}
