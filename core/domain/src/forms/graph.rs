//! Which values must be reckoned again when one changes, and in what order.
//!
//! Made once per form from what its expressions read. Values and relevance have ranks, so that a
//! change is carried through in one pass; a form whose cells depend on each other in a circle is
//! refused here, with the circle.

use super::definition::{Node, NodeId};
use super::expr::{Expr, Reference};
use super::rank::ranks;

/// What about a node is reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Facet {
    Relevant,
    Value,
    Required,
    ReadOnly,
    Constraint,
    Choices,
    Stop,
}

/// A facet of a node that reads another node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reader {
    pub(super) node: NodeId,
    pub(super) facet: Facet,
    /// How many enclosing repeats the reader shares with what it reads.
    pub(super) fixed: usize,
}

/// Readers of every node, and the ranks of relevance and value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Graph {
    readers: Vec<Vec<Reader>>,
    ranks: Vec<[u32; 2]>,
}

/// The expressions of a node with what they reckon.
pub(super) fn facets(node: &Node) -> [(Facet, Option<&Expr>); 7] {
    [
        (Facet::Relevant, node.relevant.as_ref()),
        (Facet::Value, node.calculation.as_ref()),
        (Facet::Required, node.required.as_ref()),
        (Facet::ReadOnly, node.readonly.as_ref()),
        (Facet::Constraint, node.constraint.as_ref()),
        (Facet::Choices, node.choice_filter.as_ref()),
        (Facet::Stop, node.stop.as_ref()),
    ]
}

/// Two vertices per node: even its relevance, odd its value.
fn vertex(node: NodeId, facet: Facet) -> Option<usize> {
    match facet {
        Facet::Relevant => Some(node.index() * 2),
        Facet::Value => Some(node.index() * 2 + 1),
        _ => None,
    }
}

impl Graph {
    /// The graph of a form.
    ///
    /// # Errors
    /// The nodes and facets of a circle, in order.
    pub(super) fn new(nodes: &[Node]) -> Result<Self, Vec<(NodeId, Facet)>> {
        let mut readers = vec![Vec::new(); nodes.len()];
        let mut after = vec![Vec::new(); nodes.len() * 2];
        for node in nodes {
            if let Some(parent) = node.parent {
                after[parent.index() * 2].push(node.id.index() * 2);
            }
            for (facet, expr) in facets(node) {
                for reference in expr.map(Expr::reads).unwrap_or_default() {
                    let read =
                        |id: NodeId| (id, Reader { node: node.id, facet, fixed: reference.fixed });
                    for (id, reader) in sources(nodes, reference).map(read) {
                        readers[id.index()].push(reader);
                        if let Some(to) = vertex(node.id, facet) {
                            after[id.index() * 2].push(to);
                            after[id.index() * 2 + 1].push(to);
                        }
                    }
                }
            }
        }
        let flat = ranks(&after)?;
        let ranks = flat.chunks_exact(2).map(|pair| [pair[0], pair[1]]).collect();
        Ok(Self { readers, ranks })
    }

    /// What reads `node`.
    pub(super) fn readers(&self, node: NodeId) -> &[Reader] {
        &self.readers[node.index()]
    }

    /// The order of reckoning: what it reads has a lower rank.
    pub(super) fn rank(&self, node: NodeId, facet: Facet) -> u32 {
        match facet {
            Facet::Relevant => self.ranks[node.index()][0],
            Facet::Value => self.ranks[node.index()][1],
            _ => u32::MAX,
        }
    }

    /// The length of the longest chain.
    pub(super) fn longest(&self) -> u32 {
        self.ranks.iter().flatten().copied().max().unwrap_or(0)
    }
}

/// The node itself, and the repeats whose rows are left open.
fn sources<'a>(nodes: &'a [Node], reference: &'a Reference) -> impl Iterator<Item = NodeId> + 'a {
    let open = nodes[reference.node.index()].repeats.iter().skip(reference.fixed).copied();
    std::iter::once(reference.node).chain(open)
}
