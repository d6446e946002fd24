//! Ranks of what depends on what, or the circle that makes them impossible.

use super::definition::NodeId;
use super::graph::Facet;

/// The length of the longest chain that leads to each vertex. A vertex is a node's relevance (even)
/// or its value (odd); `after` names what waits for it.
///
/// # Errors
/// The nodes and facets of one circle, in order.
pub(super) fn ranks(after: &[Vec<usize>]) -> Result<Vec<u32>, Vec<(NodeId, Facet)>> {
    let mut waits = vec![0usize; after.len()];
    for to in after.iter().flatten() {
        waits[*to] += 1;
    }
    let mut ready: Vec<usize> = (0..after.len()).filter(|v| waits[*v] == 0).collect();
    let mut rank = vec![0u32; after.len()];
    let mut done = 0;
    while let Some(from) = ready.pop() {
        done += 1;
        for &to in &after[from] {
            rank[to] = rank[to].max(rank[from] + 1);
            waits[to] -= 1;
            if waits[to] == 0 {
                ready.push(to);
            }
        }
    }
    if done == after.len() { Ok(rank) } else { Err(circle(after, &waits)) }
}

/// One circle among the vertices that still wait: each of them waits for another such one, so
/// going backwards must come round.
fn circle(after: &[Vec<usize>], waits: &[usize]) -> Vec<(NodeId, Facet)> {
    let mut before = vec![usize::MAX; after.len()];
    for (from, tos) in after.iter().enumerate().filter(|(from, _)| waits[*from] > 0) {
        for &to in tos {
            before[to] = from;
        }
    }
    let mut seen = vec![false; after.len()];
    let mut at = waits.iter().position(|w| *w > 0).unwrap_or(0);
    while at != usize::MAX && !seen[at] {
        seen[at] = true;
        at = before[at];
    }
    let start = at;
    let mut found = Vec::new();
    while at != usize::MAX {
        let node = NodeId(u32::try_from(at / 2).unwrap_or(0));
        found.push((node, if at % 2 == 0 { Facet::Relevant } else { Facet::Value }));
        at = before[at];
        if at == start {
            break;
        }
    }
    found.reverse();
    found
}
