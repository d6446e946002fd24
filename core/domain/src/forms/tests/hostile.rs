//! What bad input gets: a problem, in bounded time and memory, never a panic.

use proptest::prelude::*;
use rust_xlsxwriter::Workbook;

use super::*;

const F01: &[u8] = include_bytes!("../../../../../programme/forms/F01.xlsx");

#[test]
fn a_truncated_workbook_is_refused() {
    for cut in [0, 1, 30, F01.len() / 2, F01.len() - 1] {
        let problems = import::from_xlsx(&F01[..cut]).unwrap_err();
        assert_eq!(problems[0].rule.code(), "not_a_workbook", "{cut}");
    }
}

#[test]
fn an_oversized_file_is_refused_unread() {
    let big = vec![b'a'; 17 * 1024 * 1024];
    assert_eq!(import::from_xlsx(&big).unwrap_err()[0].rule.code(), "too_large");
    assert_eq!(import::from_csv(&big, b"", b"").unwrap_err()[0].rule.code(), "too_large");
}

#[test]
fn a_zip_bomb_is_refused_before_it_unfolds() {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("xl/sharedStrings.xml", options).unwrap();
    for _ in 0..65 {
        std::io::Write::write_all(&mut zip, &vec![b' '; 1024 * 1024]).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 1024 * 1024);
    assert_eq!(import::from_xlsx(&bytes).unwrap_err()[0].rule.code(), "too_large");
}

#[test]
fn a_cell_at_the_far_corner_does_not_make_a_sheet_of_that_size() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("survey").unwrap();
    sheet.write(0, 0, "type").unwrap();
    sheet.write(1_048_575, 16_383, "x").unwrap();
    let form = import::from_xlsx(&book.save_to_buffer().unwrap()).unwrap();
    assert!(form.find("x").is_none(), "a cell without a header is no question");
}

#[test]
fn a_number_cell_reads_as_a_person_typed_it() {
    let mut book = Workbook::new();
    let survey = book.add_worksheet().set_name("survey").unwrap();
    for (column, text) in ["type", "name", "label"].iter().enumerate() {
        survey.write(0, column as u16, *text).unwrap();
    }
    survey.write_row(1, 0, ["select_one score", "a", "A"]).unwrap();
    let choices = book.add_worksheet().set_name("choices").unwrap();
    choices.write_row(0, 0, ["list_name", "name", "label"]).unwrap();
    choices.write(1, 0, "score").unwrap();
    choices.write(1, 1, 1.0).unwrap();
    choices.write(1, 2, 2.5).unwrap();
    let settings = book.add_worksheet().set_name("Settings").unwrap();
    settings.write_row(0, 0, ["form_id", "version"]).unwrap();
    settings.write(1, 0, "T1").unwrap();
    settings.write(1, 1, 2_026_112_401.0).unwrap();
    let form = import::from_xlsx(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(form.version, "2026112401");
    assert_eq!(column(&form, "score", "name"), ["1"]);
    assert_eq!(column(&form, "score", "label"), ["2.5"]);
}

#[test]
fn ten_thousand_groups_in_each_other_are_refused() {
    let survey: String = std::iter::once("type,name,label\n".to_owned())
        .chain((0..10_000).map(|i| format!("begin_group,g{i},G\n")))
        .collect();
    let problems = compile(&survey, "").unwrap_err();
    assert!(!problems.is_empty());
}

#[test]
fn a_chain_of_five_thousand_calculations_is_reckoned() {
    let mut survey = "type,name,label,calculation\ninteger,c0,N,\n".to_owned();
    for i in 1..5000 {
        survey += &format!("calculate,c{i},,${{c{}}} + 1\n", i - 1);
    }
    let mut session = start(&survey, "");
    answer(&mut session, "c0", "1");
    assert_eq!(value(&session, &at(&session, "c4999")), "5000");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn garbage_is_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(import::from_xlsx(&bytes).is_err());
        prop_assert!(import::from_csv(&bytes, &bytes, &bytes).is_err());
    }

    #[test]
    fn a_damaged_workbook_is_refused_or_still_a_form(at in 0..F01.len(), byte in any::<u8>()) {
        let mut bytes = F01.to_vec();
        bytes[at] = byte;
        let _ = import::from_xlsx(&bytes);
    }

    #[test]
    fn any_cell_is_read_or_refused(
        kind in "[a-z_ ]{0,20}", name in ".{0,5}", expression in "[$a-z(){}'.,=<>+/* 0-9-]{0,30}",
    ) {
        let row = |cells: &[&str]| {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(["type", "name", "label", "relevant", "calculation", "default"]).unwrap();
            writer.write_record(["integer", "a", "A", "", "", ""]).unwrap();
            writer.write_record(cells).unwrap();
            String::from_utf8(writer.into_inner().unwrap()).unwrap()
        };
        let _ = compile(&row(&[&kind, &name, "L", &expression, &expression, &expression]), "");
        let _ = compile(&row(&["text", "b", "L", &expression, &expression, &expression]), "");
    }
}
