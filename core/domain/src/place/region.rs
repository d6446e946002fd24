//! Imported areas with a boundary (licences, villages) and the index that finds them.
//!
//! Reading files is [`super::import`]; the rule for "inside" and "outside" is [`mod@super::boundary`].

use super::boundary::{Boundary, Side, Unclear, boundary};
use super::fix::{Fix, Position};
use super::metric::LocalPlane;
use crate::journal::Digest;
use geo::BoundingRect;
use geo_types::{Coord, MultiPolygon, Polygon};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};
use std::collections::BTreeMap;

/// Beyond this distance a region has nothing to do with a point.
pub const SEARCH_M: f64 = 10_000.0;

/// Edges that run neither along a parallel nor along a meridian.
///
/// A WIUP must be bounded by such lines only (Permen ESDM 7/2020 art. 13), so in a licence this is
/// a hint for L06 (registers disagree) or L03 (overlap); in a village it means nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Slanted {
    /// How many edges.
    pub edges: usize,
    /// Where the first one begins: 1-based vertex of the region's first ring that has one.
    pub first_vertex: usize,
}

/// One imported area.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    /// Its code in the source: WIUP code, decree number or village code; `#3` if it had none.
    pub id: String,
    /// Its name in the source; may be empty.
    pub name: String,
    /// Everything else the source said about it, as text.
    pub attributes: BTreeMap<String, String>,
    /// The polygons in degrees, longitude first; holes are not part of the area.
    pub shape: MultiPolygon<f64>,
    /// Set if the boundary breaks the rule for WIUPs.
    pub slanted: Option<Slanted>,
}

impl Region {
    /// What to call it: the name, or the id where there is none.
    #[must_use]
    pub fn label(&self) -> &str {
        if self.name.is_empty() { &self.id } else { &self.name }
    }

    /// Its rings, closed, outer ones and holes alike: to be drawn, filled by the even-odd rule.
    #[must_use]
    pub fn rings(&self) -> Vec<Vec<Position>> {
        let outer = |p: &Polygon<f64>| p.exterior().clone();
        let all = self
            .shape
            .iter()
            .flat_map(|p| std::iter::once(outer(p)).chain(p.interiors().iter().cloned()));
        let on_earth = |at: &Coord<f64>| Position::from_degrees(at.y, at.x).ok();
        all.map(|ring| ring.coords().filter_map(on_earth).collect()).collect()
    }
}

type Box2 = GeomWithData<Rectangle<[f64; 2]>, usize>;

/// A snapshot of regions with an index; see [`super::import`] for how to get one.
#[derive(Debug, Clone)]
pub struct Regions {
    regions: Vec<Region>,
    tree: RTree<Box2>,
    snapshot: Digest,
}

/// What a set of regions says about one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Located {
    /// Every region within [`SEARCH_M`]: inside first, then undecided, then outside, each by
    /// distance from the edge.
    pub boundaries: Vec<Boundary>,
    /// Told only if the place is outside *all* regions: `Outside`, or why that cannot be said.
    pub overall: Side,
}

impl Regions {
    /// Regions from one import, whose bytes have the SHA-256 `snapshot`.
    #[must_use]
    pub fn new(regions: Vec<Region>, snapshot: Digest) -> Self {
        let boxed = |(i, region): (usize, &Region)| {
            let rect = region.shape.bounding_rect()?;
            let (min, max) = (rect.min(), rect.max());
            let corners = Rectangle::from_corners([min.x, min.y], [max.x, max.y]);
            Some(GeomWithData::new(corners, i))
        };
        let tree = RTree::bulk_load(regions.iter().enumerate().filter_map(boxed).collect());
        Self { regions, tree, snapshot }
    }

    /// All regions, in the order of the source.
    #[must_use]
    pub fn all(&self) -> &[Region] {
        &self.regions
    }

    /// SHA-256 of the imported bytes, to be named wherever an answer is printed.
    #[must_use]
    pub fn snapshot(&self) -> Digest {
        self.snapshot
    }

    /// Which regions hold the place that `fixes` measured, by the rule of [`boundary()`].
    ///
    /// `tolerance_mm` is how far the drawn boundary itself may be off; 30,000 is the default of
    /// the programme. Without any fix everything is inconclusive.
    #[must_use]
    pub fn locate(&self, fixes: &[Fix], tolerance_mm: u32) -> Located {
        let mut boundaries: Vec<Boundary> =
            self.near(fixes).map(|region| boundary(region, fixes, tolerance_mm)).collect();
        let rank = |b: &Boundary| match b.side {
            Side::Inside => (0, -b.distance_mm),
            Side::Inconclusive(_) => (1, b.distance_mm),
            Side::Outside => (2, b.distance_mm),
        };
        boundaries.sort_by_key(rank);
        let overall = match boundaries.first() {
            Some(first) => first.side,
            None if fixes.is_empty() => Side::Inconclusive(Unclear::NoFix),
            None if super::boundary::distinct(fixes) < super::boundary::FIXES_FOR_OUTSIDE => {
                Side::Inconclusive(Unclear::TooFewFixes)
            }
            None => Side::Outside,
        };
        Located { boundaries, overall }
    }

    fn near<'a>(&'a self, fixes: &[Fix]) -> impl Iterator<Item = &'a Region> + use<'a> {
        let mut hits: Vec<usize> = Vec::new();
        for fix in fixes {
            let reach = SEARCH_M + 2.0 * fix.accuracy_m();
            let (dx, dy) = LocalPlane::at(fix.position).degrees(reach);
            let (x, y) = (fix.position.lon(), fix.position.lat());
            let window = AABB::from_corners([x - dx, y - dy], [x + dx, y + dy]);
            hits.extend(self.tree.locate_in_envelope_intersecting(&window).map(|hit| hit.data));
        }
        hits.sort_unstable();
        hits.dedup();
        hits.into_iter().map(|i| &self.regions[i])
    }
}

#[cfg(test)]
mod tests;
