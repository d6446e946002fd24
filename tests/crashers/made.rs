//! Hostile input that is large but dull: nesting, bombs, circles, rows without end.
//!
//! Each is made from its rule, so that the repository stays small.

use std::io::{Cursor, Write as _};

/// The reader's name, and files under names that say what they are.
type Made = (&'static str, Vec<(String, Vec<u8>)>);

pub(super) fn all() -> Vec<Made> {
    vec![
        ("xlsx", workbooks()),
        ("csv", sheets()),
        ("expression", expressions()),
        ("xpath", expressions()),
        ("xml", submissions()),
        ("submission", submissions()),
        ("entry", entries()),
        ("bundle", vec![named("zip_bomb", zip(&[("bundle.json", bomb(16 << 20))]))]),
        ("geojson", geometries()),
        (
            "kml",
            vec![
                named("nested_10000_deep", nested("<a>", "</a>", "", 10_000)),
                named("billion_laughs", billion_laughs("<kml>&l9;</kml>").into_bytes()),
            ],
        ),
    ]
}

fn named(name: &str, bytes: Vec<u8>) -> (String, Vec<u8>) {
    (name.to_owned(), bytes)
}

fn nested(open: &str, close: &str, middle: &str, deep: usize) -> Vec<u8> {
    [&open.repeat(deep), middle, &close.repeat(deep)].concat().into_bytes()
}

fn bomb(size: usize) -> Vec<u8> {
    vec![b' '; size]
}

/// Ten entities, each ten times the one before.
fn billion_laughs(body: &str) -> String {
    let mut text = "<?xml version=\"1.0\"?><!DOCTYPE k [<!ENTITY l0 \"lol\">".to_owned();
    for i in 1..10 {
        text += &format!("<!ENTITY l{i} \"{}\">", format!("&l{};", i - 1).repeat(10));
    }
    text + "]>" + body
}

fn zip(files: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The least that a workbook is made of, with one sheet's XML.
fn workbook(sheet: Vec<u8>) -> Vec<u8> {
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let book = "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
        xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>\
        <sheet name=\"survey\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
    let links = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
        <Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\" Type=\"http://schemas.openxmlformats.org/\
        officeDocument/2006/relationships/worksheet\"/></Relationships>";
    zip(&[
        ("[Content_Types].xml", types.into()),
        ("xl/workbook.xml", book.into()),
        ("xl/_rels/workbook.xml.rels", links.into()),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

fn workbooks() -> Vec<(String, Vec<u8>)> {
    let sheet = |rows: String| {
        workbook(format!("<worksheet><sheetData>{rows}</sheetData></worksheet>").into())
    };
    let whole =
        sheet("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>type</t></is></c></row>".into());
    vec![
        named("zip_bomb_sheet", workbook(bomb(70 << 20))),
        named("zip_bomb_strings", zip(&[("xl/sharedStrings.xml", bomb(70 << 20))])),
        named("billion_laughs", workbook(billion_laughs("<worksheet>&l9;</worksheet>").into())),
        named("nested_10000_deep", workbook(nested("<row>", "</row>", "", 10_000))),
        named(
            "cell_at_the_far_corner",
            sheet("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>".into()),
        ),
        named(
            "cell_beyond_all_columns",
            sheet("<row r=\"1\"><c r=\"ZZZZZZZ99999999999\"><v>1</v></c></row>".into()),
        ),
        named(
            "string_index_beyond_all",
            sheet("<row><c r=\"A1\" t=\"s\"><v>4294967295</v></c></row>".into()),
        ),
        named("half_a_file", whole[..whole.len() / 2].to_vec()),
        named("whole_but_empty", whole),
    ]
}

const HEAD: &str = "type,name,label,calculation,relevant\n";
const SETTINGS: &str = "form_id,version\nT1,1\n";

fn form(rows: &str) -> Vec<u8> {
    [HEAD, rows, "\0list_name,name,label\nl,a,A\n\0", SETTINGS].concat().into_bytes()
}

fn sheets() -> Vec<(String, Vec<u8>)> {
    let circle = |n: usize| -> String {
        (0..n).map(|i| format!("calculate,c{i},,${{c{}}} + 1,\n", (i + 1) % n)).collect()
    };
    let groups: String = (0..10_000).map(|i| format!("begin_group,g{i},G,,\n")).collect();
    let repeats: String = (0..10_000).map(|i| format!("begin_repeat,g{i},G,,\n")).collect();
    let names: String = (0..2_000).map(|_| "text,same,S,,\n").collect();
    vec![
        named("circle_of_one", form("calculate,c,,${c} + 1,\n")),
        named("circle_of_two_thousand", form(&circle(2_000))),
        named("circle_through_relevance", form("integer,a,A,,${b} > 1\ninteger,b,B,,${a} > 1\n")),
        named("groups_10000_deep", form(&groups)),
        named("repeats_10000_deep", form(&repeats)),
        named("one_name_two_thousand_times", form(&names)),
        named("ends_before_begins", form(&"end_group,,,,\n".repeat(5_000))),
        named("a_row_of_60000_cells", form(&[",".repeat(60_000), "\n".into()].concat())),
        named("a_cell_of_4_mb", form(&format!("text,{},L,,\n", "x".repeat(4 << 20)))),
        named("half_a_quote", form("text,a,\"A,,\n")),
    ]
}

fn expressions() -> Vec<(String, Vec<u8>)> {
    let deep = |open: &str, close: &str| nested(open, close, "1", 10_000);
    vec![
        named("brackets_10000_deep", deep("(", ")")),
        named("calls_10000_deep", deep("not(", ")")),
        named("minus_10000_times", deep("-", "")),
        named("plus_10000_times", deep("1+", "")),
        named("predicates_10000_deep", deep("a[", "]")),
        named("steps_10000_long", deep("a/", "")),
        named("open_brackets_only", deep("(", "")),
        named("two_hundred_names_of_nothing", "${x}+".repeat(200).into_bytes()),
        named(
            "regex_that_backtracks",
            b"regex('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab', '(a+)+$')".to_vec(),
        ),
        named("regex_of_many_repeats", b"regex('a', '((((a{999}){999}){999}){999})')".to_vec()),
        named("text_of_one_quote", b"'".to_vec()),
    ]
}

fn submissions() -> Vec<(String, Vec<u8>)> {
    vec![
        named("billion_laughs", billion_laughs("<d id=\"a\">&l9;</d>").into_bytes()),
        named("nested_10000_deep", nested("<d>", "</d>", "", 10_000)),
        named("nested_100000_deep_unclosed", nested("<d>", "", "", 100_000)),
        named(
            "attributes_20000",
            format!("<d{}/>", (0..20_000).map(|i| format!(" a{i}=''")).collect::<String>())
                .into_bytes(),
        ),
        named(
            "namespaces_20000",
            format!("<d{}/>", (0..20_000).map(|i| format!(" xmlns:a{i}='u'")).collect::<String>())
                .into_bytes(),
        ),
    ]
}

/// CBOR: `0x81` opens an array of one, `0x9b` announces one of 2^64 - 1.
fn entries() -> Vec<(String, Vec<u8>)> {
    vec![
        named("arrays_100000_deep", vec![0x81; 100_000]),
        named("maps_100000_deep", [0xa1, 0x00].repeat(50_000)),
        named("array_longer_than_the_world", [&[0x9b][..], &[0xff; 8]].concat()),
        named("bytes_longer_than_the_world", [&[0x5b][..], &[0xff; 8]].concat()),
    ]
}

fn geometries() -> Vec<(String, Vec<u8>)> {
    let ring = |n: usize| -> String {
        let point = |i: usize| format!("[{}.{i:05},-3.{:05}],", 122, (i * 7919) % 99_999);
        (0..n).map(point).collect::<String>() + "[122.0,-3.0]"
    };
    let polygon = |n| {
        format!("{{\"type\":\"FeatureCollection\",\"features\":[{{\"type\":\"Feature\",\"properties\":{{}},\
            \"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[{}]]}}}}]}}", ring(n)).into_bytes()
    };
    vec![
        named("arrays_100000_deep", nested("[", "]", "", 100_000)),
        named(
            "collections_10000_deep",
            nested("{\"type\":\"GeometryCollection\",\"geometries\":[", "]}", "", 10_000),
        ),
        named("ring_that_crosses_itself_3000_times", polygon(3_000)),
    ]
}
