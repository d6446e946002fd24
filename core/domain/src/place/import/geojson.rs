//! GeoJSON (RFC 7946): one feature or a collection, polygons and multipolygons.
//!
//! Other geometries are refused rather than skipped. See [`super`] for the rules on rings.

use super::{ImportError, ImportRule, RawFeature, Regions, Vertex, build};
use ::geojson::{Feature, GeoJson, GeometryValue, JsonValue, Position};
use std::collections::BTreeMap;

/// Reads a GeoJSON file.
///
/// # Errors
/// [`ImportError`] names the feature and the vertex.
pub fn geojson(bytes: &[u8]) -> Result<Regions, ImportError> {
    let text = std::str::from_utf8(bytes).map_err(|_| ImportError::file())?;
    let features = match text.parse::<GeoJson>().map_err(|_| ImportError::file())? {
        GeoJson::FeatureCollection(all) => all.features,
        GeoJson::Feature(one) => vec![one],
        GeoJson::Geometry(_) => return Err(ImportError::file()),
    };
    let raw = features.into_iter().enumerate().map(|(i, f)| raw_feature(i + 1, f));
    build(raw.collect::<Result<_, _>>()?, bytes)
}

fn raw_feature(number: usize, feature: Feature) -> Result<RawFeature, ImportError> {
    let not_a_polygon = || ImportError::feature(number, ImportRule::NotAPolygon);
    let polygons = match feature.geometry.ok_or_else(not_a_polygon)?.value {
        GeometryValue::Polygon { coordinates } => vec![coordinates],
        GeometryValue::MultiPolygon { coordinates } => coordinates,
        _ => return Err(not_a_polygon()),
    };
    let ring = |ring: Vec<Position>| ring.iter().map(vertex).collect::<Vec<Vertex>>();
    let polygon = |rings: Vec<Vec<Position>>| rings.into_iter().map(ring).collect();
    let attributes =
        feature.properties.unwrap_or_default().into_iter().filter_map(|(key, value)| {
            let text = match value {
                JsonValue::String(text) => text,
                JsonValue::Null | JsonValue::Array(_) | JsonValue::Object(_) => return None,
                other => other.to_string(),
            };
            Some((key, text))
        });
    Ok(RawFeature {
        attributes: attributes.collect::<BTreeMap<_, _>>(),
        polygons: polygons.into_iter().map(polygon).collect(),
    })
}

/// A position with fewer than two numbers becomes one that is not on earth, and is refused there.
fn vertex(position: &Position) -> Vertex {
    match position.as_slice() {
        [lon, lat, ..] => (*lon, *lat),
        _ => (f64::NAN, f64::NAN),
    }
}
