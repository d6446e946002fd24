//! KML 2.2: every `Placemark` with `Polygon`s, its `name` and its `ExtendedData`.
//!
//! Styles, network links and zipped KMZ are not read. Document type definitions are refused by
//! the XML reader, so that no entity can expand without end.

use super::{ImportError, ImportRule, RawFeature, Regions, Vertex, build};
use roxmltree::{Document, Node};
use std::collections::BTreeMap;

/// Reads a KML file.
///
/// # Errors
/// [`ImportError`] names the placemark and the vertex.
pub fn kml(bytes: &[u8]) -> Result<Regions, ImportError> {
    let text = std::str::from_utf8(bytes).map_err(|_| ImportError::file())?;
    let document = Document::parse(text).map_err(|_| ImportError::file())?;
    if document.root_element().tag_name().name() != "kml" {
        return Err(ImportError::file());
    }
    let placemarks = document.descendants().filter(|n| n.tag_name().name() == "Placemark");
    let raw = placemarks.enumerate().map(|(i, node)| raw_feature(i + 1, node));
    build(raw.collect::<Result<_, _>>()?, bytes)
}

fn raw_feature(number: usize, placemark: Node<'_, '_>) -> Result<RawFeature, ImportError> {
    let mut attributes = BTreeMap::new();
    let of = |node: Node<'_, '_>| node.text().unwrap_or_default().trim().to_owned();
    for node in placemark.descendants() {
        let name = node.attribute("name").map(str::to_owned);
        match (node.tag_name().name(), name) {
            ("SimpleData", Some(name)) => attributes.insert(name, of(node)),
            ("Data", Some(name)) => {
                let value = node.children().find(|child| child.tag_name().name() == "value");
                attributes.insert(name, value.map(of).unwrap_or_default())
            }
            _ => None,
        };
    }
    if let Some(name) = placemark.children().find(|child| child.tag_name().name() == "name") {
        attributes.insert("name".to_owned(), of(name));
    }
    let polygons = placemark.descendants().filter(|node| node.tag_name().name() == "Polygon");
    let polygons: Option<Vec<_>> = polygons.map(|node| polygon(node)).collect();
    let polygons = polygons.ok_or_else(|| ImportError::feature(number, ImportRule::Format))?;
    Ok(RawFeature { attributes, polygons })
}

fn polygon(node: Node<'_, '_>) -> Option<Vec<Vec<Vertex>>> {
    let boundaries = ["outerBoundaryIs", "innerBoundaryIs"];
    let mut rings = Vec::new();
    for boundary in boundaries {
        for ring in node.children().filter(|child| child.tag_name().name() == boundary) {
            let text = ring.descendants().find(|n| n.tag_name().name() == "coordinates")?;
            rings.push(coordinates(text.text()?)?);
        }
    }
    Some(rings)
}

fn coordinates(text: &str) -> Option<Vec<Vertex>> {
    let vertex = |tuple: &str| {
        let mut numbers = tuple.split(',').map(str::parse::<f64>);
        Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
    };
    text.split_whitespace().map(vertex).collect()
}
