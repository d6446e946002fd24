//! Previews are small and upright, and hostile pictures are refused.

use super::*;
use crate::testing::jpeg::{Content, JpegMaker};
use proptest::prelude::*;

fn maker(width: u16, height: u16, content: Content) -> JpegMaker {
    JpegMaker { width, height, content, ..JpegMaker::small(3) }
}

fn preview(maker: &JpegMaker, orientation: u64) -> Preview {
    make_preview(&maker.make()[..], Orientation::new(orientation).unwrap(), Look::Plain).unwrap()
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

fn blurred(jpeg: &[u8]) -> Vec<u8> {
    make_preview(jpeg, Orientation::UPRIGHT, Look::Blurred).unwrap().jpeg
}

/// Stripes of `width` pixels, black and white: what a face has is finer than a pixel of the blur.
fn stripes(width: u32, phase: u32) -> Vec<u8> {
    let shade =
        |x: u32, _: u32| Rgb([if (x / width + phase).is_multiple_of(2) { 0 } else { 200 }; 3]);
    encode(&RgbImage::from_fn(640, 480, shade), 90).unwrap()
}

#[test]
fn two_photos_that_differ_only_in_what_is_finer_than_a_sixteenth_have_one_blurred_preview() {
    // one pixel of the blur is 40 pixels wide here; the two differ in every single pixel
    let (one, other) = (blurred(&stripes(4, 0)), blurred(&stripes(4, 1)));
    assert_eq!(one, other, "nothing of the stripes is left to tell them apart");
    let plain =
        |jpeg: Vec<u8>| make_preview(&jpeg[..], Orientation::UPRIGHT, Look::Plain).unwrap().jpeg;
    assert_ne!(plain(stripes(4, 0)), plain(stripes(4, 1)), "a plain preview does tell them apart");
}

#[test]
fn a_blurred_preview_keeps_colours_and_their_places_and_nothing_sharp() {
    let made = make_preview(
        &maker(4000, 3000, Content::RedCorner).make()[..],
        Orientation::UPRIGHT,
        Look::Blurred,
    );
    let made = made.unwrap();
    assert_eq!((made.width, made.height), (320, 240));
    let pixels = Decoder::new(&made.jpeg[..]).decode().unwrap();
    let at = |x: u32, y: u32| pixels[((y * made.width + x) * 3) as usize..][..3].to_vec();
    let (corner, other) = (at(40, 40), at(280, 200));
    assert!(corner[0] > corner[2] && other[0] <= other[2], "{corner:?} {other:?}");
    // between two neighbouring pixels of the result nothing jumps: 16 pixels drawn soft over 320
    let steepest = (1..made.width).map(|x| at(x, 40)[0].abs_diff(at(x - 1, 40)[0])).max().unwrap();
    assert!(steepest < 40, "{steepest}");
}

#[test]
fn what_is_not_a_jpeg_or_too_large_has_no_preview_and_says_why() {
    let up = Orientation::UPRIGHT;
    assert_eq!(make_preview(&b"%PDF-1.7"[..], up, Look::Plain), Err(PreviewError::NotJpeg));
    assert_eq!(make_preview(&b""[..], up, Look::Plain), Err(PreviewError::NotJpeg));
    let bytes = maker(64, 64, Content::Scene).make();
    assert_eq!(make_preview(&bytes[..40], up, Look::Plain), Err(PreviewError::Unreadable));
    // the frame header (SOF0) claims 65,500 by 65,500 pixels in a file of a few kilobytes
    let mut bomb = bytes;
    let sof = bomb.windows(2).position(|w| w == [0xff, 0xc0]).unwrap();
    bomb[sof + 5..sof + 9].copy_from_slice(&[0xff, 0xdc, 0xff, 0xdc]);
    assert_eq!(
        make_preview(&bomb[..], up, Look::Plain),
        Err(PreviewError::TooLarge(65_500, 65_500))
    );
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
        let _ = make_preview(&bytes[..], Orientation::UPRIGHT, Look::Blurred);
    }
}
