//! Inside or outside a boundary, and how sure one may be of it.
//!
//! The rule (domain.md section 6): with *d* the distance from the point to the nearest edge and
//! error = GPS accuracy + tolerance of the drawn line, a side is told only if d > 2 × error; and
//! "outside" only if at least three different measurements all say so. Everything else is
//! inconclusive, with d and error, so that a screen can say "di luar 140 m ± 30 m".
//!
//! Distances to edges are accurate to 0.1 % within 20 km ([`super::metric`]).

use super::fix::{Fix, Provider};
use super::metric::LocalPlane;
use super::region::Region;
use crate::evidence::finding::metres;
use crate::lang::Lang;
use geo::Contains;
use geo_types::Point;

/// So many different measurements must agree before "outside" is claimed.
pub const FIXES_FOR_OUTSIDE: usize = 3;

/// The tolerance of a drawn boundary when nobody states another: 30 m.
pub const DEFAULT_TOLERANCE_MM: u32 = 30_000;

/// Why a side cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unclear {
    /// There is no measurement at all.
    NoFix,
    /// At least one measurement is within twice its error of the edge.
    NearEdge,
    /// All say outside, but there are fewer than [`FIXES_FOR_OUTSIDE`] different measurements.
    TooFewFixes,
    /// Some are clearly inside, some clearly outside: not one place.
    FixesDisagree,
}

/// The side of a boundary a place lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// Inside, by more than twice the error.
    Inside,
    /// Outside, by more than twice the error, in three measurements.
    Outside,
    /// Not to be told.
    Inconclusive(Unclear),
}

/// The answer for one region.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boundary {
    /// The region's id.
    pub region: String,
    /// The region's name, or its id where it has none.
    pub label: String,
    /// Which side.
    pub side: Side,
    /// The distance in millimetres to the nearest edge, of the measurement that is least sure;
    /// 0 without a measurement.
    pub distance_mm: i64,
    /// That measurement's accuracy plus the tolerance, in millimetres.
    pub error_mm: i64,
    /// Whether that measurement lies inside the drawn line, whatever may be claimed from it.
    pub drawn_inside: bool,
}

impl Boundary {
    /// The answer as a screen says it: `di luar 140 m ± 30 m`.
    ///
    /// An inconclusive answer names the drawn side and says that it is not told.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        let side = match (lang, self.drawn_inside) {
            (Lang::Id, true) => "di dalam",
            (Lang::Id, false) => "di luar",
            (Lang::En, true) => "inside",
            (Lang::En, false) => "outside",
        };
        let figures = format!("{} ± {}", metres(self.distance_mm), metres(self.error_mm));
        match (self.side, lang) {
            (Side::Inconclusive(_), Lang::Id) => {
                format!("{side} {figures}, belum dapat disimpulkan")
            }
            (Side::Inconclusive(_), Lang::En) => format!("{side} {figures}, inconclusive"),
            _ => format!("{side} {figures}"),
        }
    }
}

/// One measurement against one region.
struct Measured {
    inside: bool,
    distance_mm: i64,
    error_mm: i64,
}

impl Measured {
    fn margin(&self) -> i64 {
        self.distance_mm - 2 * self.error_mm
    }
}

/// On which side of `region` lies the place that `fixes` measured?
///
/// A fix counted twice (same position, accuracy and age) is one measurement.
#[must_use]
pub fn boundary(region: &Region, fixes: &[Fix], tolerance_mm: u32) -> Boundary {
    let measured: Vec<Measured> =
        fixes.iter().map(|fix| measure(region, fix, tolerance_mm)).collect();
    let least_sure = measured.iter().min_by_key(|m| m.margin());
    let all = |inside: bool| measured.iter().all(|m| m.inside == inside);
    let side = match least_sure {
        None => Side::Inconclusive(Unclear::NoFix),
        Some(m) if m.margin() <= 0 => Side::Inconclusive(Unclear::NearEdge),
        Some(_) if all(true) => Side::Inside,
        Some(_) if !all(false) => Side::Inconclusive(Unclear::FixesDisagree),
        Some(_) if distinct(fixes) < FIXES_FOR_OUTSIDE => Side::Inconclusive(Unclear::TooFewFixes),
        Some(_) => Side::Outside,
    };
    Boundary {
        region: region.id.clone(),
        label: region.label().to_owned(),
        side,
        distance_mm: least_sure.map_or(0, |m| m.distance_mm),
        error_mm: least_sure.map_or(i64::from(tolerance_mm), |m| m.error_mm),
        drawn_inside: least_sure.is_some_and(|m| m.inside),
    }
}

/// How many different measurements there are. A place that a person points at on the map does not
/// scatter as a receiver does: it is as good as enough of them.
#[must_use]
pub(super) fn distinct(fixes: &[Fix]) -> usize {
    if fixes.iter().any(|fix| fix.provider == Provider::Map) {
        return fixes.len().max(FIXES_FOR_OUTSIDE);
    }
    let mut seen: Vec<_> = fixes.iter().map(|f| (f.position, f.accuracy_mm, f.age_ms)).collect();
    seen.sort_unstable();
    seen.dedup();
    seen.len()
}

fn measure(region: &Region, fix: &Fix, tolerance_mm: u32) -> Measured {
    let plane = LocalPlane::at(fix.position);
    let rings =
        region.shape.iter().flat_map(|p| std::iter::once(p.exterior()).chain(p.interiors()));
    let nearest_m = rings
        .flat_map(geo_types::LineString::lines)
        .map(|line| plane.to_segment_m(line.start.x_y(), line.end.x_y()))
        .fold(f64::INFINITY, f64::min);
    Measured {
        inside: region.shape.contains(&Point::new(fix.position.lon(), fix.position.lat())),
        distance_mm: (nearest_m * 1000.0).min(1e15) as i64,
        error_mm: i64::from(fix.accuracy_mm) + i64::from(tolerance_mm),
    }
}

#[cfg(test)]
mod tests;
