//! Polygons from the files that geoportals give out: GeoJSON, KML, Shapefile.
//!
//! Each reader turns bytes into [`Regions`] or into an [`ImportError`] that names the feature and
//! the vertex. Nothing is repaired, and one bad feature refuses the whole file: half a licence map
//! would answer "outside" wrongly. Coordinates must be WGS 84 degrees; files in UTM are refused by
//! their numbers. Network and files are the caller's.

mod geojson;
mod kml;
mod shapefile;

pub use self::geojson::geojson;
pub use self::kml::kml;
pub use self::shapefile::shapefile;

use super::region::{Region, Regions};
use super::ring;
use crate::journal::Digest;
use geo::Contains;
use geo_types::{LineString, MultiPolygon, Polygon};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fmt;

/// What is wrong with a file of polygons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ImportRule {
    /// The bytes are not of this format, or end too early.
    Format,
    /// A geometry that is not a polygon or a multipolygon, or none.
    NotAPolygon,
    /// The last vertex is not the first one.
    Unclosed,
    /// Fewer than three different corners.
    TooFewVertices,
    /// More vertices in one ring than are read (50,000).
    TooManyVertices,
    /// A vertex is not a longitude and latitude in degrees (often metres of UTM).
    NotOnEarth,
    /// An edge crosses the 180th meridian; no area of Indonesia does.
    Antimeridian,
    /// Two edges of a ring touch; the other edge begins at this vertex.
    SelfIntersection {
        /// 1-based vertex where the other edge begins.
        other: usize,
    },
    /// A hole does not lie in its polygon.
    HoleOutside,
    /// Two features carry the same id.
    SameId,
}

/// Which feature of a file is wrong, where, and how. Safe to log: no coordinates, no names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportError {
    /// 1-based number of the feature in the file; 0 for the file as a whole.
    pub feature: usize,
    /// 1-based ring in the feature, and vertex in the ring.
    pub vertex: Option<(usize, usize)>,
    /// What is wrong.
    pub problem: ImportRule,
}

impl ImportError {
    fn file() -> Self {
        Self { feature: 0, vertex: None, problem: ImportRule::Format }
    }

    fn feature(feature: usize, problem: ImportRule) -> Self {
        Self { feature, vertex: None, problem }
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.feature == 0 {
            return f.write_str("the file is not of this format, or it is cut off");
        }
        write!(f, "feature {}", self.feature)?;
        if let Some((ring, vertex)) = self.vertex {
            write!(f, ", ring {ring}, vertex {vertex}")?;
        }
        match self.problem {
            ImportRule::Format => f.write_str(": cannot be read"),
            ImportRule::NotAPolygon => f.write_str(": not a polygon"),
            ImportRule::Unclosed => f.write_str(": the ring is not closed"),
            ImportRule::TooFewVertices => f.write_str(": fewer than three corners"),
            ImportRule::TooManyVertices => f.write_str(": more than 50000 vertices in a ring"),
            ImportRule::NotOnEarth => f.write_str(": not longitude and latitude in degrees"),
            ImportRule::Antimeridian => f.write_str(": an edge crosses the 180th meridian"),
            ImportRule::SelfIntersection { other } => {
                write!(f, ": the edge from here meets the edge from vertex {other}")
            }
            ImportRule::HoleOutside => f.write_str(": a hole lies outside its polygon"),
            ImportRule::SameId => f.write_str(": an earlier feature has the same id"),
        }
    }
}

impl std::error::Error for ImportError {}

/// (longitude, latitude) in degrees.
type Vertex = (f64, f64);

/// A feature as a format's reader found it: polygons, each an outer ring and its holes.
struct RawFeature {
    attributes: BTreeMap<String, String>,
    polygons: Vec<Vec<Vec<Vertex>>>,
}

/// The attribute names that registers use for an id and for a name, lower-case, best first.
const ID_KEYS: [&str; 7] = ["id", "kode_wiup", "sk_no", "sk_iup", "kode", "kode_desa", "kdepum"];
const NAME_KEYS: [&str; 6] = ["name", "nama", "nama_usaha", "namobj", "wadmkd", "desa"];

fn take(attributes: &mut BTreeMap<String, String>, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| {
        let found = attributes.keys().find(|k| k.eq_ignore_ascii_case(key))?.clone();
        attributes.remove(&found).filter(|text| !text.trim().is_empty())
    })
}

fn build(features: Vec<RawFeature>, bytes: &[u8]) -> Result<Regions, ImportError> {
    let mut regions: Vec<Region> = Vec::with_capacity(features.len());
    let mut ids = std::collections::BTreeSet::new();
    for (i, raw) in features.into_iter().enumerate() {
        let region = one_region(i + 1, raw)?;
        if !ids.insert(region.id.clone()) {
            return Err(ImportError::feature(i + 1, ImportRule::SameId));
        }
        regions.push(region);
    }
    Ok(Regions::new(regions, Digest(Sha256::digest(bytes).into())))
}

fn one_region(feature: usize, mut raw: RawFeature) -> Result<Region, ImportError> {
    if raw.polygons.is_empty() {
        return Err(ImportError::feature(feature, ImportRule::NotAPolygon));
    }
    let (mut ring_no, mut slanted, mut polygons) = (0, None, Vec::new());
    for polygon in &raw.polygons {
        let mut rings: Vec<LineString<f64>> = Vec::new();
        for ring in polygon {
            ring_no += 1;
            let at = |(vertex, problem): (Option<usize>, ImportRule)| ImportError {
                feature,
                vertex: vertex.map(|v| (ring_no, v)),
                problem,
            };
            let checked = ring::check(ring).map_err(at)?;
            slanted = slanted.or(checked.slanted);
            rings.push(checked.line);
        }
        if rings.is_empty() {
            return Err(ImportError::feature(feature, ImportRule::NotAPolygon));
        }
        let outer = Polygon::new(rings.remove(0), vec![]);
        if rings.iter().any(|hole| !outer.contains(hole)) {
            return Err(ImportError::feature(feature, ImportRule::HoleOutside));
        }
        polygons.push(Polygon::new(outer.exterior().clone(), rings));
    }
    let id = take(&mut raw.attributes, &ID_KEYS).unwrap_or_else(|| format!("#{feature}"));
    let name = take(&mut raw.attributes, &NAME_KEYS).unwrap_or_default();
    let shape = MultiPolygon::new(polygons);
    Ok(Region { id, name, attributes: raw.attributes, shape, slanted })
}

/// Regions of a published dataset, by the format that it names: `kml`, `shp`, else GeoJSON.
///
/// # Errors
/// [`ImportError`] with feature and vertex.
pub fn regions(format: &str, bytes: &[u8]) -> Result<Regions, ImportError> {
    match format {
        "kml" => kml(bytes),
        "shp" => shapefile(bytes, None),
        _ => geojson(bytes),
    }
}

#[cfg(test)]
mod tests;
