//! What each reader takes and refuses, with the place.

use std::io::{self, Read};

use super::*;

type Rows = Vec<Vec<Option<String>>>;
/// A file, its columns, its rows.
type Sample<'a> = (&'a str, &'a [&'a str], &'a [&'a [&'a str]]);

fn all(reader: &mut dyn ListReader) -> Result<(Vec<String>, Rows), ReadError> {
    let (mut row, mut rows) = (ItemRow::default(), Vec::new());
    while reader.next_row(&mut row)? {
        rows.push((0..row.cells.len()).map(|at| row.get(at).map(str::to_owned)).collect());
    }
    Ok((reader.columns().to_vec(), rows))
}

fn csv(text: &str) -> Result<(Vec<String>, Rows), ReadError> {
    all(&mut CsvReader::new(text.as_bytes())?)
}

fn geojson(text: &str) -> Result<(Vec<String>, Rows), ReadError> {
    all(&mut GeoJsonReader::new(text.as_bytes())?)
}

fn xml(text: &str) -> Result<(Vec<String>, Rows), ReadError> {
    all(&mut XmlReader::new(text.as_bytes())?)
}

fn cells(rows: &[&[&str]]) -> Rows {
    rows.iter().map(|row| row.iter().map(|text| Some((*text).to_owned())).collect()).collect()
}

#[test]
fn csv_is_read_as_commons_csv_reads_it() {
    // left: the file; middle: columns; right: rows
    let rows: [Sample<'_>; 9] = [
        ("a,b\n1,2\n", &["a", "b"], &[&["1", "2"]]),
        ("\u{feff}a,b\r\n1,2\r3,4", &["a", "b"], &[&["1", "2"], &["3", "4"]]),
        ("a;b\n1,5;2\n", &["a", "b"], &[&["1,5", "2"]]),
        ("a,b;c\n1,2;3\n", &["a,b", "c"], &[&["1,2", "3"]]),
        ("a,b\n\n1\n\n,\n", &["a", "b"], &[&["1", ""], &["", ""]]),
        ("a,b\n1,2,3\n", &["a", "b"], &[&["1", "2"]]),
        ("a,b\n\"x\n\"\"y\"\"\" ,z \n", &["a", "b"], &[&["x\n\"y\"", "z "]]),
        ("a,b\n x\"y\", \"q\"\n", &["a", "b"], &[&[" x\"y\"", " \"q\""]]),
        (
            "name,label,__version\nu1,\"Pit, north\",2",
            &["name", "label", "__version"],
            &[&["u1", "Pit, north", "2"]],
        ),
    ];
    for (text, columns, expected) in rows {
        let (names, got) = csv(text).unwrap();
        assert_eq!(names, columns, "{text:?}");
        assert_eq!(got, cells(expected), "{text:?}");
    }
}

#[test]
fn a_csv_that_is_wrong_is_refused_with_line_and_cell() {
    let rows = [
        ("", 1, 1, ReadFault::Empty),
        ("\n\n", 3, 1, ReadFault::Empty),
        ("a,,b\n", 1, 2, ReadFault::NoName),
        ("a,b,a\n", 1, 3, ReadFault::SameName("a".into())),
        ("a,b\n1,\"x\n\n", 2, 2, ReadFault::Unclosed),
        ("a,b\n1,2\n\"x\"y,2\n", 3, 1, ReadFault::AfterQuote),
    ];
    for (text, line, column, fault) in rows {
        assert_eq!(csv(text).unwrap_err(), ReadError { line, column, fault }, "{text:?}");
    }
    let error = all(&mut CsvReader::new(&b"a,b\n1,\xff\n"[..]).unwrap()).unwrap_err();
    assert_eq!((error.line, error.column, error.fault), (2, 2, ReadFault::Encoding));
}

#[test]
fn a_file_without_end_is_refused_before_it_fills_the_memory() {
    let endless = |start: &'static str, byte: u8| start.as_bytes().chain(io::repeat(byte));
    let fault = |result: Result<(Vec<String>, Rows), ReadError>| result.unwrap_err().fault;
    assert_eq!(CsvReader::new(endless("", b'a')).unwrap_err().fault, ReadFault::TooLarge);
    let mut reader = CsvReader::new(endless("a\n\"", b'x')).unwrap();
    assert_eq!(fault(all(&mut reader)), ReadFault::TooLarge);
    let json = endless("{\"type\":\"FeatureCollection\",\"features\":", b'[');
    assert_eq!(fault(all(&mut GeoJsonReader::new(json).unwrap())), ReadFault::NotFeatures);
    let json = endless("{\"x\":", b'[');
    assert_eq!(GeoJsonReader::new(json).unwrap_err().fault, ReadFault::TooDeep);
    let mut reader = XmlReader::new(endless("<root><item><a>", b'x')).unwrap();
    assert_eq!(fault(all(&mut reader)), ReadFault::TooLarge);
}

#[test]
fn features_become_items_as_javarosa_makes_them() {
    let text = r#"{"features":[
        {"type":"Feature","id":"fs87b","properties":{"name":"My cool point","n":1.50,"t":true,"x":null},
         "geometry":{"type":"Point","coordinates":[102,0.5,9]}},
        {"type":"Feature","properties":{"id":7},"geometry":{"type":"LineString","coordinates":[[104.0,0.5],[1e-7,-2]]}},
        {"type":"Feature","properties":{},"geometry":{"coordinates":[[[1,2],[3,4],[1,2]],[[9,9],[8,8],[9,9]]],"type":"Polygon"}},
        {"type":"Feature","geometry":null,"properties":null}
    ],"bbox":[1,2,{"a":[]}],"type":"FeatureCollection"} "#;
    let (columns, rows) = geojson(text).unwrap();
    assert_eq!(columns, ["geometry", "id", "name", "n", "t", "x"]);
    let some = |text: &str| Some(text.to_owned());
    let first = ["0.5 102 0 0", "fs87b", "My cool point", "1.50", "true", ""].map(some);
    assert_eq!(rows[0], first);
    assert_eq!(rows[1], [some("0.5 104.0 0 0; -2 0.0000001 0 0"), some("7")]);
    assert_eq!(rows[2], [some("2 1 0 0; 4 3 0 0; 2 1 0 0")]);
    assert_eq!(rows[3], Rows::new().concat(), "no cell at all");
}

#[test]
fn a_geojson_that_is_wrong_is_refused_with_its_line() {
    let one =
        |feature: &str| format!("{{\"type\":\"FeatureCollection\",\n\"features\":[{feature}]}}");
    let rows = [
        ("[]".to_owned(), 1, ReadFault::NotFeatures),
        ("{\"type\":\"Feature\"}".to_owned(), 1, ReadFault::NotFeatures),
        ("{\"features\":[]}".to_owned(), 1, ReadFault::NotFeatures),
        (one("{\"type\":\"Point\"}"), 2, ReadFault::NotFeatures),
        (
            one("{\"type\":\"Feature\",\"properties\":{\"a\":{}}}"),
            2,
            ReadFault::Property("a".into()),
        ),
        (
            one("{\"geometry\":{\"type\":\"MultiPoint\",\"coordinates\":[[1,2]]}}"),
            2,
            ReadFault::Geometry,
        ),
        (one("{\"geometry\":{\"type\":\"Point\",\"coordinates\":[1]}}"), 2, ReadFault::Geometry),
        (
            one("{\"geometry\":{\"type\":\"Point\",\"coordinates\":[[1,2]]}}"),
            2,
            ReadFault::Geometry,
        ),
        (one("{\"a\":01}"), 2, ReadFault::Json),
        (one("{\"a\":\"\\ud800\"}"), 2, ReadFault::Json),
        (one("{\"a\":1,}"), 2, ReadFault::Json),
        (one("{\"a\":1"), 2, ReadFault::Json),
        (one("") + "x", 2, ReadFault::Json),
    ];
    for (text, line, fault) in rows {
        let error = geojson(&text).unwrap_err();
        assert_eq!((error.line, error.fault), (line, fault), "{text}");
    }
}

#[test]
fn flat_xml_items_become_rows() {
    let text = "<?xml version='1.0'?>\n<root xmlns='x'><!-- c --><item><name>a</name><label> A &amp; B&#33; </label></item>
        <item><name/><z><![CDATA[<]]></z></item><item/></root>\n";
    let (columns, rows) = xml(text).unwrap();
    assert_eq!(columns, ["name", "label", "z"]);
    let some = |text: &str| Some(text.to_owned());
    let expected = [vec![some("a"), some("A & B!")], vec![some(""), None, some("<")], vec![]];
    assert_eq!(rows, expected);
    assert_eq!(xml("<root/>").unwrap().1, Rows::new());
}

#[test]
fn xml_that_is_no_list_or_not_well_formed_is_refused_with_its_line() {
    let rows = [
        ("", 1, ReadFault::Empty),
        ("<data/>", 1, ReadFault::NotFlat),
        ("<root>\n<item id='1'/></root>", 2, ReadFault::NotFlat),
        ("<root>\n<row/></root>", 2, ReadFault::NotFlat),
        ("<root><item>\n<a><b/></a></item></root>", 2, ReadFault::NotFlat),
        ("<root><item>\n<a/><a/></item></root>", 2, ReadFault::NotFlat),
        ("<root><item>\nx</item></root>", 2, ReadFault::NotFlat),
        ("<root>\n<item></root>", 2, ReadFault::Xml),
        ("<root>\n<item><a>&b;</a></item></root>", 2, ReadFault::Xml),
        ("<!DOCTYPE root [<!ENTITY a 'b'>]><root/>", 1, ReadFault::Xml),
        ("<root>", 1, ReadFault::Xml),
        ("<root/><root/>", 1, ReadFault::Xml),
    ];
    for (text, line, fault) in rows {
        let error = xml(text).map(|all| all.1).unwrap_err();
        assert_eq!((error.line, error.fault), (line, fault), "{text}");
    }
}

#[test]
fn no_bytes_make_a_reader_panic() {
    let parts = [
        "{", "}", "[", "]", "\"", ",", ":", "<root>", "<item>", "</", "&", "a", "\n", ";", "1e",
        "\u{feff}",
    ];
    let mut random = crate::testing::Random::new(7);
    for _ in 0..3000 {
        let text: String =
            (0..random.below(20)).map(|_| parts[random.below(parts.len())]).collect();
        let outcomes = [csv(&text).is_ok(), geojson(&text).is_ok(), xml(&text).is_ok()];
        assert!(outcomes.iter().filter(|ok| **ok).count() <= 2, "no text is all three");
    }
}
