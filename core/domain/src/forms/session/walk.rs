//! Everything in a filled-in form, in document order.

use super::instance::{Instance, ScopeId};
use crate::forms::definition::{Definition, NodeId, NodeKind};

/// A stop on a walk in document order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    Node(ScopeId, NodeId),
    Row(ScopeId),
    /// All rows of this repeat are behind.
    AfterRows(ScopeId, NodeId),
}

impl Instance {
    /// Everything in document order, the form itself left out.
    pub(super) fn walk(&self, definition: &Definition) -> Vec<Stop> {
        let mut stops = Vec::new();
        self.visit(definition, Self::ROOT, NodeId::ROOT, &mut stops);
        stops
    }

    fn visit(&self, definition: &Definition, scope: ScopeId, of: NodeId, stops: &mut Vec<Stop>) {
        for id in &definition.node(of).children {
            let node = definition.node(*id);
            stops.push(Stop::Node(scope, *id));
            match node.kind {
                // A question may have attributes: an entity without a label is an empty element.
                NodeKind::Group | NodeKind::Question(_) => {
                    self.visit(definition, scope, *id, stops);
                }
                NodeKind::Repeat => {
                    for row in &self.cell(scope, node).rows {
                        stops.push(Stop::Row(*row));
                        self.visit(definition, *row, *id, stops);
                    }
                    stops.push(Stop::AfterRows(scope, *id));
                }
            }
        }
    }
}
