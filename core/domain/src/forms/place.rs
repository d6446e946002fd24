//! A place in a filled-in form, and its path in the journal.
//!
//! A path alternates: the names below the previous repeat, the row id, the names below that
//! repeat, and so on (`docs/formats/forms.md`). Text paths, `rows[0011…]/pt`, are for drafts and
//! for the boundary to Kotlin; they are never signed.

use super::definition::{Definition, NodeId, NodeKind};
use crate::journal::RowId;
use crate::journal::cbor::Value;

/// The last element of the path that a row's order is written to.
pub const ORDER: &str = "#order";

/// A node in a filled-in form: which node, and in which rows of the repeats around it.
///
/// A row itself is its repeat with one row id more than the repeat lies in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The node of the form.
    pub node: NodeId,
    /// The rows of the repeats around it, outermost first.
    pub rows: Vec<RowId>,
}

impl Place {
    /// A node outside all repeats.
    #[must_use]
    pub fn of(node: NodeId) -> Self {
        Self { node, rows: Vec::new() }
    }
}

impl Definition {
    /// The path of `place` in the journal.
    #[must_use]
    pub fn path(&self, place: &Place) -> Vec<Value> {
        let mut path = Vec::new();
        let node = self.node(place.node);
        for (repeat, row) in node.repeats.iter().zip(&place.rows) {
            path.push(self.element(*repeat));
            path.push(Value::bytes(&row.0));
        }
        path.push(self.element(place.node));
        path.extend(place.rows.get(node.repeats.len()).map(|row| Value::bytes(&row.0)));
        path
    }

    /// The place that a journal path leads to; none if this form has no such path.
    ///
    /// The path of a row's order leads to the row.
    #[must_use]
    pub fn place(&self, path: &[Value]) -> Option<Place> {
        let mut at = Place::of(NodeId::ROOT);
        let mut elements = path.iter().peekable();
        while let Some(element) = elements.next() {
            let text = element.as_text()?;
            if text == ORDER && self.node(at.node).kind == NodeKind::Repeat {
                return elements.next().is_none().then_some(at);
            }
            at.node = self.descend(at.node, text)?;
            match elements.next() {
                None => {}
                Some(Value::Bytes(row)) if self.node(at.node).kind == NodeKind::Repeat => {
                    at.rows.push(RowId::try_from(row.as_slice()).ok()?);
                }
                Some(_) => return None,
            }
        }
        (at.node != NodeId::ROOT).then_some(at)
    }

    /// Follows names downwards without passing through a repeat.
    fn descend(&self, from: NodeId, names: &str) -> Option<NodeId> {
        let mut at = from;
        for (index, name) in names.split('/').enumerate() {
            if index > 0 && self.node(at).kind == NodeKind::Repeat {
                return None;
            }
            at = *self.node(at).children.iter().find(|id| self.node(**id).name == name)?;
        }
        Some(at)
    }

    /// The place as text: `g/rows[0011223344556677]/pt`.
    #[must_use]
    pub fn place_text(&self, place: &Place) -> String {
        let mut text = String::new();
        for element in self.path(place) {
            match element {
                Value::Bytes(row) => text.push_str(&format!("[{}]", hex::encode(row))),
                name => {
                    if !text.is_empty() {
                        text.push('/');
                    }
                    text.push_str(name.as_text().unwrap_or_default());
                }
            }
        }
        text
    }

    /// The place that such a text names.
    #[must_use]
    pub fn place_from_text(&self, text: &str) -> Option<Place> {
        let mut path = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest.find('[').unwrap_or(rest.len());
            path.push(Value::text(rest[..end].trim_start_matches('/')));
            rest = &rest[end..];
            if let Some(inner) = rest.strip_prefix('[') {
                let (row, after) = inner.split_once(']')?;
                path.push(Value::Bytes(hex::decode(row).ok()?));
                rest = after;
            }
        }
        self.place(&path)
    }
}
