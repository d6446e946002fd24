//! Each check, and the case in which it must fail or keep silent.

use super::super::capture::tests::photo;
use super::super::exif::CameraTime;
use super::*;
use crate::place::{Position, import};

const WALL: i64 = 1_795_485_600_000;
const MINUTE: i64 = 60_000;

fn facts(position: Option<Position>, taken: Option<CameraTime>) -> ExifRead {
    Ok(ExifFacts {
        position,
        altitude_mm: None,
        taken,
        gps_utc_ms: None,
        make: None,
        model: None,
        orientation: None,
    })
}

fn north(e7: i32) -> Position {
    Position::new(-34_500_000 + e7, 1_223_500_000).unwrap()
}

fn window(earliest: i64, latest: i64) -> Sandwich {
    Sandwich { earliest: Some(earliest), latest: Some(latest) }
}

#[test]
fn the_photos_own_position_may_differ_by_accuracy_and_walking_but_not_by_a_village() {
    let asked = |position| exif_place(&photo(), &facts(position, None)).outcome;
    // 100 m + 2 x 6.5 m + 18 m of walking = 131 m; 1e-7 degree is 11 mm
    assert_eq!(asked(Some(north(11_000))), Outcome::Holds);
    assert_eq!(asked(Some(north(13_000))), Outcome::Fails(Reason::PlaceDiffers));
    assert_eq!(asked(None), Outcome::CannotTell(Reason::NoExifPlace));
    let none = exif_place(&photo(), &Err(ExifError::None)).outcome;
    assert_eq!(none, Outcome::CannotTell(Reason::NoExif));
    let imported = CaptureRecord { source: Source::Document, ..photo() };
    let told = exif_place(&imported, &facts(Some(north(0)), None)).outcome;
    assert_eq!(told, Outcome::CannotTell(Reason::Imported), "the record is of the import");
}

#[test]
fn a_camera_clock_is_read_in_its_own_zone_or_in_the_phones() {
    let asked = |local_ms, offset_min| {
        let taken = Some(CameraTime { local_ms, offset_min });
        exif_time(&photo(), &facts(None, taken)).outcome
    };
    let wita = WALL + 480 * MINUTE;
    assert_eq!(asked(wita, Some(480)), Outcome::Holds);
    assert_eq!(asked(wita, None), Outcome::Holds);
    assert_eq!(asked(WALL + 420 * MINUTE, Some(420)), Outcome::Holds, "the same instant in WIB");
    assert_eq!(asked(wita + 3 * MINUTE, None), Outcome::Fails(Reason::TimeDiffers));
    assert_eq!(asked(wita, Some(420)), Outcome::Fails(Reason::TimeDiffers));
    assert_eq!(asked(i64::MIN / 2, None), Outcome::Fails(Reason::TimeDiffers));
}

#[test]
fn the_phones_time_is_held_against_the_window_that_the_hub_vouches_for() {
    let asked = |sandwich| time_sandwich(&photo().clocks, sandwich).outcome;
    assert_eq!(asked(window(WALL - MINUTE, WALL + MINUTE)), Outcome::Holds);
    assert_eq!(asked(window(WALL + MINUTE, WALL + 9 * MINUTE)), Outcome::Holds, "within tolerance");
    assert_eq!(
        asked(window(WALL + 3 * MINUTE, WALL + 9 * MINUTE)),
        Outcome::Fails(Reason::OutsideWindow)
    );
    let open = Sandwich { earliest: Some(WALL - MINUTE), latest: None };
    assert_eq!(asked(open), Outcome::CannotTell(Reason::OpenWindow));
    let backdated = Sandwich { earliest: Some(WALL + 60 * MINUTE), latest: None };
    assert_eq!(
        asked(backdated),
        Outcome::Fails(Reason::OutsideWindow),
        "one side is enough to refute"
    );
    assert_eq!(Sandwich::default().outside_by(i64::MIN), 0);
    assert_eq!(window(10, 20).clamp(5), 10);
    assert_eq!(window(10, 20).clamp(25), 20);
}

#[test]
fn a_satellite_time_off_by_1024_weeks_is_a_finding_of_its_own_and_harms_nothing_else() {
    let mut capture = photo();
    let wide = window(WALL - 90 * MINUTE, WALL + 90 * MINUTE);
    assert_eq!(gnss_week_rollover(&capture.clocks, wide).outcome, Outcome::Holds);
    capture.clocks.gnss_ms = Some(WALL - GNSS_PERIOD_MS + 5_000);
    let rolled = gnss_week_rollover(&capture.clocks, wide);
    assert_eq!(rolled.outcome, Outcome::Fails(Reason::WeekRollover));
    assert_eq!(rolled.details, [Detail::DifferenceMs(-GNSS_PERIOD_MS)]);
    assert_eq!(clock_skew(&capture, wide).outcome, Outcome::Holds);
    capture.clocks.gnss_ms = Some(WALL - 400 * 86_400_000);
    let strange = gnss_week_rollover(&capture.clocks, wide).outcome;
    assert_eq!(strange, Outcome::CannotTell(Reason::NoReference));
    capture.clocks.gnss_ms = None;
    let absent = gnss_week_rollover(&capture.clocks, wide).outcome;
    assert_eq!(absent, Outcome::CannotTell(Reason::NoGnssTime));
    capture.clocks.gnss_ms = Some(i64::MIN);
    let _ = gnss_week_rollover(&capture.clocks, Sandwich::default());
}

#[test]
fn a_wrong_clock_is_found_by_the_hub_the_satellites_or_the_phone_itself() {
    let mut capture = photo();
    let nothing = Sandwich::default();
    assert_eq!(clock_skew(&capture, nothing).outcome, Outcome::Holds);
    let late = window(WALL + 60 * MINUTE, WALL + 90 * MINUTE);
    let off = clock_skew(&capture, late);
    assert_eq!(off.outcome, Outcome::Fails(Reason::ClockOff));
    assert_eq!(off.details[0], Detail::DifferenceMs(-60 * MINUTE));
    capture.clocks.gnss_ms = Some(WALL + 5 * MINUTE);
    assert_eq!(clock_skew(&capture, nothing).outcome, Outcome::Fails(Reason::ClockOff));
    capture.clocks.gnss_ms = None;
    capture.clock_offset_ms = Some(7 * MINUTE);
    assert_eq!(clock_skew(&capture, nothing).outcome, Outcome::Fails(Reason::ClockOff));
    capture.clock_offset_ms = None;
    assert_eq!(clock_skew(&capture, nothing).outcome, Outcome::CannotTell(Reason::NoReference));
}

#[test]
fn nobody_travels_faster_than_300_km_per_hour_between_two_fixes() {
    let capture = photo();
    let asked = |boot_id, since_boot_ms, wall_ms, metres_north: f64| {
        let fix = Fix::gnss(north((metres_north / 0.01106) as i32), 6_500);
        speed(&capture, Some(&PreviousFix { fix, boot_id, since_boot_ms, wall_ms })).outcome
    };
    let boot = capture.clocks.boot_id;
    // the fix was measured at 3,612 s since boot; one hour before it was at 12 s
    assert_eq!(asked(boot, 12_000, 0, 299_000.0), Outcome::Holds);
    assert_eq!(asked(boot, 12_000, 0, 310_000.0), Outcome::Fails(Reason::TooFast));
    assert_eq!(asked(boot, 3_612_000, 0, 12.0), Outcome::Holds, "within both accuracies");
    assert_eq!(asked(boot, 3_612_000, 0, 5_000.0), Outcome::Fails(Reason::TooFast));
    assert_eq!(asked(boot, 9_999_000, 0, 5_000.0), Outcome::CannotTell(Reason::NoPrevious));
    assert_eq!(asked(boot + 1, 0, WALL - 60 * MINUTE, 200_000.0), Outcome::Holds);
    assert_eq!(speed(&capture, None).outcome, Outcome::CannotTell(Reason::NoPrevious));
}

#[test]
fn a_mocked_location_fails_its_own_check_and_silences_those_that_rest_on_it() {
    let mut capture = photo();
    assert_eq!(mock_location(&capture).outcome, Outcome::Holds);
    capture.fix.as_mut().unwrap().fix.mock = true;
    assert_eq!(mock_location(&capture).outcome, Outcome::Fails(Reason::MockedFix));
    let map =
        import::geojson(include_bytes!("../../../../../programme/demo/licences.geojson")).unwrap();
    let asked = in_region(Check::InLicence, &capture, Subject::AtTheCamera, Some(&map), 30_000);
    assert_eq!(asked.outcome, Outcome::CannotTell(Reason::MockedFix));
    capture.fix = None;
    assert_eq!(mock_location(&capture).outcome, Outcome::CannotTell(Reason::NoFix));
}

#[test]
fn from_a_boat_the_licence_is_asked_for_what_is_shown_never_for_the_boat() {
    let map =
        import::geojson(include_bytes!("../../../../../programme/demo/licences.geojson")).unwrap();
    let boat = CaptureRecord { on_water: true, ..photo() };
    let ask = |capture: &CaptureRecord, subject| {
        in_region(Check::InLicence, capture, subject, Some(&map), 30_000)
    };
    assert_eq!(ask(&boat, Subject::AtTheCamera).outcome, Outcome::CannotTell(Reason::FromBoat));
    assert_eq!(ask(&boat, Subject::Unknown).outcome, Outcome::CannotTell(Reason::FromBoat));
    let mud = [Fix::gnss(Position::from_degrees(-3.4575, 122.2975).unwrap(), 20_000)];
    let found = ask(&boat, Subject::Measured(&mud));
    assert_eq!(found.outcome, Outcome::Holds);
    assert_eq!(found.details[1], Detail::Place("IUP Contoh 3".to_owned()));
    assert_eq!(ask(&photo(), Subject::Unknown).outcome, Outcome::CannotTell(Reason::NoFix));
    let one = ask(&photo(), Subject::AtTheCamera).outcome;
    assert_eq!(one, Outcome::CannotTell(Reason::TooFewFixes), "outside takes three measurements");
    let unmapped = in_region(Check::InVillage, &boat, Subject::Unknown, None, 30_000).outcome;
    assert_eq!(unmapped, Outcome::CannotTell(Reason::NoMap));
}

#[test]
fn the_source_is_the_apps_word_and_an_import_carries_its_story() {
    assert_eq!(capture_source(&photo()).outcome, Outcome::Holds);
    let source = Source::Imported { statement: "dari grup desa".to_owned() };
    let found = capture_source(&CaptureRecord { source, ..photo() });
    assert_eq!(found.outcome, Outcome::Fails(Reason::Imported));
    assert_eq!(found.details, [Detail::Provenance("dari grup desa".to_owned())]);
}
