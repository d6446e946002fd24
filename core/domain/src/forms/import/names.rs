//! What a name means where an expression stands, in a form from a spreadsheet.

use std::collections::{BTreeMap, BTreeSet};

use crate::forms::definition::{Node, NodeId, NodeKind};
use crate::forms::expr::{Names, Reference, Target};
use crate::forms::problem::Rule;

/// All nodes by name.
#[derive(Debug)]
pub(super) struct Index(BTreeMap<String, Vec<NodeId>>);

impl Index {
    pub(super) fn of(nodes: &[Node]) -> Self {
        let mut index: BTreeMap<String, Vec<NodeId>> = BTreeMap::new();
        for node in nodes.iter().skip(1) {
            index.entry(node.name.clone()).or_default().push(node.id);
        }
        Self(index)
    }
}

/// Names as seen from node `at`; `columns` are those of its choice list, in a choice filter.
#[derive(Debug)]
pub(super) struct FormNames<'a> {
    pub(super) nodes: &'a [Node],
    pub(super) index: &'a Index,
    pub(super) at: NodeId,
    pub(super) columns: Option<&'a BTreeSet<String>>,
}

impl FormNames<'_> {
    fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// `low`: no more enclosing repeats are shared than this.
    fn refer(&self, id: NodeId, low: usize) -> Reference {
        let (node, here) = (self.node(id), self.node(self.at));
        let shared = node.repeats.iter().zip(&here.repeats).take_while(|(a, b)| a == b).count();
        let fixed = shared.min(low);
        let many = node.kind == NodeKind::Repeat || node.repeats.len() > fixed;
        Reference { node: id, fixed, many }
    }

    fn child(&self, of: NodeId, name: &str) -> Option<NodeId> {
        self.node(of).children.iter().copied().find(|id| self.node(*id).name == name)
    }
}

impl Names for FormNames<'_> {
    fn reference(&self, name: &str) -> Result<Reference, Rule> {
        match self.index.0.get(name).map(Vec::as_slice) {
            Some([id]) => Ok(self.refer(*id, usize::MAX)),
            Some(_) => Err(Rule::AmbiguousReference(name.to_owned())),
            None => Err(Rule::UnknownReference(name.to_owned())),
        }
    }

    fn path(&self, absolute: bool, steps: &[String]) -> Result<Target, Rule> {
        let unknown = || Rule::UnknownReference(steps.join("/"));
        if let ([name], false, Some(columns)) = (steps, absolute, self.columns)
            && columns.contains(name)
        {
            return Ok(Target::Column(name.clone()));
        }
        let mut at = if absolute { NodeId::ROOT } else { self.at };
        let mut low = usize::MAX;
        let mut own_row = false;
        // The first step of an absolute path names the form itself, whatever it is called.
        for step in steps.iter().skip(usize::from(absolute)) {
            match step.as_str() {
                "." => {}
                ".." => {
                    let left_row = self.node(at).kind == NodeKind::Repeat && at != self.at;
                    if left_row {
                        low = low.min(self.node(at).repeats.len());
                    }
                    at = self.node(at).parent.ok_or_else(unknown)?;
                    own_row = self.node(at).kind == NodeKind::Repeat;
                }
                name => {
                    at = self.child(at, name).ok_or_else(unknown)?;
                    own_row = false;
                }
            }
        }
        if at == self.at && !absolute {
            return Ok(Target::Own);
        }
        if at == NodeId::ROOT {
            return Err(unknown());
        }
        let mut reference = self.refer(at, low);
        if own_row {
            reference.fixed = self.node(at).repeats.len() + 1;
            reference.many = false;
        }
        Ok(Target::Node(reference))
    }

    fn is_repeat(&self, reference: &Reference) -> bool {
        self.node(reference.node).kind == NodeKind::Repeat
    }

    fn depth(&self, reference: &Reference) -> usize {
        self.node(reference.node).repeats.len()
    }
}
