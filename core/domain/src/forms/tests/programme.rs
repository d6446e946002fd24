//! The programme's own forms: both sources agree, and the stories of the field go through.

use super::*;

type Sources = (&'static [u8], [&'static [u8]; 3]);

macro_rules! sources {
    ($id:literal) => {
        (
            include_bytes!(concat!("../../../../../programme/forms/", $id, ".xlsx")) as &[u8],
            [
                include_bytes!(concat!("../../../../../programme/forms/src/", $id, "-survey.csv"))
                    as &[u8],
                include_bytes!(concat!("../../../../../programme/forms/src/", $id, "-choices.csv")),
                include_bytes!(concat!(
                    "../../../../../programme/forms/src/",
                    $id,
                    "-settings.csv"
                )),
            ],
        )
    };
}

const F01: Sources = sources!("F01");
const F02: Sources = sources!("F02");
const F03: Sources = sources!("F03");

fn open(source: Sources) -> Session {
    let form = import::from_xlsx(source.0).unwrap_or_else(|problems| {
        panic!("{}", problems.iter().map(|p| format!("{p}\n")).collect::<String>())
    });
    without_rows(Session::start(form.into(), context()))
}

fn photo(session: &mut Session, name: &str) {
    answer(session, name, &"ab".repeat(32));
}

/// The steps from here to the end, by name.
fn asked(session: &Session) -> Vec<String> {
    let name = |step: Step| match step {
        Step::Question(place) => Some(session.definition().node(place.node).name.clone()),
        Step::AddRow(place) => Some(format!("+{}", session.definition().node(place.node).name)),
        Step::Group(_) | Step::Start | Step::End => None,
    };
    session.steps().into_iter().filter_map(name).collect()
}

fn missing(session: &Session) -> Vec<String> {
    let name = |f: Failing| session.definition().node(f.place.node).name.clone();
    session.failing().into_iter().map(name).collect()
}

#[test]
fn workbook_and_csv_compile_to_the_same_form_without_a_warning() {
    for (id, (xlsx, [survey, choices, settings])) in [("F01", F01), ("F02", F02), ("F03", F03)] {
        let from_xlsx = import::from_xlsx(xlsx).unwrap_or_else(|p| panic!("{}", p[0]));
        let mut from_csv = import::from_csv(survey, choices, settings).unwrap();
        assert_ne!(from_csv.hash, from_xlsx.hash);
        from_csv.hash = from_xlsx.hash;
        assert_eq!(from_csv, from_xlsx);
        assert_eq!(
            (from_xlsx.id.as_str(), from_xlsx.languages.as_slice()),
            (id, &["id".into(), "en".into()][..])
        );
        assert_eq!(from_xlsx.warnings, [], "{id}");
    }
}

#[test]
fn every_list_about_the_matter_knows_two_ways_of_not_answering() {
    // These steer the form or keep people safe; there is no "do not know" to them.
    let steering = ["vantage", "faces", "target_how"];
    for source in [F01, F02, F03] {
        let form = import::from_xlsx(source.0).unwrap();
        let inside = form.instances.iter().filter(|(_, one)| {
            matches!(one.data, crate::forms::definition::InstanceData::Internal(..))
        });
        let names = inside.map(|(name, _)| name.as_str());
        for name in names.filter(|name| !steering.contains(name)) {
            let codes = column(&form, name, "name");
            for code in ["unknown", "declined"] {
                assert!(codes.iter().any(|known| known == code), "{} {name} {code}", form.id);
            }
        }
    }
}

#[test]
fn no_question_is_longer_than_twelve_words() {
    for source in [F01, F02, F03] {
        let form = import::from_xlsx(source.0).unwrap();
        for control in form.controls.iter().filter(|control| !control.is_container()) {
            for language in ["id", "en"] {
                let text = form.plain(&control.label, language);
                assert!(text.split_whitespace().count() <= 12, "{} {text}", form.id);
            }
        }
    }
}

#[test]
fn at_sea_the_form_asks_what_can_be_seen_from_a_boat() {
    let mut session = open(F02);
    assert_eq!(asked(&session), ["vantage"]);
    answer(&mut session, "vantage", "water");
    let offered: Vec<_> = session.choices(&at(&session, "ptype")).map(|c| c.code).collect();
    assert_eq!(offered, ["E03", "E04", "E08", "unknown", "declined"]);
    answer(&mut session, "ptype", "E04");
    let how: Vec<_> = session.choices(&at(&session, "target_how")).map(|c| c.code).collect();
    assert_eq!(how, ["map", "named", "bearing"], "the boat's own point is not the mud's");
    photo(&mut session, "murky_photo");
    photo(&mut session, "clear_photo");
    answer(&mut session, "target_how", "bearing");
    assert_eq!(
        asked(&session),
        [
            "vantage",
            "ptype",
            "murky_photo",
            "clear_photo",
            "faces",
            "pos_self",
            "target_how",
            "target_bearing",
            "target_far",
            "fish_drop",
            "rain_yesterday",
            "tide",
            "story",
            "risk",
            "repeat_of",
            "area_code",
            "water_use",
            "since",
            "video",
            "note",
        ]
    );
}

/// F02 at sea as far as its last required question, the bearing wrong by one.
fn at_sea() -> Session {
    let mut session = open(F02);
    answer(&mut session, "vantage", "water");
    answer(&mut session, "ptype", "E04");
    photo(&mut session, "murky_photo");
    photo(&mut session, "clear_photo");
    answer(&mut session, "target_how", "bearing");
    let required = ["faces", "pos_self", "target_bearing", "target_far", "fish_drop", "risk"];
    assert_eq!(missing(&session), required);
    answer(&mut session, "faces", "none");
    answer(&mut session, "pos_self", "-3.75 122.6 0 12");
    answer(&mut session, "target_bearing", "360");
    answer(&mut session, "target_far", "mid");
    answer(&mut session, "fish_drop", "less");
    answer(&mut session, "risk", "quiet");
    photo(&mut session, "story");
    session
}

#[test]
fn at_sea_the_submission_keeps_the_voice_apart() {
    let mut session = at_sea();
    let Err(FinaliseError::Failing(failing)) = session.finalise(NOW) else { panic!("360 degrees") };
    assert_eq!(failing[0].why, Why::Constraint);
    answer(&mut session, "target_bearing", "255");
    let submission = session.finalise(NOW).unwrap();
    let media = format!("Bytes({:?})", [0xab; 32]);
    assert_eq!(
        shown(&submission.writes),
        [
            "vantage = Text(\"water\")".to_owned(),
            "see/ptype = Text(\"E04\")".to_owned(),
            format!("photos/murky_photo = {media}"),
            format!("photos/clear_photo = {media}"),
            "photos/faces = Text(\"none\")".to_owned(),
            "where/pos_self = Array([Int(-37500000), Int(1226000000), Int(0), Int(12000)])"
                .to_owned(),
            "where/target_how = Text(\"bearing\")".to_owned(),
            "where/target_bearing = Int(255)".to_owned(),
            "where/target_far = Text(\"mid\")".to_owned(),
            "sea/fish_drop = Text(\"less\")".to_owned(),
            "safety/risk = Text(\"quiet\")".to_owned(),
        ]
    );
    assert_eq!(
        shown(&submission.personal),
        [format!("sea/story = {media}")],
        "a voice is personal"
    );
    let computed = shown(&submission.computed);
    assert!(computed.contains(&"safety/sealed = Text(\"no\")".to_owned()), "{computed:?}");
    assert_eq!((submission.form.as_str(), submission.hash), ("F02", session.definition().hash));
}

#[test]
fn inside_a_closed_area_nothing_is_written_and_the_person_reads_why() {
    for source in [F01, F02] {
        let mut session = open(source);
        let changes = answer(&mut session, "vantage", "stop");
        let stop = changes.stop.unwrap();
        let text = "Keluar dulu ke tempat aman. Tidak ada yang dicatat.";
        assert_eq!(stop.message.get("id"), Some(text));
        assert_eq!(asked(&session), ["vantage"]);
        assert_eq!(session.finalise(NOW), Err(FinaliseError::Stopped(stop)));
        // The draft keeps the stop; a mistaken tap can be taken back.
        let mut again = Session::restore(session.definition().clone(), &session.draft()).unwrap();
        assert!(matches!(again.finalise(NOW), Err(FinaliseError::Stopped(_))));
        assert!(answer(&mut again, "vantage", "road").stop.is_none());
        assert!(matches!(again.finalise(NOW), Err(FinaliseError::Failing(_))));
    }
}

#[test]
fn a_gate_without_a_board_takes_a_short_form() {
    let mut session = open(F01);
    answer(&mut session, "vantage", "road");
    answer(&mut session, "ptype", "L07");
    photo(&mut session, "photo_wide");
    photo(&mut session, "photo_close");
    answer(&mut session, "faces", "none");
    answer(&mut session, "target_how", "here");
    answer(&mut session, "board", "no");
    answer(&mut session, "risk", "ok");
    let asked = asked(&session);
    assert!(
        !asked.contains(&"board_photo".to_owned()) && !asked.contains(&"+corner_pts".to_owned())
    );
    assert!(session.finalise(NOW).is_ok(), "having no satellite fix is not misconduct");
}

#[test]
fn a_face_is_asked_about_after_the_photo_and_blurred_if_kept() {
    let mut session = open(F02);
    answer(&mut session, "vantage", "own");
    answer(&mut session, "ptype", "E01");
    assert!(!asked(&session).contains(&"faces".to_owned()));
    photo(&mut session, "photo_wide");
    answer(&mut session, "faces", "child");
    assert!(asked(&session).contains(&"faces_note".to_owned()));
    assert_eq!(value(&session, &at(&session, "blur")), "yes");
}

#[test]
fn outside_the_boundary_needs_three_points() {
    let mut session = open(F01);
    answer(&mut session, "vantage", "road");
    answer(&mut session, "ptype", "L02");
    answer(&mut session, "corners_done", "OK");
    for (count, holds) in [(1, false), (2, false), (3, true)] {
        let (row, _) = session.add_row(&at(&session, "corner_pts")).unwrap();
        let point = within(&session, &row, "pt");
        answer_at(&mut session, &point, "-3.5 122.5");
        let done = missing(&session).contains(&"corners_done".to_owned());
        assert_eq!(!done, holds, "{count}");
    }
}

#[test]
fn money_is_added_up_line_by_line_and_a_document_is_asked_for() {
    let mut session = open(F03);
    for (name, text) in [
        ("ptype", "R02"),
        ("fiscal_year", "2026"),
        ("gov_level", "regency"),
        ("area_code", "74.09"),
        ("source_doc", "apbd"),
        ("gap", "untraced"),
        ("risk", "ok"),
    ] {
        answer(&mut session, name, text);
    }
    assert_eq!(missing(&session), ["doc_file"]);
    photo(&mut session, "doc_file");
    for (name, rupiah) in [("Jalan usaha tani", "150000000.50"), ("Sumur bor", "75000000")] {
        let (row, _) = session.add_row(&at(&session, "ring_lines")).unwrap();
        for (field, text) in [("line_name", name), ("line_rp", rupiah)] {
            let place = within(&session, &row, field);
            answer_at(&mut session, &place, text);
        }
    }
    assert_eq!(value(&session, &at(&session, "ring_total")), "225000000.5");
    let submission = session.finalise(NOW).unwrap();
    let lines: Vec<_> =
        shown(&submission.writes).into_iter().filter(|w| w.starts_with("ring/")).collect();
    assert_eq!(
        lines,
        [
            "ring/ring_lines/[8]/#order = Int(0)",
            "ring/ring_lines/[8]/line_name = Text(\"Jalan usaha tani\")",
            "ring/ring_lines/[8]/line_rp = Text(\"150000000.5\")",
            "ring/ring_lines/[8]/#order = Int(1)",
            "ring/ring_lines/[8]/line_name = Text(\"Sumur bor\")",
            "ring/ring_lines/[8]/line_rp = Text(\"75000000\")",
        ]
    );
}
