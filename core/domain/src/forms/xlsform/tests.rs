//! Tests of whole sheets: addresses, origins, our own columns, the way back, hostile sheets.
//!
//! That the XForms are pyxform's is compared in tests/python/test_xlsform.py.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so")]

use super::*;
use crate::forms::problem::CellPlace;
use crate::forms::xml::{Origin, Style, XmlId};

fn converted(text: &str) -> Result<(Document, Notes), Vec<FormError>> {
    document(&Workbook::from_markdown(text.as_bytes()).unwrap())
}

fn find(document: &Document, name: &str, attribute: (&str, &str)) -> XmlId {
    let all = document.below(Document::ROOT);
    all.filter(|id| document.is_element(*id))
        .find(|id| {
            document.name(*id).local == name
                && document.attribute(*id, "", attribute.0) == Some(attribute.1)
        })
        .unwrap()
}

#[test]
fn a_formula_knows_its_cell_and_the_character_in_it() {
    let text = "| survey |\n| | type | name | label | relevant |\n| | text | a | A | |\n\
        | | text | b | B | 1 = ${a} or foo() |\n";
    let (document, notes) = converted(text).unwrap();
    let bind = find(&document, "bind", ("nodeset", "/data/b"));
    let relevant = document.attribute(bind, "", "relevant").unwrap();
    assert_eq!(relevant, "1 =  /data/a  or foo()");
    let Origin::Cell(place) = document.attribute_origin(bind, "", "relevant") else { panic!() };
    assert_eq!((place.cell().as_str(), place.sheet), ("E4", Sheet::Survey));
    let at = relevant.find("foo").unwrap();
    assert_eq!(
        notes.spots.character(bind, "relevant", at),
        "1 = ${a} or foo()".find("foo").unwrap()
    );
}

#[test]
fn all_problems_come_at_once_with_their_cells() {
    let text = "| survey |\n| | type | name | label | relevant |\n| | txt | a b | A | |\n\
        | | select_one nix | c | | ${d} |\n| | end_group | | | |\n";
    let problems = converted(text).unwrap_err();
    let told = |p: &FormError| format!("{} {}", p.place.cell(), p.rule.code());
    let told: Vec<String> = problems.iter().map(told).collect();
    let expected = [
        "B3 unknown_type",
        "C3 bad_name",
        "B4 missing_sheet",
        "C4 missing_label",
        "E4 unknown_reference",
        "B5 wrong_end",
    ];
    assert_eq!(told, expected);
}

#[test]
fn our_own_columns_become_attributes_of_our_namespace_and_only_then_declare_it() {
    let text = "| survey |\n\
        | | type | name | label | bind::saksi:personal | bind::saksi:stop | saksi:stop_message::id |\n\
        | | text | a | A | yes | . = 'x' | Berhenti |\n";
    let (document, _) = converted(text).unwrap();
    let bind = find(&document, "bind", ("nodeset", "/data/a"));
    assert_eq!(document.attribute(bind, OURS.1, "personal"), Some("yes"));
    assert_eq!(document.attribute(bind, OURS.1, "stop"), Some(". = 'x'"));
    let words = "jr:itext('/data/a:saksi:stop_message')";
    assert_eq!(document.attribute(bind, OURS.1, "stop_message"), Some(words));
    let (plain, _) =
        converted("| survey |\n| | type | name | label |\n| | text | a | A |\n").unwrap();
    assert!(!plain.to_xml(Style::Compact).contains(OURS.1));
    assert!(document.to_xml(Style::Compact).contains(OURS.1));
}

#[test]
fn sheets_written_and_read_again_are_the_same_form() {
    let text = "| survey |\n| | type | name | label |\n| | select_one l | a | A, \"b\" |\n\
        | choices |\n| | list_name | name | label |\n| | l | 1 | P |\n";
    let book = Workbook::from_markdown(text.as_bytes()).unwrap();
    let xml = |book: &Workbook| document(book).unwrap().0.to_xml(Style::Compact);
    let excel = book.to_xlsx().unwrap();
    assert_eq!(excel, book.to_xlsx().unwrap(), "no clock is in the file");
    assert_eq!(xml(&Workbook::from_xlsx(&excel).unwrap()), xml(&book));
    assert_eq!(xml(&Workbook::from_csv(book.to_csv().as_bytes()).unwrap()), xml(&book));
}

#[test]
fn an_xform_goes_back_to_sheets_that_make_it_again() {
    let text = "| survey |\n| | type | name | label::A (aa) | relevant | default | save_to |\n\
        | | date | a | A | | today() | |\n| | begin_repeat | r | R | | | |\n\
        | | select_one l | b | Halo ${a} | ${a} = ${c} | | |\n| | text | c | C | | x | nama |\n\
        | | end_repeat | | | | | |\n| choices |\n| | list_name | name | label::A (aa) |\n\
        | | l | p | P |\n| entities |\n| | list_name | label |\n| | pohon | ${c} |\n";
    let (first, _) = converted(text).unwrap();
    let (book, left) = workbook(&first).unwrap();
    assert_eq!(left, []);
    assert_eq!(document(&book).unwrap().0.canonical(), first.canonical());
}

#[test]
fn groups_too_deep_and_words_without_end_are_refused_in_time() {
    let mut text = "| survey |\n| | type | name | label |\n".to_owned();
    for row in 0..3000 {
        text += &format!("| | begin_group | g{row} | ${{nobody{row}}} |\n");
    }
    let problems = converted(&text).unwrap_err();
    let rule = Rule::TooLarge("100 groups within each other");
    assert!(problems.iter().any(|problem| problem.rule == rule));
    let header = "label::".repeat(5000);
    let text = format!("| survey |\n| | type | name | {header} |\n| | text | a | A |\n");
    assert!(converted(&text).is_ok(), "nobody reads so many words");
}

#[test]
fn a_sheet_that_is_misspelt_is_pointed_at() {
    let text = "| survey |\n| | type | name | label |\n| | text | a | A |\n\
        | setings |\n| | form_id |\n| | x |\n";
    let (_, notes) = converted(text).unwrap();
    let typo = Rule::SheetTypo { found: "setings".to_owned(), meant: "settings" };
    let place = CellPlace { sheet: Sheet::Settings, row: 0, column: None, character: None };
    assert!(notes.warnings.contains(&FormError { place, rule: typo }));
}

#[test]
fn a_form_of_two_thousand_rows_is_converted_at_once() {
    let mut text = "| survey |\n| | type | name | label | relevant |\n".to_owned();
    for row in 0..2000 {
        text += &format!("| | text | q{row} | Halo ${{q{}}} | ${{q{row}}} != '' |\n", row / 2);
    }
    let (document, _) = converted(&text).unwrap();
    assert_eq!(document.elements(document.root_element().unwrap()).count(), 2);
}
