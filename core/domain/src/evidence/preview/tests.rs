//! Previews are small and upright, and hostile pictures are refused.

use super::*;
use crate::testing::jpeg::{Content, JpegMaker};
use proptest::prelude::*;

fn maker(width: u16, height: u16, content: Content) -> JpegMaker {
    JpegMaker { width, height, content, ..JpegMaker::small(3) }
}

fn preview(maker: &JpegMaker, orientation: u64) -> Preview {
    make_preview(&maker.make()[..], Orientation::new(orientation).unwrap()).unwrap()
}

#[test]
fn a_twelve_megapixel_photo_becomes_at_most_thirty_kilobytes() {
    let made = preview(&maker(4000, 3000, Content::Scene), 1);
    assert!(made.jpeg.len() <= MAX_BYTES, "{}", made.jpeg.len());
    assert_eq!((made.width, made.height), (640, 480));
    assert!(crate::evidence::exif::read_exif(&made.jpeg).is_err(), "no EXIF in a preview");
}

#[test]
fn even_noise_fits_by_lowering_size_and_quality() {
    let made = preview(&maker(1600, 1200, Content::Noise), 1);
    assert!(made.jpeg.len() <= MAX_BYTES);
    assert!(made.width < 640);
    let strip = preview(&maker(3000, 8, Content::Noise), 1);
    assert!(strip.width <= 640 && strip.height >= 1);
}

#[test]
fn the_preview_stands_upright_for_each_of_the_eight_orientations() {
    // the scene's top left quarter is red; where it must be after turning, as (right, bottom)
    let corners = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 0), (1, 0), (1, 1), (0, 1)];
    for (orientation, corner) in (1..).zip(corners) {
        let made = preview(&maker(320, 160, Content::RedCorner), orientation);
        let turned = orientation >= 5;
        assert_eq!((made.width, made.height), if turned { (160, 320) } else { (320, 160) });
        let pixels = Decoder::new(&made.jpeg[..]).decode().unwrap();
        let at = |right: u32, bottom: u32| {
            let (x, y) = (
                made.width / 4 + right * made.width / 2,
                made.height / 4 + bottom * made.height / 2,
            );
            pixels[((y * made.width + x) * 3) as usize..][..3].to_vec()
        };
        for other in [(0, 0), (1, 0), (0, 1), (1, 1)] {
            let [r, _, b] = at(other.0, other.1)[..] else { panic!("a pixel") };
            assert_eq!(r > b, other == corner, "orientation {orientation}, corner {other:?}");
        }
    }
}

#[test]
fn what_is_not_a_jpeg_or_too_large_has_no_preview_and_says_why() {
    let up = Orientation::UPRIGHT;
    assert_eq!(make_preview(&b"%PDF-1.7"[..], up), Err(PreviewError::NotJpeg));
    assert_eq!(make_preview(&b""[..], up), Err(PreviewError::NotJpeg));
    let bytes = maker(64, 64, Content::Scene).make();
    assert_eq!(make_preview(&bytes[..40], up), Err(PreviewError::Unreadable));
    // the frame header (SOF0) claims 65,500 by 65,500 pixels in a file of a few kilobytes
    let mut bomb = bytes;
    let sof = bomb.windows(2).position(|w| w == [0xff, 0xc0]).unwrap();
    bomb[sof + 5..sof + 9].copy_from_slice(&[0xff, 0xdc, 0xff, 0xdc]);
    assert_eq!(make_preview(&bomb[..], up), Err(PreviewError::TooLarge(65_500, 65_500)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_damaged_jpeg_makes_the_decoder_panic(
        hits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..10),
    ) {
        let mut bytes = maker(48, 40, Content::Scene).make();
        for (at, byte) in hits {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = make_preview(&bytes[..], Orientation::UPRIGHT);
    }
}
