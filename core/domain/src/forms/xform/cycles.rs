//! Circles among what is reckoned, by the rules of ODK's engine.
//!
//! What counts is the node, not which of its properties is read: relevance, requiredness,
//! read-only and calculation of a node all count as a change of it, and all wait for every node
//! that they read. Hiding a node changes everything in it. Constraints, choice filters and labels
//! are reckoned last and cannot be part of a circle.

use super::build::Build;
use crate::forms::definition::NodeId;
use crate::forms::problem::Rule;

/// What of a node is reckoned; the order is that of the vertices of a node.
const FACETS: [&str; 4] = ["calculate", "relevant", "required", "readonly"];
/// Vertices of a node: its four facets, "it changed", "all in it changed".
const WIDTH: usize = 6;
const CHANGED: usize = 4;
const DEEP: usize = 5;
const RELEVANT: usize = 1;

impl Build<'_> {
    /// Reports one circle, if there is any.
    pub(super) fn find_circle(&mut self) {
        let after = self.edges();
        let Some(circle) = circle(&after) else { return };
        let part = |vertex: &usize| {
            let node = NodeId(u32::try_from(vertex / WIDTH).unwrap_or(0));
            FACETS.get(vertex % WIDTH).map(|facet| (node, *facet))
        };
        let mut parts: Vec<(NodeId, &str)> = circle.iter().filter_map(part).collect();
        let first = parts.iter().enumerate().min_by_key(|(_, part)| part.0).map_or(0, |(at, _)| at);
        parts.rotate_left(first);
        let places: Vec<_> =
            parts.iter().map(|(node, facet)| self.facet_place(*node, facet)).collect();
        let named = |((node, _), place): (&(NodeId, &str), &crate::forms::problem::CellPlace)| {
            let name = &self.node(*node).name;
            format!("{} {} ({name})", place.sheet.name(), place.cell())
        };
        let cells: Vec<String> = parts.iter().zip(&places).map(named).collect();
        let place = places.into_iter().next();
        let rule = Rule::Cycle(cells.join(" → "));
        if let Some(place) = place {
            self.report.found.push(crate::forms::problem::FormError { place, rule });
        }
    }

    /// Which vertices wait for which.
    fn edges(&self) -> Vec<Vec<u32>> {
        let mut after = vec![Vec::new(); self.nodes.len() * WIDTH];
        let vertex = |node: NodeId, part: usize| node.index() * WIDTH + part;
        let name = |vertex: usize| u32::try_from(vertex).unwrap_or(u32::MAX);
        for ((node, local), reads) in &self.reads {
            let Some(part) = FACETS.iter().position(|facet| facet == local) else { continue };
            let own = vertex(*node, part);
            let hides = part == RELEVANT;
            after[own].push(name(vertex(*node, if hides { DEEP } else { CHANGED })));
            for read in reads {
                after[vertex(*read, CHANGED)].push(name(own));
            }
        }
        for node in &self.nodes {
            after[vertex(node.id, DEEP)].push(name(vertex(node.id, CHANGED)));
            for child in &node.children {
                after[vertex(node.id, DEEP)].push(name(vertex(*child, DEEP)));
            }
        }
        after
    }

    fn facet_place(&self, node: NodeId, facet: &str) -> crate::forms::problem::CellPlace {
        use super::report::{Spot, place};
        let mut binds = self.binds.iter().filter(|(bound, _)| *bound == node);
        let bind = binds.find(|(_, bind)| self.attribute(*bind, facet).is_some());
        match bind {
            Some((_, bind)) => place(self.doc, Spot::Attribute(*bind, facet)),
            None => place(self.doc, Spot::Element(self.node(node).element)),
        }
    }
}

/// The vertices of one circle in order; none if there is no circle. No recursion: chains are long.
fn circle(after: &[Vec<u32>]) -> Option<Vec<usize>> {
    let mut waits = vec![0_u32; after.len()];
    for to in after.iter().flatten() {
        waits[*to as usize] += 1;
    }
    let mut ready: Vec<usize> = (0..after.len()).filter(|v| waits[*v] == 0).collect();
    let mut done = 0;
    while let Some(from) = ready.pop() {
        done += 1;
        for to in &after[from] {
            let to = *to as usize;
            waits[to] -= 1;
            if waits[to] == 0 {
                ready.push(to);
            }
        }
    }
    (done < after.len()).then(|| trace(after, &waits))
}

/// Every vertex that still waits does so for another such one, so going backwards comes round.
fn trace(after: &[Vec<u32>], waits: &[u32]) -> Vec<usize> {
    let mut before = vec![usize::MAX; after.len()];
    for (from, tos) in after.iter().enumerate().filter(|(from, _)| waits[*from] > 0) {
        for to in tos {
            before[*to as usize] = from;
        }
    }
    let mut seen = vec![false; after.len()];
    let mut at = waits.iter().position(|wait| *wait > 0).unwrap_or(0);
    while at != usize::MAX && !seen[at] {
        seen[at] = true;
        at = before[at];
    }
    let start = at;
    let mut found = Vec::new();
    while at != usize::MAX {
        found.push(at);
        at = before[at];
        if at == start {
            break;
        }
    }
    found.reverse();
    found
}
