//! Places: `distance`, `area`, `geofence`, `intersects`.
//!
//! On a sphere of 6,378,100 m. In a form, areas and lengths are JavaRosa's to the last digit, so that two
//! phones agree; over a bare document they are Enketo's, rounded. Exact geometry is `evidence`'s.

use super::ast::Expr;
use super::eval::Evaluator;
use super::scene::Scene;
use super::value::ExprValue;

const RADIUS: f64 = 6_378_100.0;

#[derive(Debug, Clone, Copy, PartialEq)]
struct Point {
    lat: f64,
    lon: f64,
}

/// `lat lon [alt [acc]]`; `None` if it is no place on earth.
fn point(text: &str) -> Option<Point> {
    let mut parts = text.split_whitespace().map(|part| part.parse::<f64>().ok());
    let (lat, lon) = (parts.next()??, parts.next()??);
    for more in parts.by_ref().take(2) {
        more?;
    }
    let on_earth = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
    (on_earth && parts.next().is_none()).then_some(Point { lat, lon })
}

/// The points of a trace or shape.
fn points(text: &str) -> Option<Vec<Point>> {
    let text = text.trim().trim_end_matches(';');
    text.split(';').filter(|part| !part.trim().is_empty()).map(point).collect()
}

fn metres(one: Point, other: Point) -> f64 {
    let (a, b) = (one.lat.to_radians(), other.lat.to_radians());
    let turn = (one.lon - other.lon).to_radians();
    let cosine = a.sin() * b.sin() + a.cos() * b.cos() * turn.cos();
    cosine.clamp(-1.0, 1.0).acos() * RADIUS
}

/// Triangles on a plane that touches the sphere at the first point.
fn flat_area(places: &[Point]) -> f64 {
    let around = RADIUS * 2.0 * std::f64::consts::PI;
    let first = places[0];
    let flat = |place: &Point| {
        let east = (place.lon - first.lon) * around * place.lat.to_radians().cos() / 360.0;
        (east, (place.lat - first.lat) * around / 360.0)
    };
    let flat: Vec<(f64, f64)> = places[1..].iter().map(flat).collect();
    let triangle = |pair: &[(f64, f64)]| (pair[0].1 * pair[1].0 - pair[0].0 * pair[1].1) / 2.0;
    flat.windows(2).map(triangle).sum::<f64>().abs()
}

fn hundredths(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

impl<'a, S: Scene> Evaluator<'a, '_, S> {
    /// All points of all arguments: points, traces and shapes, in texts or nodes.
    fn places(&self, list: &'a [Expr]) -> Option<Vec<Point>> {
        let mut all = Vec::new();
        for argument in list {
            match self.eval(argument) {
                ExprValue::Nodes(nodes) => {
                    for node in nodes {
                        all.extend(points(&self.scene.text(node))?);
                    }
                }
                other => all.extend(points(&other.into_text(self.scene))?),
            }
        }
        Some(all)
    }

    /// Metres along the points; NaN if a part is no point.
    pub(super) fn distance(&self, list: &'a [Expr]) -> f64 {
        let Some(places) = self.places(list) else { return f64::NAN };
        let length = places.windows(2).map(|pair| metres(pair[0], pair[1])).sum();
        if self.scene.absent_is_blank() { length } else { hundredths(length) }
    }

    /// Square metres within the points; NaN if a part is no point.
    pub(super) fn area(&self, list: &'a [Expr]) -> f64 {
        let Some(places) = self.places(list) else { return f64::NAN };
        if places.len() < 3 {
            return 0.0;
        }
        if self.scene.absent_is_blank() {
            return flat_area(&places);
        }
        let next = places.iter().cycle().skip(1);
        let sum: f64 = places
            .iter()
            .zip(next)
            .map(|(one, other)| {
                let sines = one.lat.to_radians().sin() + other.lat.to_radians().sin();
                (other.lon - one.lon).to_radians() * (2.0 + sines)
            })
            .sum();
        hundredths((sum * RADIUS * RADIUS / 2.0).abs())
    }

    /// Does the point lie in the shape?
    pub(super) fn geofence(&self, list: &'a [Expr]) -> bool {
        let one = point(&self.text(&list[0]));
        let (Some(at), Some(shape)) = (one, points(&self.text(&list[1]))) else { return false };
        if shape.len() < 3 {
            return false;
        }
        let next = shape.iter().cycle().skip(1);
        let crossings = shape.iter().zip(next).filter(|(a, b)| {
            let spans = (a.lat > at.lat) != (b.lat > at.lat);
            spans && at.lon < (b.lon - a.lon) * (at.lat - a.lat) / (b.lat - a.lat) + a.lon
        });
        crossings.count() % 2 == 1
    }

    /// Does the trace or shape cross itself?
    pub(super) fn intersects(&self, list: &'a [Expr]) -> bool {
        let Some(places) = self.places(list) else { return false };
        let lines: Vec<(Point, Point)> =
            places.windows(2).map(|w| (w[0], w[1])).filter(|(a, b)| a != b).collect();
        let closed = lines.len() > 2 && lines.first().map(|l| l.0) == lines.last().map(|l| l.1);
        for (n, one) in lines.iter().enumerate() {
            for (m, other) in lines.iter().enumerate().skip(n + 1) {
                let joined = m == n + 1 || (closed && n == 0 && m + 1 == lines.len());
                if !self.spend(1) {
                    return false;
                }
                if if joined { folds_back(*one, *other) } else { crosses(*one, *other) } {
                    return true;
                }
            }
        }
        false
    }
}

/// On which side of the line the point lies: positive left, negative right.
fn side(line: (Point, Point), at: Point) -> f64 {
    let (from, to) = line;
    (to.lon - from.lon) * (at.lat - from.lat) - (to.lat - from.lat) * (at.lon - from.lon)
}

fn within(line: (Point, Point), at: Point) -> bool {
    let between = |a: f64, b: f64, x: f64| a.min(b) <= x && x <= a.max(b);
    between(line.0.lon, line.1.lon, at.lon) && between(line.0.lat, line.1.lat, at.lat)
}

fn crosses(one: (Point, Point), other: (Point, Point)) -> bool {
    let (a, b) = (side(one, other.0), side(one, other.1));
    let (c, d) = (side(other, one.0), side(other, one.1));
    if ((a > 0.0) != (b > 0.0)) && ((c > 0.0) != (d > 0.0)) && a * b != 0.0 && c * d != 0.0 {
        return true;
    }
    (a == 0.0 && within(one, other.0))
        || (b == 0.0 && within(one, other.1))
        || (c == 0.0 && within(other, one.0))
        || (d == 0.0 && within(other, one.1))
}

/// Two lines with a common end that lie on each other.
fn folds_back(one: (Point, Point), other: (Point, Point)) -> bool {
    let (shared, from, to) =
        if one.1 == other.0 { (one.1, one.0, other.1) } else { (one.0, one.1, other.0) };
    let straight = side((from, shared), to) == 0.0;
    let along = (from.lon - shared.lon) * (to.lon - shared.lon)
        + (from.lat - shared.lat) * (to.lat - shared.lat);
    straight && along > 0.0
}
