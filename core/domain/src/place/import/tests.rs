//! The same two licences in three formats, and what each reader refuses.

use super::*;
use proptest::prelude::*;

const KML: &str = r#"<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<Placemark><name>IUP Contoh</name><ExtendedData><SchemaData><SimpleData name="KODE_WIUP">X1</SimpleData>
</SchemaData><Data name="komoditas"><value>nikel</value></Data></ExtendedData><Polygon><outerBoundaryIs><LinearRing>
<coordinates>117.0,0.0,5 117.1,0.0,5 117.1,0.1,5 117.0,0.1,5 117.0,0.0,5</coordinates></LinearRing></outerBoundaryIs>
<innerBoundaryIs><LinearRing><coordinates>117.02,0.02 117.02,0.04 117.04,0.04 117.04,0.02 117.02,0.02</coordinates>
</LinearRing></innerBoundaryIs></Polygon></Placemark></Document></kml>"#;

const OUTER: [Vertex; 5] = [(117.0, 0.0), (117.1, 0.0), (117.1, 0.1), (117.0, 0.1), (117.0, 0.0)];
const HOLE: [Vertex; 5] =
    [(117.02, 0.02), (117.02, 0.04), (117.04, 0.04), (117.04, 0.02), (117.02, 0.02)];

fn json(rings: &[&[Vertex]]) -> Vec<u8> {
    let ring = |r: &&[Vertex]| {
        let points: Vec<String> = r.iter().map(|(x, y)| format!("[{x},{y}]")).collect();
        format!("[{}]", points.join(","))
    };
    let rings: Vec<String> = rings.iter().map(ring).collect();
    format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"KODE_WIUP":"X1",
        "name":"IUP Contoh","komoditas":"nikel"}},"geometry":{{"type":"Polygon","coordinates":[{}]}}}}]}}"#,
        rings.join(",")
    )
    .into_bytes()
}

/// A .shp with one record; rings are reversed, because outer rings are clockwise there.
fn shp(rings: &[&[Vertex]]) -> Vec<u8> {
    let mut body = vec![0u8; 36];
    body[0] = 5;
    body.extend((rings.len() as u32).to_le_bytes());
    body.extend((rings.iter().map(|r| r.len()).sum::<usize>() as u32).to_le_bytes());
    let mut start = 0u32;
    for ring in rings {
        body.extend(start.to_le_bytes());
        start += ring.len() as u32;
    }
    for (x, y) in rings.iter().flat_map(|ring| ring.iter().rev()) {
        body.extend(x.to_le_bytes());
        body.extend(y.to_le_bytes());
    }
    let mut file = vec![0u8; 100];
    file[..4].copy_from_slice(&FILE_CODE.to_be_bytes());
    file.extend(1u32.to_be_bytes());
    file.extend((body.len() as u32 / 2).to_be_bytes());
    file.extend(body);
    file
}
const FILE_CODE: u32 = 9994;

fn dbf() -> Vec<u8> {
    let (columns, row) =
        ([("KODE_WIUP", 4u8), ("NAMA", 12), ("KOMODITAS", 6)], b" X1  IUP Contoh  nikel ");
    let header = 32 + 32 * columns.len() as u16 + 1;
    let mut file = vec![3, 0, 0, 0];
    file.extend(1u32.to_le_bytes());
    file.extend(header.to_le_bytes());
    file.extend((row.len() as u16).to_le_bytes());
    file.resize(32, 0);
    for (name, width) in columns {
        let mut field = [0u8; 32];
        field[..name.len()].copy_from_slice(name.as_bytes());
        (field[11], field[16]) = (b'C', width);
        file.extend(field);
    }
    file.push(0x0d);
    file.extend(row);
    file
}

#[test]
fn three_formats_of_one_licence_give_one_licence() {
    let readings = [
        geojson(&json(&[&OUTER, &HOLE])).unwrap(),
        kml(KML.as_bytes()).unwrap(),
        shapefile(&shp(&[&OUTER, &HOLE]), Some(&dbf())).unwrap(),
    ];
    for regions in &readings {
        let [region] = regions.all() else { panic!("one region") };
        assert_eq!((region.id.as_str(), region.name.as_str()), ("X1", "IUP Contoh"));
        assert_eq!(region.attributes.values().next().unwrap(), "nikel");
        assert_eq!(region.shape.0[0].interiors().len(), 1);
        assert!(region.slanted.is_none());
        assert_ne!(regions.snapshot(), Digest([0; 32]));
    }
}

#[test]
fn a_bad_ring_is_named_by_feature_ring_and_vertex_in_every_format() {
    let bow = [(117.0, 0.0), (117.1, 0.1), (117.1, 0.0), (117.0, 0.1), (117.0, 0.0)];
    let error = geojson(&json(&[&OUTER, &bow])).unwrap_err();
    assert_eq!(
        error.to_string(),
        "feature 1, ring 2, vertex 1: the edge from here meets the edge from vertex 3"
    );
    let error = geojson(&json(&[&OUTER[..4]])).unwrap_err();
    assert_eq!((error.vertex, error.problem), (Some((1, 4)), ImportRule::Unclosed));
    let open = KML.replace(" 117.0,0.0,5</coord", "</coord");
    assert_eq!(kml(open.as_bytes()).unwrap_err().problem, ImportRule::Unclosed);
    let utm = [(510_000.0, 9_940_000.0); 4];
    assert_eq!(shapefile(&shp(&[&utm]), None).unwrap_err().problem, ImportRule::NotOnEarth);
}

#[test]
fn a_hole_outside_its_polygon_is_refused() {
    let away: Vec<Vertex> = HOLE.iter().map(|(x, y)| (x + 1.0, *y)).collect();
    assert_eq!(geojson(&json(&[&OUTER, &away])).unwrap_err().problem, ImportRule::HoleOutside);
}

#[test]
fn points_lines_nothing_and_two_features_of_one_id_are_refused() {
    let point =
        br#"{"type":"Feature","properties":null,"geometry":{"type":"Point","coordinates":[1,2]}}"#;
    assert_eq!(geojson(point).unwrap_err().problem, ImportRule::NotAPolygon);
    let none = br#"{"type":"Feature","properties":null,"geometry":null}"#;
    assert_eq!(geojson(none).unwrap_err().problem, ImportRule::NotAPolygon);
    let empty =
        br#"{"type":"Feature","properties":null,"geometry":{"type":"Polygon","coordinates":[]}}"#;
    assert_eq!(geojson(empty).unwrap_err().problem, ImportRule::NotAPolygon);
    assert_eq!(geojson(b"{}").unwrap_err(), ImportError::file());
    let one = String::from_utf8(json(&[&OUTER])).unwrap();
    let feature = &one[one.find("[{").unwrap() + 1..one.len() - 2];
    let twice = format!(r#"{{"type":"FeatureCollection","features":[{feature},{feature}]}}"#);
    assert_eq!(geojson(twice.as_bytes()).unwrap_err(), ImportError::feature(2, ImportRule::SameId));
}

#[test]
fn a_document_type_definition_in_kml_is_refused() {
    let bomb = format!("<!DOCTYPE kml [<!ENTITY a \"aaaa\">]>{}", &KML[21..]);
    assert_eq!(kml(bomb.as_bytes()).unwrap_err(), ImportError::file());
}

#[test]
fn the_demonstration_files_load() {
    let licences = geojson(include_bytes!("../../../../../programme/demo/licences.geojson"));
    assert_eq!(licences.unwrap().all().len(), 3);
    let villages =
        geojson(include_bytes!("../../../../../programme/demo/villages.geojson")).unwrap();
    assert!(villages.all().iter().all(|v| v.attributes["note"].contains("synthetic")));
}

proptest! {
    #[test]
    fn no_damaged_file_makes_a_reader_panic(cut in 0usize..2_000, at in 0usize..2_000, byte: u8) {
        let damage = |mut bytes: Vec<u8>| {
            let len = bytes.len();
            bytes[at % len] = byte;
            bytes.truncate(len - cut % len);
            bytes
        };
        let _ = geojson(&damage(json(&[&OUTER, &HOLE])));
        let _ = kml(&damage(KML.as_bytes().to_vec()));
        let _ = shapefile(&damage(shp(&[&OUTER, &HOLE])), Some(&damage(dbf())));
    }
}
