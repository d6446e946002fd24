//! A compiled form: what a session fills in. Immutable once made by [`super::import`].
//!
//! Nodes stand in one list in document order and name each other by [`NodeId`]; no expression is
//! text any more. The layout (`repeats`, `slot`) lets a session find a value without searching.

use std::collections::BTreeMap;

use super::graph::Graph;
use super::problem::FormError;
use crate::journal::Digest;
use crate::journal::cbor::Value;

pub use super::kind::{MetadataKind, QuestionType};
pub use super::node::{Choice, ChoiceSource, Default, Node, NodeId, NodeKind, Texts};

/// A compiled form.
#[derive(Debug, Clone, PartialEq)]
pub struct Definition {
    /// The form's id, such as `F02`.
    pub id: String,
    /// The version, as written.
    pub version: String,
    /// The title.
    pub title: Texts,
    /// SHA-256 of the source bytes (of CSV: the three texts with a zero byte between).
    pub hash: Digest,
    /// The language codes in the order of the columns, the default first.
    pub languages: Vec<String>,
    /// All nodes in document order; the first is the form itself.
    pub nodes: Vec<Node>,
    /// The choice lists by name.
    pub lists: BTreeMap<String, Vec<Choice>>,
    /// What the author should look at, though the form opens.
    pub warnings: Vec<FormError>,
    pub(super) graph: Graph,
    /// How many slots a scope has: the form itself, and each repeat.
    pub(super) slots: BTreeMap<NodeId, Vec<NodeId>>,
}

impl Definition {
    /// A node.
    ///
    /// # Panics
    /// If `id` is not of this form; ids come from the form itself.
    #[must_use]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// The node of that name, if there is exactly one.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Node> {
        let mut found = self.nodes.iter().skip(1).filter(|node| node.name == name);
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// The names from the form down to the node: `g/b`; empty for the form itself.
    #[must_use]
    pub fn node_path(&self, id: NodeId) -> String {
        self.below(id, NodeId::ROOT)
    }

    /// The names from below `top` down to the node.
    #[must_use]
    pub fn below(&self, id: NodeId, top: NodeId) -> String {
        let mut names = Vec::new();
        let mut at = id;
        while at != top {
            names.push(self.node(at).name.as_str());
            match self.node(at).parent {
                Some(parent) => at = parent,
                None => break,
            }
        }
        names.reverse();
        names.join("/")
    }

    /// The choices that the form itself lists for a question.
    #[must_use]
    pub fn choices(&self, node: &Node) -> &[Choice] {
        match &node.choices {
            Some(ChoiceSource::List(name)) => self.lists.get(name).map_or(&[], Vec::as_slice),
            _ => &[],
        }
    }

    /// The texts of a path element for node `id` below the repeat it lies in.
    pub(super) fn element(&self, id: NodeId) -> Value {
        let top = self.node(id).repeats.last().copied().unwrap_or(NodeId::ROOT);
        Value::text(&self.below(id, top))
    }
}
