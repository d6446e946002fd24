//! Rings that are no polygon, each refused at its vertex.

use super::*;

#[test]
fn a_ring_that_is_no_polygon_is_refused_at_the_vertex_that_is_wrong() {
    type Case = (&'static str, &'static [(f64, f64)], Option<usize>, ImportRule);
    let cases: &[Case] = &[
        ("open", &[(0., 0.), (1., 0.), (1., 1.), (0., 1.)], Some(4), ImportRule::Unclosed),
        ("two corners", &[(0., 0.), (1., 0.), (0., 0.)], None, ImportRule::TooFewVertices),
        ("one place", &[(0., 0.), (0., 0.), (0., 0.), (0., 0.)], None, ImportRule::TooFewVertices),
        (
            "off the earth",
            &[(0., 0.), (1., 91.), (1., 1.), (0., 0.)],
            Some(2),
            ImportRule::NotOnEarth,
        ),
        (
            "not a number",
            &[(0., 0.), (f64::NAN, 1.), (1., 1.), (0., 0.)],
            Some(2),
            ImportRule::NotOnEarth,
        ),
        (
            "over the date line",
            &[(179., 0.), (-179., 0.), (-179., 1.), (179., 0.)],
            Some(1),
            ImportRule::Antimeridian,
        ),
        (
            "bow tie",
            &[(0., 0.), (1., 1.), (1., 0.), (0., 1.), (0., 0.)],
            Some(1),
            ImportRule::SelfIntersection { other: 3 },
        ),
        (
            "spike",
            &[(0., 0.), (2., 0.), (1., 0.), (1., 1.), (0., 0.)],
            Some(1),
            ImportRule::SelfIntersection { other: 2 },
        ),
        (
            "touches itself",
            &[(0., 0.), (2., 0.), (2., 2.), (1., 0.), (0., 2.), (0., 0.)],
            Some(1),
            ImportRule::SelfIntersection { other: 3 },
        ),
    ];
    for (name, ring, vertex, problem) in cases {
        assert_eq!(check(ring).unwrap_err(), (*vertex, *problem), "{name}");
    }
}

#[test]
fn an_edge_that_is_not_north_south_or_east_west_is_a_hint_not_an_error() {
    let square = [(0., 0.), (1., 0.), (1., 1.), (0., 1.), (0., 0.)];
    assert!(check(&square).unwrap().slanted.is_none());
    let cut = [(0., 0.), (1., 0.), (1., 0.5), (0.5, 1.), (0., 1.), (0., 0.)];
    let slanted = check(&cut).unwrap().slanted.unwrap();
    assert_eq!((slanted.edges, slanted.first_vertex), (1, 3));
}

#[test]
fn a_vertex_written_twice_does_not_make_a_ring_cross_itself() {
    let ring = [(0., 0.), (1., 0.), (1., 0.), (1., 1.), (0., 1.), (0., 0.)];
    assert!(check(&ring).is_ok());
}
