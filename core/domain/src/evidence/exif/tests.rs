//! What a photo tells, and that no damaged file makes the reader panic.

use super::*;
use crate::testing::jpeg::{JpegExif, JpegMaker};
use proptest::prelude::*;

fn sea() -> JpegExif {
    JpegExif {
        position: Some(Position::new(-34_500_123, 1_223_500_456).unwrap()),
        taken: Some((1_795_485_600_000, Some(480))),
        ..JpegExif::default()
    }
}

fn facts(exif: JpegExif) -> ExifFacts {
    read_exif(&JpegMaker { exif: Some(exif), ..JpegMaker::small(1) }.make()).unwrap()
}

#[test]
fn a_photo_from_the_southern_hemisphere_tells_place_and_time() {
    let facts = facts(sea());
    let position = facts.position.unwrap();
    assert!((position.lat_e7() + 34_500_123).abs() <= 1, "{position:?}");
    assert!((position.lon_e7() - 1_223_500_456).abs() <= 1);
    let taken = facts.taken.unwrap();
    assert_eq!((taken.utc_ms(0), taken.offset_min), (1_795_485_600_000, Some(480)));
    assert_eq!(facts.gps_utc_ms, Some(1_795_485_600_000));
    assert_eq!(facts.orientation, Some(Orientation::UPRIGHT));
    assert_eq!((facts.make.as_deref(), facts.model.as_deref()), (Some("Contoh"), Some("X1")));
    let west = Position::new(34_500_123, -1_223_500_456).unwrap();
    let there = super::tests::facts(JpegExif { position: Some(west), ..sea() }).position;
    assert!((there.unwrap().lon_e7() + 1_223_500_456).abs() <= 1);
}

#[test]
fn a_zeroed_position_is_no_position() {
    let hidden = facts(JpegExif { position: Some(Position::new(0, 0).unwrap()), ..sea() });
    assert_eq!(hidden.position, None);
    assert!(hidden.taken.is_some());
}

#[test]
fn a_camera_without_an_offset_is_read_in_the_phones_zone() {
    let taken = facts(JpegExif { taken: Some((1_795_485_600_000, None)), ..sea() }).taken;
    // the maker writes UTC when it is given no offset
    assert_eq!(taken.unwrap().utc_ms(480), 1_795_485_600_000 - 480 * 60_000);
}

#[test]
fn no_exif_and_no_picture_are_told_from_broken_exif() {
    let bare = JpegMaker { exif: None, ..JpegMaker::small(1) }.make();
    assert_eq!(read_exif(&bare), Err(ExifError::None));
    assert_eq!(read_exif(b"%PDF-1.7"), Err(ExifError::None));
    assert_eq!(read_exif(b""), Err(ExifError::None));
    let mut broken = JpegMaker { exif: Some(sea()), ..JpegMaker::small(1) }.make();
    let tiff = broken.windows(4).position(|w| w == b"II*\0").unwrap();
    broken[tiff] = b'X';
    assert_eq!(read_exif(&broken), Err(ExifError::Unreadable));
}

proptest! {
    #[test]
    fn no_damaged_file_makes_the_reader_panic(
        hits in prop::collection::vec((0usize..600, any::<u8>()), 1..12), cut in 20usize..700,
    ) {
        let mut bytes = JpegMaker { exif: Some(sea()), ..JpegMaker::small(1) }.make();
        for (at, byte) in hits {
            let len = bytes.len();
            bytes[at % len] = byte;
        }
        bytes.truncate(cut);
        let _ = read_exif(&bytes);
    }
}
