//! Is a ring of vertices a polygon's edge? Exact integer checks, before anything is indexed.
//!
//! Works on 1e-7 degrees, so that there is no rounding in "crosses itself". Says which vertex is
//! wrong. It repairs nothing: a licence boundary that needs repair is itself news.

use super::import::ImportRule;
use super::region::Slanted;

/// Above this many vertices a ring is refused; the check for crossings is quadratic at worst.
pub(super) const MAX_VERTICES: usize = 50_000;

/// 0.001 second of arc, the step in which WIUP coordinates are given (Permen ESDM 7/2020
/// art. 13), rounded up to 1e-7 degree.
const WIUP_STEP_E7: i64 = 3;

type Vertex = (i64, i64);

/// A ring that passed, and what is odd about it.
#[derive(Debug)]
pub(super) struct CheckedRing {
    /// Degrees, (longitude, latitude), closed.
    pub(super) line: geo_types::LineString<f64>,
    /// Edges that run neither north-south nor east-west.
    pub(super) slanted: Option<Slanted>,
}

/// Checks one ring given as (longitude, latitude) in degrees.
///
/// The error's vertex is 1-based, counted in this ring.
pub(super) fn check(ring: &[(f64, f64)]) -> Result<CheckedRing, (Option<usize>, ImportRule)> {
    if ring.len() > MAX_VERTICES {
        return Err((None, ImportRule::TooManyVertices));
    }
    let points = to_e7(ring)?;
    if points.len() < 4 {
        return Err((None, ImportRule::TooFewVertices));
    }
    if points.first() != points.last() {
        return Err((Some(points.len()), ImportRule::Unclosed));
    }
    if let Some(i) = points.windows(2).position(|w| (w[0].0 - w[1].0).abs() > 1_800_000_000) {
        return Err((Some(i + 1), ImportRule::Antimeridian));
    }
    let edges = edges(&points);
    if edges.len() < 3 {
        return Err((None, ImportRule::TooFewVertices));
    }
    if let Some((a, b)) = crossing(&edges) {
        return Err((Some(a), ImportRule::SelfIntersection { other: b }));
    }
    let degrees = |e7: i64| e7 as f64 / 1e7;
    let line = points.iter().map(|(x, y)| (degrees(*x), degrees(*y))).collect();
    Ok(CheckedRing { line, slanted: slanted(&edges) })
}

fn to_e7(ring: &[(f64, f64)]) -> Result<Vec<Vertex>, (Option<usize>, ImportRule)> {
    let mut points = Vec::with_capacity(ring.len());
    for (i, (lon, lat)) in ring.iter().enumerate() {
        if !(lon.abs() <= 180.0 && lat.abs() <= 90.0) {
            return Err((Some(i + 1), ImportRule::NotOnEarth));
        }
        points.push(((lon * 1e7).round() as i64, (lat * 1e7).round() as i64));
    }
    Ok(points)
}

/// An edge of non-zero length, with the 1-based number of its first vertex.
#[derive(Debug, Clone, Copy)]
struct Edge {
    a: Vertex,
    b: Vertex,
    vertex: usize,
}

fn edges(points: &[Vertex]) -> Vec<Edge> {
    let edge = |(i, w): (usize, &[Vertex])| Edge { a: w[0], b: w[1], vertex: i + 1 };
    points.windows(2).enumerate().map(edge).filter(|e| e.a != e.b).collect()
}

fn slanted(edges: &[Edge]) -> Option<Slanted> {
    let slants =
        |e: &&Edge| (e.a.0 - e.b.0).abs() > WIUP_STEP_E7 && (e.a.1 - e.b.1).abs() > WIUP_STEP_E7;
    let first_vertex = edges.iter().find(slants)?.vertex;
    Some(Slanted { edges: edges.iter().filter(slants).count(), first_vertex })
}

/// The first two edges that touch where neighbours may not; sorted by longitude, so that only
/// edges whose boxes overlap are compared.
fn crossing(edges: &[Edge]) -> Option<(usize, usize)> {
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

#[cfg(test)]
mod tests;
