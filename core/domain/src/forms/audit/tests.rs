//! Trails told call by call, held against logs written by hand after ODK's documentation.

use super::*;
use crate::forms::definition::LocationPriority;
use crate::forms::import::from_csv;

/// The wall clock at opening; later wall clocks are wrong on purpose.
const OPENED: i64 = 1_550_615_022_663;

fn at(elapsed_ms: u64) -> AuditClock {
    let wall_ms = if elapsed_ms == 0 { OPENED } else { 5 };
    AuditClock { wall_ms, elapsed_ms: 9_000 + elapsed_ms }
}

/// What a form with this `parameters` cell in its audit row asks for.
fn asked(parameters: &str) -> AuditSettings {
    let survey =
        format!("type,name,label,parameters\naudit,audit,,\"{parameters}\"\ntext,name,Name,\n");
    let form = from_csv(survey.as_bytes(), b"", b"form_id,version\nT1,1\n").unwrap();
    AuditSettings::of_form(&form).unwrap()
}

fn trail(parameters: &str) -> AuditTrail {
    AuditTrail::begin(asked(parameters), at(0))
}

fn question(trail: &mut AuditTrail, node: &str, from: u64, to: u64, answers: [Option<&str>; 2]) {
    trail.show(AuditKind::Question, Some(node), answers[0], at(from));
    trail.answered(node, answers[1]);
    trail.leave(at(to));
}

const OFFICE: AuditSpot = AuditSpot { lat_e7: 374_229_983, lon_e7: -1_220_840_000, acc_mm: 14_087 };

#[test]
fn a_log_with_places_and_answers_reads_as_in_the_documentation() {
    let place = "location-priority=balanced location-min-interval=60 location-max-age=120";
    let mut trail = trail(&format!("{place} track-changes=true"));
    trail.note(AuditKind::LocationTrackingEnabled, at(8));
    trail.show(AuditKind::Question, Some("/data/name"), None, at(19));
    trail.note(AuditKind::LocationPermissionsGranted, at(45_947));
    trail.note(AuditKind::LocationProvidersEnabled, at(46_002));
    trail.note(AuditKind::LocationProvidersEnabled, at(46_003));
    trail.located(OFFICE, false, at(60_000));
    trail.note(AuditKind::LocationTrackingDisabled, at(73_251));
    trail.answered("/data/name", Some("John"));
    trail.leave(at(74_419));
    question(&mut trail, "/data/age", 74_419, 74_992, [None, Some("20")]);
    question(&mut trail, "/data/name", 74_993, 79_688, [Some("John"), Some("John, \"Jr\"")]);
    question(&mut trail, "/data/age", 79_689, 84_967, [Some("20"), Some("20")]);
    trail.show(AuditKind::EndScreen, None, None, at(84_968));
    trail.leave(at(86_536));
    for kind in [AuditKind::FormSave, AuditKind::FormExit, AuditKind::FormFinalize] {
        trail.note(kind, at(86_536));
    }
    let expected = "\
event,node,start,end,latitude,longitude,accuracy,old-value,new-value
form start,,1550615022663,,,,,,
location tracking enabled,,1550615022671,,,,,,
question,/data/name,1550615022682,1550615097082,37.4229983,-122.084,14.087,,John
location permissions granted,,1550615068610,,,,,,
location providers enabled,,1550615068665,,,,,,
location tracking disabled,,1550615095914,,37.4229983,-122.084,14.087,,
question,/data/age,1550615097082,1550615097655,37.4229983,-122.084,14.087,,20
question,/data/name,1550615097656,1550615102351,37.4229983,-122.084,14.087,John,\"John, \"\"Jr\"\"\"
question,/data/age,1550615102352,1550615107630,37.4229983,-122.084,14.087,,
end screen,,1550615107631,1550615109199,37.4229983,-122.084,14.087,,
form save,,1550615109199,,37.4229983,-122.084,14.087,,
form exit,,1550615109199,,37.4229983,-122.084,14.087,,
form finalize,,1550615109199,,37.4229983,-122.084,14.087,,
";
    assert_eq!(trail.to_csv(), expected);
}

#[test]
fn a_form_that_asks_for_nothing_gets_four_columns_and_no_word_of_places() {
    let mut trail = trail("");
    trail.note(AuditKind::LocationProvidersEnabled, at(1));
    trail.located(OFFICE, false, at(2));
    question(&mut trail, "/data/name", 5, 1_289, [None, Some("Ani")]);
    trail.show(AuditKind::Jump, None, None, at(1_300));
    trail.show(AuditKind::Jump, None, None, at(1_400));
    trail.note(AuditKind::FormExit, at(2_000));
    let expected = "event,node,start,end\nform start,,1550615022663,\n\
        question,/data/name,1550615022668,1550615023952\n\
        jump,,1550615023963,1550615024663\nform exit,,1550615024663,\n";
    assert_eq!(trail.to_csv(), expected);
}

#[test]
fn of_a_screen_of_many_questions_only_the_changed_ones_stand_in_the_log() {
    for (parameters, kept) in [("track-changes=true", 1), ("", 0)] {
        let mut trail = trail(parameters);
        trail.show(AuditKind::GroupQuestions, Some("/data/g"), None, at(1));
        trail.show_in_group("/data/g/a", Some("1"), at(1));
        trail.show_in_group("/data/g/b", None, at(1));
        trail.answered("/data/g/b", Some("2"));
        trail.leave(at(9));
        let asked = trail.events().iter().filter(|event| event.kind == AuditKind::Question);
        assert_eq!(asked.count(), kept, "{parameters}");
    }
}

#[test]
fn the_most_accurate_fresh_position_counts_and_a_mock_one_is_exact_to_nothing() {
    let mut trail =
        trail("location-priority=high-accuracy location-min-interval=1 location-max-age=10");
    let spot = |acc_mm| AuditSpot { acc_mm, ..OFFICE };
    trail.located(spot(5_000), false, at(1_000));
    trail.located(spot(9_000), false, at(6_000));
    trail.note(AuditKind::FormSave, at(11_000));
    trail.note(AuditKind::FormSave, at(11_001));
    trail.located(spot(3_000), true, at(12_000));
    trail.note(AuditKind::FormSave, at(12_001));
    trail.note(AuditKind::FormSave, at(30_000));
    let seen: Vec<_> = trail.events()[1..].iter().map(|e| e.spot.map(|s| s.acc_mm)).collect();
    assert_eq!(seen, [Some(5_000), Some(9_000), Some(0), None]);
}

#[test]
fn a_phone_that_died_leaves_a_screen_without_an_end_and_its_draft_goes_on() {
    let mut trail = trail("track-changes=true identify-user=true");
    trail.identify("Ani, M.");
    trail.show(AuditKind::Question, Some("/data/r[2]/name"), None, at(10));
    trail.answered("/data/r[2]/name", Some("typed"));
    let kept = serde_json::to_string(&trail).unwrap();
    let mut trail: AuditTrail = serde_json::from_str(&kept).unwrap();
    trail.resume(AuditClock { wall_ms: OPENED + 90_000, elapsed_ms: 3 });
    assert!(trail.needs_user());
    trail.identify("Budi");
    trail.note(AuditKind::FormExit, AuditClock { wall_ms: 0, elapsed_ms: 5 });
    let expected = "event,node,start,end,old-value,new-value,user\n\
        form start,,1550615022663,,,,\n\
        question,/data/r[2]/name,1550615022673,,,,\"Ani, M.\"\n\
        form resume,,1550615112663,,,,\n\
        form exit,,1550615112665,,,,Budi\n";
    assert_eq!(trail.to_csv(), expected);
}

#[test]
fn an_edited_form_is_not_saved_without_a_reason() {
    let mut trail = trail("track-changes-reasons=on-form-edit");
    question(&mut trail, "/data/a", 1, 2, [None, Some("1")]);
    assert!(!trail.needs_reason(), "filling in the first time needs none");
    trail.resume(at(10));
    question(&mut trail, "/data/a", 11, 12, [Some("1"), Some("1")]);
    assert!(!trail.needs_reason(), "nothing changed");
    question(&mut trail, "/data/a", 13, 14, [Some("1"), Some("2")]);
    trail.change_reason("  ", at(15));
    assert!(trail.needs_reason());
    trail.change_reason("salah ketik", at(16));
    assert!(!trail.needs_reason());
    assert!(trail.to_csv().starts_with("event,node,start,end,change-reason\n"));
    assert!(trail.to_csv().ends_with("change reason,,11,,salah ketik\n"));
}

#[test]
fn the_log_asks_for_what_the_row_of_the_sheet_says() {
    let place = asked("location-priority=no-power location-min-interval=0 location-max-age=0");
    let location = place.location.unwrap();
    assert_eq!((location.priority, location.min_interval_s), (LocationPriority::NoPower, 1));
    assert_eq!(asked("track-changes=false"), AuditSettings::default());
    let all = asked("identify-user=true track-changes=true track-changes-reasons=on-form-edit");
    assert!(all.identify_user && all.track_changes && all.reason_on_edit);
}

#[test]
fn every_kind_has_a_word_of_its_own() {
    let words: std::collections::BTreeSet<_> = AuditKind::ALL.iter().map(|k| k.word()).collect();
    assert_eq!(words.len(), AuditKind::ALL.len());
}
