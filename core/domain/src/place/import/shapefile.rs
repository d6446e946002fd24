//! ESRI Shapefile: the polygons of a `.shp` with the attributes of its `.dbf`.
//!
//! Read by hand from the published layout (ESRI White Paper, July 1998): two tables with fixed
//! offsets, where every count is checked against the bytes that are there. Z and M values are
//! skipped. The `.prj` is not read; projected coordinates are refused by their size. Text is taken
//! as UTF-8, else as Latin-1.

use super::{ImportError, ImportRule, RawFeature, Regions, Vertex, build};
use std::collections::BTreeMap;

const FILE_CODE: u32 = 9994;
const POLYGON_TYPES: [u32; 3] = [5, 15, 25];

/// Reads the bytes of a `.shp` and, if there is one, of its `.dbf`.
///
/// # Errors
/// [`ImportError`] names the record and the vertex.
pub fn shapefile(shp: &[u8], dbf: Option<&[u8]>) -> Result<Regions, ImportError> {
    let rows = dbf.map(table).transpose()?.unwrap_or_default();
    if be_u32(shp, 0) != Some(FILE_CODE) || shp.len() < 100 {
        return Err(ImportError::file());
    }
    let mut features = Vec::new();
    let mut at = 100;
    while at < shp.len() {
        let number = features.len() + 1;
        let broken = || ImportError::feature(number, ImportRule::Format);
        let words = be_u32(shp, at + 4).ok_or_else(broken)? as usize;
        let end = words.checked_mul(2).and_then(|len| len.checked_add(at + 8));
        let end = end.ok_or_else(broken)?;
        let record = shp.get(at + 8..end).ok_or_else(broken)?;
        let kind = le_u32(record, 0).ok_or_else(broken)?;
        if !POLYGON_TYPES.contains(&kind) {
            return Err(ImportError::feature(number, ImportRule::NotAPolygon));
        }
        let rings = rings(record).ok_or_else(broken)?;
        let polygons =
            group(rings).ok_or_else(|| ImportError::feature(number, ImportRule::HoleOutside))?;
        let attributes = rows.get(features.len()).cloned().unwrap_or_default();
        features.push(RawFeature { attributes, polygons });
        at = end;
    }
    build(features, shp)
}

fn array<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at.checked_add(N)?)?.try_into().ok()
}

fn be_u32(bytes: &[u8], at: usize) -> Option<u32> {
    array(bytes, at).map(u32::from_be_bytes)
}

fn le_u32(bytes: &[u8], at: usize) -> Option<u32> {
    array(bytes, at).map(u32::from_le_bytes)
}

fn rings(record: &[u8]) -> Option<Vec<Vec<Vertex>>> {
    let (parts, points) = (le_u32(record, 36)? as usize, le_u32(record, 40)? as usize);
    let first_point = 44 + parts.checked_mul(4)?;
    if record.len() < first_point.checked_add(points.checked_mul(16)?)? {
        return None;
    }
    let start = |part: usize| {
        if part == parts { Some(points) } else { Some(le_u32(record, 44 + 4 * part)? as usize) }
    };
    let vertex = |i: usize| {
        let x = f64::from_le_bytes(array(record, first_point + 16 * i)?);
        Some((x, f64::from_le_bytes(array(record, first_point + 16 * i + 8)?)))
    };
    let ring = |part: usize| {
        let (from, to) = (start(part)?, start(part + 1)?);
        if from > to || to > points {
            return None;
        }
        (from..to).map(vertex).collect::<Option<Vec<_>>>()
    };
    (0..parts).map(ring).collect()
}

/// Twice the signed area; negative for the clockwise rings that are outer ones in a shapefile.
fn signed_area(ring: &[Vertex]) -> f64 {
    ring.windows(2).map(|w| w[0].0 * w[1].1 - w[1].0 * w[0].1).sum()
}

/// Outer rings with the holes that lie in them; `None` if a hole lies in none.
fn group(rings: Vec<Vec<Vertex>>) -> Option<Vec<Vec<Vec<Vertex>>>> {
    let (holes, outer): (Vec<_>, Vec<_>) = rings.into_iter().partition(|r| signed_area(r) > 0.0);
    let mut polygons: Vec<Vec<Vec<Vertex>>> = outer.into_iter().map(|ring| vec![ring]).collect();
    for hole in holes {
        let corner = *hole.first()?;
        polygons.iter_mut().find(|polygon| within(corner, &polygon[0]))?.push(hole);
    }
    Some(polygons)
}

/// Even-odd rule; only sorts holes to rings, the exact check comes later.
fn within(point: Vertex, ring: &[Vertex]) -> bool {
    let crosses = |w: &&[Vertex]| {
        let ((x1, y1), (x2, y2)) = (w[0], w[1]);
        (y1 > point.1) != (y2 > point.1) && point.0 < (x2 - x1) * (point.1 - y1) / (y2 - y1) + x1
    };
    ring.windows(2).filter(crosses).count() % 2 == 1
}

/// The rows of a dBASE table; deleted rows keep their place, as the shapes do.
fn table(dbf: &[u8]) -> Result<Vec<BTreeMap<String, String>>, ImportError> {
    read_table(dbf).ok_or_else(ImportError::file)
}

fn read_table(dbf: &[u8]) -> Option<Vec<BTreeMap<String, String>>> {
    let count = le_u32(dbf, 4)? as usize;
    let header = usize::from(u16::from_le_bytes(array(dbf, 8)?));
    let size = usize::from(u16::from_le_bytes(array(dbf, 10)?));
    if size == 0 {
        return None;
    }
    let mut columns = Vec::new();
    let (mut at, mut offset) = (32, 1);
    while at + 32 <= header && *dbf.get(at)? != 0x0d {
        let field = dbf.get(at..at + 32)?;
        let name = field[..11].split(|b| *b == 0).next()?;
        let width = usize::from(field[16]);
        columns.push((text(name), offset, width));
        (at, offset) = (at + 32, offset + width);
    }
    let row = |i: usize| {
        let from = header.checked_add(i.checked_mul(size)?)?;
        let row = dbf.get(from..from.checked_add(size)?)?;
        let cell = |(name, at, width): &(String, usize, usize)| {
            Some((name.clone(), text(row.get(*at..at + width)?)))
        };
        columns.iter().map(cell).collect::<Option<BTreeMap<_, _>>>()
    };
    (0..count).map(row).collect()
}

fn text(bytes: &[u8]) -> String {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|b| char::from(*b)).collect(),
    };
    text.trim_matches([' ', '\0']).to_owned()
}
