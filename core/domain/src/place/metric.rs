//! Metres: geodesic distance, and the flat map around a point that edges are measured on.
//!
//! Long distances (speed, photo against record) are geodesic by GeographicLib. Distance to a
//! polygon edge uses a local plane at the point with the ellipsoid's two radii of curvature:
//! within 20 km and below 12 degrees of latitude (all of Indonesia) it is within 0.1 % of the
//! geodesic, far less than any phone's accuracy. It is not for continental distances.

use super::fix::Position;
use geo::{Distance, Geodesic};

const WGS84_A_M: f64 = 6_378_137.0;
const WGS84_E2: f64 = 6.694_379_990_141_317e-3;

/// Metres between two positions along the WGS 84 ellipsoid.
#[must_use]
pub fn distance_m(a: Position, b: Position) -> f64 {
    let point = |p: Position| geo::Point::new(p.lon(), p.lat());
    Geodesic.distance(point(a), point(b))
}

/// A flat map in metres, east and north, with its origin at one position.
#[derive(Debug, Clone, Copy)]
pub struct LocalPlane {
    lat: f64,
    lon: f64,
    m_per_degree_lat: f64,
    m_per_degree_lon: f64,
}

impl LocalPlane {
    /// The plane that touches the ellipsoid at `origin`.
    #[must_use]
    pub fn at(origin: Position) -> Self {
        let (sin, cos) = origin.lat().to_radians().sin_cos();
        let w2 = 1.0 - WGS84_E2 * sin * sin;
        let across = WGS84_A_M / w2.sqrt();
        let along = across * (1.0 - WGS84_E2) / w2;
        let degree = 1.0_f64.to_radians();
        Self {
            lat: origin.lat(),
            lon: origin.lon(),
            m_per_degree_lat: along * degree,
            m_per_degree_lon: across * cos * degree,
        }
    }

    /// Metres east and north of the origin for degrees of longitude and latitude.
    #[must_use]
    pub fn metres(&self, lon: f64, lat: f64) -> (f64, f64) {
        ((lon - self.lon) * self.m_per_degree_lon, (lat - self.lat) * self.m_per_degree_lat)
    }

    /// Degrees of longitude and latitude that `m` metres cover around the origin.
    #[must_use]
    pub fn degrees(&self, m: f64) -> (f64, f64) {
        (m / self.m_per_degree_lon.max(1.0), m / self.m_per_degree_lat)
    }

    /// Metres from the origin to the segment between two places given as (longitude, latitude).
    #[must_use]
    pub fn to_segment_m(&self, a: (f64, f64), b: (f64, f64)) -> f64 {
        let (ax, ay) = self.metres(a.0, a.1);
        let (bx, by) = self.metres(b.0, b.1);
        let (dx, dy) = (bx - ax, by - ay);
        let length2 = dx * dx + dy * dy;
        let t = if length2 > 0.0 { (-(ax * dx + ay * dy) / length2).clamp(0.0, 1.0) } else { 0.0 };
        (ax + t * dx).hypot(ay + t * dy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_degree_of_latitude_at_the_equator_is_110_574_metres() {
        let at = |lat| Position::new(lat, 1_170_000_000).unwrap();
        assert!((distance_m(at(0), at(10_000_000)) - 110_574.4).abs() < 0.1);
    }

    #[test]
    fn a_long_edge_is_measured_at_its_nearest_point_not_at_its_ends() {
        let plane = LocalPlane::at(Position::new(0, 1_170_000_000).unwrap());
        let d = plane.to_segment_m((116.0, 0.01), (118.0, 0.01));
        assert!((d - 1_105.7).abs() < 1.0, "{d}");
        assert!((plane.to_segment_m((117.0, 0.01), (117.0, 0.01)) - 1_105.7).abs() < 1.0);
    }

    proptest! {
        #[test]
        fn the_flat_map_agrees_with_the_geodesic_within_a_thousandth(
            lat in -110_000_000i32..110_000_000, lon in 950_000_000i32..1_410_000_000,
            dlat in -1_200_000i32..1_200_000, dlon in -1_200_000i32..1_200_000,
        ) {
            let a = Position::new(lat, lon).unwrap();
            let b = Position::new(lat + dlat, lon + dlon).unwrap();
            let flat = LocalPlane::at(a).to_segment_m((b.lon(), b.lat()), (b.lon(), b.lat()));
            let true_m = distance_m(a, b);
            prop_assert!((flat - true_m).abs() <= true_m / 1000.0 + 0.01, "{flat} {true_m}");
        }
    }
}
