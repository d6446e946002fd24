//! What waits to be reckoned, lowest rank first; each thing waits at most once.
//!
//! That it waits is a bit in its cell (`instance`), so that putting it in twice costs nothing.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::instance::{Instance, ScopeId};
use crate::forms::definition::{Definition, NodeId};
use crate::forms::graph::Facet;

/// A facet of a node in a scope; sorted by rank, then in document order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Waiting {
    rank: u32,
    pub(super) node: NodeId,
    pub(super) facet: Facet,
    pub(super) scope: ScopeId,
}

/// The things that wait.
#[derive(Debug, Clone, Default)]
pub(super) struct Queue(BinaryHeap<Reverse<Waiting>>);

impl Queue {
    pub(super) fn push(
        &mut self,
        definition: &Definition,
        instance: &mut Instance,
        (node, facet, scope): (NodeId, Facet, ScopeId),
    ) {
        let cell = instance.cell_mut(scope, definition.node(node));
        let bit = 1 << facet as u8;
        if cell.waiting & bit == 0 {
            cell.waiting |= bit;
            let rank = definition.graph.rank(node, facet);
            self.0.push(Reverse(Waiting { rank, node, facet, scope }));
        }
    }

    pub(super) fn pop(&mut self, form: &Definition, instance: &mut Instance) -> Option<Waiting> {
        let Reverse(next) = self.0.pop()?;
        let cell = instance.cell_mut(next.scope, form.node(next.node));
        cell.waiting &= !(1 << next.facet as u8);
        Some(next)
    }
}
