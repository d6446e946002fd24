//! Inside or outside a boundary, and how sure one may be of it.
//!
//! The rule (domain.md section 6): with *d* the distance from the point to the nearest edge and
//! error = GPS accuracy + tolerance of the drawn line, a side is told only if d > 2 × error; and
//! "outside" only if at least three different measurements all say so. Everything else is
//! inconclusive, with d and error, so that a screen can say "di luar 140 m ± 30 m".
//!
//! Distances to edges are accurate to 0.1 % within 20 km ([`super::metric`]).

use super::fix::Fix;
use super::metric::LocalPlane;
use super::region::Region;
use crate::evidence::finding::{Lang, metres};
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

/// How many different measurements there are.
#[must_use]
pub(super) fn distinct(fixes: &[Fix]) -> usize {
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
mod tests {
    use super::super::{Position, Regions, import};
    use super::*;
    use proptest::prelude::*;

    /// A square of about 11 km, its southern edge on the equator.
    fn square() -> Regions {
        import::geojson(
            br#"{"type":"Feature","properties":{"id":"X"},"geometry":{"type":"Polygon","coordinates":
            [[[117.0,0.0],[117.1,0.0],[117.1,0.1],[117.0,0.1],[117.0,0.0]]]}}"#,
        )
        .unwrap()
    }

    /// A fix so many metres north of the southern edge, in its middle.
    fn north_m(metres: f64, accuracy_m: u32) -> Fix {
        let position = Position::from_degrees(metres / 110_574.4, 117.05).unwrap();
        Fix::gnss(position, accuracy_m * 1000)
    }

    fn three(metres: f64, accuracy_m: u32) -> [Fix; 3] {
        [metres, metres - 0.5, metres - 1.0].map(|m| north_m(m, accuracy_m))
    }

    #[test]
    fn a_side_is_told_only_beyond_twice_the_error() {
        let regions = square();
        let side = |fixes: &[Fix]| boundary(&regions.all()[0], fixes, 30_000).side;
        // accuracy 5 m + tolerance 30 m = 35 m, so the grey band is 70 m to either side
        assert_eq!(side(&[north_m(75.0, 5)]), Side::Inside);
        assert_eq!(side(&[north_m(65.0, 5)]), Side::Inconclusive(Unclear::NearEdge));
        assert_eq!(side(&three(-65.0, 5)), Side::Inconclusive(Unclear::NearEdge));
        assert_eq!(side(&three(-75.0, 5)), Side::Outside);
        // a coarser fix widens the band
        assert_eq!(side(&three(-75.0, 50)), Side::Inconclusive(Unclear::NearEdge));
    }

    #[test]
    fn outside_takes_three_different_measurements() {
        let regions = square();
        let side = |fixes: &[Fix]| boundary(&regions.all()[0], fixes, 30_000).side;
        let [a, b, c] = three(-200.0, 5);
        assert_eq!(side(&[a]), Side::Inconclusive(Unclear::TooFewFixes));
        assert_eq!(side(&[a, a, b]), Side::Inconclusive(Unclear::TooFewFixes));
        assert_eq!(side(&[a, b, c]), Side::Outside);
        assert_eq!(side(&[a, b, c, north_m(300.0, 5)]), Side::Inconclusive(Unclear::FixesDisagree));
        assert_eq!(side(&[]), Side::Inconclusive(Unclear::NoFix));
    }

    #[test]
    fn the_answer_states_distance_and_error_of_the_least_sure_measurement() {
        let answer = boundary(&square().all()[0], &three(-140.0, 5), 25_000);
        assert!((answer.distance_mm - 140_000).abs() < 150, "{}", answer.distance_mm);
        assert_eq!(answer.error_mm, 30_000);
        assert!(!answer.drawn_inside);
        assert_eq!(answer.words(Lang::Id), "di luar 140 m ± 30 m");
        let near = boundary(&square().all()[0], &[north_m(40.0, 5)], 25_000);
        assert_eq!(near.words(Lang::Id), "di dalam 40 m ± 30 m, belum dapat disimpulkan");
    }

    proptest! {
        #[test]
        fn a_mirrored_point_gets_the_mirrored_answer(
            metres in 0.0f64..400.0, accuracy in 1u32..100, tolerance in 0u32..60_000,
        ) {
            let regions = square();
            let region = &regions.all()[0];
            // both triples reach exactly the same distances from the edge
            let distances = [metres + 2.0, metres + 2.5, metres + 3.0];
            let inner = boundary(region, &distances.map(|m| north_m(m, accuracy)), tolerance);
            let outer = boundary(region, &distances.map(|m| north_m(-m, accuracy)), tolerance);
            prop_assert!((inner.distance_mm - outer.distance_mm).abs() <= 30);
            let (margin, _) = (inner.distance_mm - 2 * inner.error_mm, ());
            prop_assume!(margin.abs() > 60);
            match inner.side {
                Side::Inside => prop_assert_eq!(outer.side, Side::Outside),
                other => prop_assert_eq!(outer.side, other),
            }
        }
    }
}
