//! Is a ring of vertices a polygon's edge? Exact integer checks, before anything is indexed.
//!
//! Works on 1e-7 degrees, so that there is no rounding in "crosses itself". Says which vertex is
//! wrong. It repairs nothing: a licence boundary that needs repair is itself news.

use super::edges::{Edge, Vertex, crossing, edges};
use super::import::ImportRule;
use super::region::Slanted;

/// Above this many vertices a ring is refused; the check for crossings is quadratic at worst.
pub(super) const MAX_VERTICES: usize = 50_000;

/// 0.001 second of arc, the step in which WIUP coordinates are given (Permen ESDM 7/2020
/// art. 13), rounded up to 1e-7 degree.
const WIUP_STEP_E7: i64 = 3;

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

fn slanted(edges: &[Edge]) -> Option<Slanted> {
    let slants =
        |e: &&Edge| (e.a.0 - e.b.0).abs() > WIUP_STEP_E7 && (e.a.1 - e.b.1).abs() > WIUP_STEP_E7;
    let first_vertex = edges.iter().find(slants)?.vertex;
    Some(Slanted { edges: edges.iter().filter(slants).count(), first_vertex })
}

#[cfg(test)]
mod tests;
