//! The index finds what a full search finds.

use super::super::{Position, import};
use super::*;

fn demo() -> Regions {
    import::geojson(include_bytes!("../../../../../programme/demo/licences.geojson")).unwrap()
}

fn at(lat: f64, lon: f64) -> Fix {
    Fix::gnss(Position::from_degrees(lat, lon).unwrap(), 5_000)
}

#[test]
fn a_point_in_the_middle_of_a_licence_is_in_that_one_and_no_other() {
    let located = demo().locate(&[at(-0.545, 116.91)], 30_000);
    assert_eq!(located.overall, Side::Inside);
    assert_eq!(located.boundaries.len(), 1);
    assert_eq!(located.boundaries[0].region, "CONTOH-64-1");
}

#[test]
fn a_hole_in_a_licence_is_not_part_of_it() {
    let hole = [at(-0.553, 116.907), at(-0.55301, 116.907), at(-0.553, 116.90701)];
    assert_eq!(demo().locate(&hole, 30_000).overall, Side::Outside);
}

#[test]
fn far_from_every_licence_outside_still_takes_three_different_measurements() {
    let java = at(-7.0, 110.0);
    let licences = demo();
    assert_eq!(licences.locate(&[], 30_000).overall, Side::Inconclusive(Unclear::NoFix));
    let same = [java, java, java];
    let too_few = Side::Inconclusive(Unclear::TooFewFixes);
    assert_eq!(licences.locate(&same, 30_000).overall, too_few);
    let three = [java, at(-7.00001, 110.0), at(-7.0, 110.00001)];
    assert_eq!(licences.locate(&three, 30_000).overall, Side::Outside);
}

#[test]
fn the_index_finds_what_a_search_through_all_regions_finds() {
    let licences = demo();
    for region in licences.all() {
        let rect = region.shape.bounding_rect().unwrap();
        let fix = at(rect.min().y + 0.002, rect.min().x + 0.002);
        let found = licences.locate(&[fix], 30_000);
        assert_eq!(found.boundaries[0].region, region.id);
    }
}
