//! The rule for inside and outside, at its edges.

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
fn a_place_that_somebody_points_at_on_the_map_is_outside_by_itself() {
    let regions = square();
    let pointed = Fix { provider: Provider::Map, ..north_m(-140.0, 0) };
    let told = boundary(&regions.all()[0], &[pointed], 30_000);
    assert_eq!((told.side, told.error_mm), (Side::Outside, 30_000));
    let near = Fix { provider: Provider::Map, ..north_m(-50.0, 0) };
    let side = boundary(&regions.all()[0], &[near], 30_000).side;
    assert_eq!(side, Side::Inconclusive(Unclear::NearEdge), "a drawn line is not that sure");
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
