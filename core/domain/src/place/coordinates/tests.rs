//! Every way people write a position, and what is refused.

use super::*;
use proptest::prelude::*;

#[test]
fn a_position_reads_the_same_in_every_way_people_write_it() {
    let want = Position::new(-5_600_000, 1_169_150_000).unwrap();
    for text in [
        "0°33'36.00\"S 116°54'54.00\"E",
        "0 33 36 S, 116 54 54 E",
        "0° 33′ 36″ LS 116° 54′ 54″ BT",
        "0°33,6'S 116°54,9'E",
        "-0.56, 116.915",
        "-0.56 116.915",
        "-0,56; 116,915",
        "0.56 s 116.915 e",
    ] {
        assert_eq!(parse_position(text), Ok(want), "{text}");
    }
}

#[test]
fn what_is_not_a_position_is_refused_rather_than_guessed() {
    for text in [
        "",
        "0.56",
        "S E",
        "x, y",
        "-0.56 S 116.9 E",
        "0°61'00\"S 116°00'00\"E",
        "1.5°30'S 116°E",
        "116°54'E 0°33'S",
        "1 2 3 4 S 116 E",
        "91, 0",
        "NaN, 0",
        "1e9, 0",
        "°S °E",
    ] {
        assert!(parse_position(text).is_err(), "{text}");
    }
}

#[test]
fn rounding_carries_into_minutes_and_degrees() {
    let almost = Position::new(-9_999_999, 599_999_999).unwrap();
    assert_eq!(almost.dms(), "1°00'00.00\"S 60°00'00.00\"E");
}

proptest! {
    #[test]
    fn degrees_minutes_seconds_come_back_within_half_a_hundredth_of_a_second(
        lat in -900_000_000i32..=900_000_000, lon in -1_800_000_000i32..=1_800_000_000,
    ) {
        let position = Position::new(lat, lon).unwrap();
        let back = parse_position(&position.dms()).unwrap();
        prop_assert!((back.lat_e7() - lat).abs() <= 14);
        prop_assert!((i64::from(back.lon_e7()) - i64::from(lon)).abs() <= 14);
        prop_assert_eq!(parse_position(&position.decimal()).unwrap(), position);
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,40}") {
        let _ = parse_position(&text);
    }
}
