//! The edges of a ring, and whether two of them cross: exact, in integers of 1e-7 degree.
//!
//! What follows from a crossing is the caller's: [`super::ring`] refuses the ring.

/// (longitude, latitude) in 1e-7 degree.
pub(super) type Vertex = (i64, i64);

/// An edge of non-zero length, with the 1-based number of its first vertex.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    pub(super) a: Vertex,
    pub(super) b: Vertex,
    pub(super) vertex: usize,
}

pub(super) fn edges(points: &[Vertex]) -> Vec<Edge> {
    let edge = |(i, w): (usize, &[Vertex])| Edge { a: w[0], b: w[1], vertex: i + 1 };
    points.windows(2).enumerate().map(edge).filter(|e| e.a != e.b).collect()
}

/// The first two edges that touch where neighbours may not; sorted by longitude, so that only
/// edges whose boxes overlap are compared.
pub(super) fn crossing(edges: &[Edge]) -> Option<(usize, usize)> {
    let mut order: Vec<usize> = (0..edges.len()).collect();
    let west = |i: usize| edges[i].a.0.min(edges[i].b.0);
    order.sort_by_key(|i| west(*i));
    let mut found: Option<(usize, usize)> = None;
    for (k, &i) in order.iter().enumerate() {
        let east = edges[i].a.0.max(edges[i].b.0);
        for &j in order[k + 1..].iter().take_while(|j| west(**j) <= east) {
            let (first, second) = (i.min(j), i.max(j));
            if touch(edges, first, second) {
                let pair = (edges[first].vertex, edges[second].vertex);
                found = Some(found.map_or(pair, |old| old.min(pair)));
            }
        }
    }
    found
}

fn touch(edges: &[Edge], i: usize, j: usize) -> bool {
    let (e, f) = (edges[i], edges[j]);
    if j == i + 1 {
        return doubles_back(e, f);
    }
    if i == 0 && j + 1 == edges.len() {
        return doubles_back(f, e);
    }
    segments_meet(e, f)
}

/// Does the second of two neighbouring edges run back over the first?
fn doubles_back(e: Edge, f: Edge) -> bool {
    let dot = i128::from(e.b.0 - e.a.0) * i128::from(f.b.0 - f.a.0)
        + i128::from(e.b.1 - e.a.1) * i128::from(f.b.1 - f.a.1);
    turn(e.a, e.b, f.b) == 0 && dot < 0
}

/// Positive: `c` lies left of the line from `a` to `b`; zero: on it.
fn turn(a: Vertex, b: Vertex, c: Vertex) -> i128 {
    i128::from(b.0 - a.0) * i128::from(c.1 - a.1) - i128::from(b.1 - a.1) * i128::from(c.0 - a.0)
}

fn segments_meet(e: Edge, f: Edge) -> bool {
    let apart = |a: i64, b: i64, c: i64, d: i64| a.max(b) < c.min(d) || c.max(d) < a.min(b);
    if apart(e.a.0, e.b.0, f.a.0, f.b.0) || apart(e.a.1, e.b.1, f.a.1, f.b.1) {
        return false;
    }
    let sides = |e: Edge, f: Edge| turn(e.a, e.b, f.a).signum() * turn(e.a, e.b, f.b).signum();
    sides(e, f) <= 0 && sides(f, e) <= 0
}
