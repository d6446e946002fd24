//! Each thing that costs a grade, one by one.

use super::super::capture::tests::photo;
use super::*;

fn graded(change: impl FnOnce(&mut CaptureRecord)) -> (Grade, Vec<GradeReason>) {
    let mut capture = photo();
    change(&mut capture);
    let graded = grade(&capture);
    (graded.grade, graded.reasons)
}

fn fix_of(capture: &mut CaptureRecord) -> &mut super::super::capture::ShutterFix {
    capture.fix.as_mut().unwrap()
}

#[test]
fn each_missing_thing_costs_the_a_and_is_named() {
    use GradeReason as R;
    assert_eq!(graded(|_| ()), (Grade::A, vec![]));
    assert_eq!(graded(|c| c.fix = None), (Grade::B, vec![R::NoFix]));
    assert_eq!(graded(|c| fix_of(c).fix.mock = true), (Grade::B, vec![R::MockedFix]));
    assert_eq!(graded(|c| c.clock_offset_ms = None), (Grade::B, vec![R::ClockUnknown]));
    assert_eq!(
        graded(|c| fix_of(c).fix.accuracy_mm = 25_001),
        (Grade::B, vec![R::CoarseFix { radius_mm: 25_001 }])
    );
    assert_eq!(graded(|c| fix_of(c).fix.accuracy_mm = 25_000).0, Grade::A);
}

#[test]
fn of_two_fixes_a_real_one_beats_a_mock_a_prompt_one_a_late_one_and_then_the_sharper_one() {
    let doubt = |change: fn(&mut CaptureRecord)| {
        let mut capture = photo();
        change(&mut capture);
        FixDoubt::of(&capture)
    };
    let sharp = doubt(|_| ());
    let coarse = doubt(|c| fix_of(c).fix.accuracy_mm = 900_000);
    let late = doubt(|c| fix_of(c).delay_ms = 60_001);
    let mock = doubt(|c| fix_of(c).fix.mock = true);
    let missing = doubt(|c| c.fix = None);
    assert!(sharp < coarse && coarse < late && late < mock && mock < missing);
    assert!(sharp.is_none());
    assert!([coarse, late, mock, missing].iter().all(|doubt| !doubt.is_none()));
}

#[test]
fn a_fix_counts_fully_within_a_minute_either_side_of_the_shutter() {
    for delay_ms in [-60_000, 0, 60_000] {
        assert_eq!(graded(|c| fix_of(c).delay_ms = delay_ms).0, Grade::A, "{delay_ms}");
    }
    for delay_ms in [-60_001, 60_001, i64::MIN, i64::MAX] {
        let late = vec![GradeReason::LateFix { delay_ms }];
        assert_eq!(graded(|c| fix_of(c).delay_ms = delay_ms), (Grade::B, late));
    }
}

#[test]
fn on_water_the_boat_drifts_away_from_the_point() {
    // 6.5 m and 12 s: 6.5 + 18 = 24.5 m, still sharp; one second more is not
    assert_eq!(graded(|c| c.on_water = true).0, Grade::A);
    let (grade, reasons) = graded(|c| {
        c.on_water = true;
        fix_of(c).delay_ms = -13_000;
    });
    assert_eq!(
        (grade, &reasons[..]),
        (Grade::B, &[GradeReason::CoarseFix { radius_mm: 26_000 }][..])
    );
    assert_eq!(graded(|c| fix_of(c).delay_ms = -13_000).0, Grade::A, "on land nothing drifts");
}

#[test]
fn what_was_not_taken_in_the_app_is_at_most_limited_evidence() {
    let imported = |statement: &str| {
        let source = Source::Imported { statement: statement.to_owned() };
        graded(|c| c.source = source)
    };
    assert_eq!(imported("dari grup WhatsApp desa"), (Grade::C, vec![GradeReason::Imported]));
    assert_eq!(imported("  "), (Grade::D, vec![GradeReason::NoProvenance]));
    assert_eq!(graded(|c| c.source = Source::Document), (Grade::C, vec![GradeReason::Document]));
    assert_eq!(Graded::testimony().grade, Grade::D);
}

#[test]
fn the_words_are_those_of_the_field_note() {
    let words = [Grade::A, Grade::B, Grade::C, Grade::D].map(|g| g.label(Lang::Id));
    assert_eq!(words, ["Bukti kuat", "Bukti cukup", "Bukti terbatas", "Keterangan saksi"]);
    let late = GradeReason::LateFix { delay_ms: 95_000 };
    assert_eq!(late.words(Lang::Id), "Titik lokasi menyusul 95 detik.");
}
