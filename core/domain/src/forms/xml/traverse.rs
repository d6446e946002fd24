//! Walking a subtree in document order without recursion, however deep it is.

use super::document::{Document, XmlId};

/// A step of a walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Visit {
    Enter(XmlId),
    Leave(XmlId),
}

impl Document {
    /// Enters and leaves the node and everything below it.
    pub(super) fn visits(&self, top: XmlId) -> impl Iterator<Item = Visit> + '_ {
        std::iter::successors(Some(Visit::Enter(top)), move |visit| match *visit {
            Visit::Enter(id) => Some(self.first_child(id).map_or(Visit::Leave(id), Visit::Enter)),
            Visit::Leave(id) if id == top => None,
            Visit::Leave(id) => self
                .next_sibling(id)
                .map(Visit::Enter)
                .or_else(|| self.parent(id).map(Visit::Leave)),
        })
    }

    /// Everything below a node, in document order.
    pub fn below(&self, top: XmlId) -> impl Iterator<Item = XmlId> + '_ {
        self.visits(top).skip(1).filter_map(|visit| match visit {
            Visit::Enter(id) => Some(id),
            Visit::Leave(_) => None,
        })
    }
}
