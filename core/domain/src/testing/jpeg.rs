//! Real JPEGs of any size, the same for the same seed, with the EXIF data a phone would write.
//!
//! For tests and for the demonstration (feature "testing"), which has no camera. The APP1 block is
//! built by hand, so that the reader in [`crate::evidence::exif`] is tested against bytes that it
//! did not write itself. No EXIF writer of the product lives here.

use crate::place::Position;

/// What a made picture shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Sky, water and a bank with some texture: compresses like a photo.
    Scene,
    /// Random pixels: compresses badly.
    Noise,
    /// Blue, with a red top left quarter, to see which way is up.
    RedCorner,
}

/// The EXIF data of a made picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JpegExif {
    /// Where.
    pub position: Option<Position>,
    /// When: Unix milliseconds (whole seconds are written) and the offset in minutes. Without an
    /// offset the local time is written as UTC and no offset tag follows.
    pub taken: Option<(i64, Option<i16>)>,
    /// The maker.
    pub make: String,
    /// The model.
    pub model: String,
    /// EXIF orientation, 1 to 8.
    pub orientation: u8,
}

impl Default for JpegExif {
    fn default() -> Self {
        let (make, model) = ("Contoh".to_owned(), "X1".to_owned());
        Self { position: None, taken: None, make, model, orientation: 1 }
    }
}

/// Makes JPEGs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JpegMaker {
    /// The same seed gives the same bytes.
    pub seed: u64,
    /// Pixels across, before turning.
    pub width: u16,
    /// Pixels down, before turning.
    pub height: u16,
    /// What it shows.
    pub content: Content,
    /// Its EXIF data, if any.
    pub exif: Option<JpegExif>,
}

impl JpegMaker {
    /// A scene of 64 by 48 pixels.
    #[must_use]
    pub fn small(seed: u64) -> Self {
        let exif = Some(JpegExif::default());
        Self { seed, width: 64, height: 48, content: Content::Scene, exif }
    }

    /// A scene of 4000 by 3000 pixels, as a 12 MP camera gives.
    #[must_use]
    pub fn twelve_megapixels(seed: u64) -> Self {
        Self { width: 4000, height: 3000, ..Self::small(seed) }
    }

    /// The JPEG.
    ///
    /// # Panics
    /// If a side is zero.
    #[must_use]
    pub fn make(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut out, 85);
        if let Some(exif) = &self.exif {
            encoder.add_exif_metadata(&tiff(exif)).expect("the block is a few hundred bytes");
        }
        encoder
            .encode(&self.pixels(), self.width, self.height, jpeg_encoder::ColorType::Rgb)
            .expect("the pixels fit the size");
        out
    }

    fn pixels(&self) -> Vec<u8> {
        let (w, h) = (u32::from(self.width), u32::from(self.height));
        let mut random = self.seed ^ 0x9e37_79b9_7f4a_7c15;
        let mut pixels = Vec::with_capacity((w * h * 3) as usize);
        for y in 0..h {
            for x in 0..w {
                // xorshift64: any fixed generator will do
                random ^= random << 13;
                random ^= random >> 7;
                random ^= random << 17;
                pixels.extend(self.pixel((x, y), (w, h), random));
            }
        }
        pixels
    }

    fn pixel(&self, (x, y): (u32, u32), (w, h): (u32, u32), random: u64) -> [u8; 3] {
        let byte = |shift: u32| (random >> shift) as u8;
        match self.content {
            Content::Noise => [byte(0), byte(8), byte(16)],
            Content::RedCorner if x < w / 2 && y < h / 2 => [220, 30, 30],
            Content::RedCorner => [30, 30, 220],
            Content::Scene => {
                let grain = byte(0) % 8;
                let wave = (x.wrapping_mul(7).wrapping_add(y * 13) / 64 + self.seed as u32) % 24;
                match y * 3 / h {
                    0 => [150 + grain, 180 + grain, 210 + grain],
                    1 => [120 + grain, 90 + wave as u8, 60 + grain],
                    _ => [70 + wave as u8 + grain, 90 + grain, 50 + grain],
                }
            }
        }
    }
}

/// One entry of an image file directory: tag, type, count, value bytes.
type Entry = (u16, u16, u32, Vec<u8>);

const BYTE: u16 = 1;
const ASCII: u16 = 2;
const SHORT: u16 = 3;
const LONG: u16 = 4;
const RATIONAL: u16 = 5;

fn ascii(tag: u16, text: &str) -> Entry {
    let mut bytes = text.as_bytes().to_vec();
    bytes.push(0);
    (tag, ASCII, bytes.len() as u32, bytes)
}

fn rationals(tag: u16, parts: &[(u32, u32)]) -> Entry {
    let bytes = parts.iter().flat_map(|(n, d)| [n.to_le_bytes(), d.to_le_bytes()].concat());
    (tag, RATIONAL, parts.len() as u32, bytes.collect())
}

/// Degrees, minutes and seconds in ten-thousandths: 1e-7 degree is 3.6 of them.
fn angle(tag: u16, e7: i32) -> Entry {
    let ten_thousandths = (u64::from(e7.unsigned_abs()) * 36 + 5) / 10;
    let (degrees, rest) = (ten_thousandths / 36_000_000, ten_thousandths % 36_000_000);
    let (minutes, seconds) = (rest / 600_000, rest % 600_000);
    rationals(tag, &[(degrees as u32, 1), (minutes as u32, 1), (seconds as u32, 10_000)])
}

/// A little-endian TIFF block with the 0th, Exif and GPS directories (CIPA DC-008, TIFF 6.0).
fn tiff(exif: &JpegExif) -> Vec<u8> {
    let (exif_ifd, gps_ifd) = (exif_entries(exif), gps_entries(exif));
    let mut first = vec![
        ascii(0x010f, &exif.make),
        ascii(0x0110, &exif.model),
        (0x0112, SHORT, 1, vec![exif.orientation, 0]),
    ];
    // the pointers' values have a fixed size, so the sizes are known before the offsets
    let pointer = |tag: u16, to: u32| (tag, LONG, 1, to.to_le_bytes().to_vec());
    first.extend([pointer(0x8769, 0), pointer(0x8825, 0)]);
    let exif_at = 8 + directory(&first, 8).len() as u32;
    let gps_at = exif_at + directory(&exif_ifd, exif_at).len() as u32;
    first.truncate(3);
    first.extend([pointer(0x8769, exif_at), pointer(0x8825, gps_at)]);

    let mut block = b"II*\0\x08\0\0\0".to_vec();
    block.extend(directory(&first, 8));
    block.extend(directory(&exif_ifd, exif_at));
    block.extend(directory(&gps_ifd, gps_at));
    block
}

fn exif_entries(exif: &JpegExif) -> Vec<Entry> {
    let mut entries = vec![(0x9000, 7, 4, b"0232".to_vec())];
    if let Some((utc_ms, offset_min)) = exif.taken {
        let local_ms = utc_ms + i64::from(offset_min.unwrap_or(0)) * 60_000;
        entries.push(ascii(0x9003, &stamp(local_ms, "%Y:%m:%d %H:%M:%S")));
        if let Some(min) = offset_min {
            let (sign, size) = (if min < 0 { '-' } else { '+' }, min.unsigned_abs());
            entries.push(ascii(0x9011, &format!("{sign}{:02}:{:02}", size / 60, size % 60)));
        }
    }
    entries
}

fn gps_entries(exif: &JpegExif) -> Vec<Entry> {
    let mut entries = vec![(0x0000, BYTE, 4, vec![2, 3, 0, 0])];
    if let Some(position) = exif.position {
        entries.extend([
            ascii(0x0001, if position.lat_e7() < 0 { "S" } else { "N" }),
            angle(0x0002, position.lat_e7()),
            ascii(0x0003, if position.lon_e7() < 0 { "W" } else { "E" }),
            angle(0x0004, position.lon_e7()),
            (0x0005, BYTE, 1, vec![0]),
            rationals(0x0006, &[(23_500, 1_000)]),
        ]);
    }
    if let Some((utc_ms, _)) = exif.taken {
        let of_day = (utc_ms.rem_euclid(86_400_000) / 1000) as u32;
        let (hours, minutes, seconds) = (of_day / 3600, of_day / 60 % 60, of_day % 60);
        entries.push(rationals(0x0007, &[(hours, 1), (minutes, 1), (seconds, 1)]));
        entries.push(ascii(0x001d, &stamp(utc_ms, "%Y:%m:%d")));
    }
    entries
}

fn stamp(ms: i64, format: &str) -> String {
    let time = chrono::DateTime::from_timestamp_millis(ms).expect("a time that chrono can write");
    time.format(format).to_string()
}

/// One directory that begins at offset `at`, with the values that do not fit in four bytes behind.
fn directory(entries: &[Entry], at: u32) -> Vec<u8> {
    let mut table = (entries.len() as u16).to_le_bytes().to_vec();
    let mut values: Vec<u8> = Vec::new();
    let behind = at + 2 + 12 * entries.len() as u32 + 4;
    for (tag, kind, count, value) in entries {
        table.extend(tag.to_le_bytes());
        table.extend(kind.to_le_bytes());
        table.extend(count.to_le_bytes());
        if value.len() <= 4 {
            let mut inline = value.clone();
            inline.resize(4, 0);
            table.extend(inline);
        } else {
            table.extend((behind + values.len() as u32).to_le_bytes());
            values.extend(value);
            values.resize(values.len().next_multiple_of(2), 0);
        }
    }
    table.extend([0; 4]);
    table.extend(values);
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_makes_the_same_photo_and_another_seed_another() {
        assert_eq!(JpegMaker::small(5).make(), JpegMaker::small(5).make());
        assert_ne!(JpegMaker::small(5).make(), JpegMaker::small(6).make());
    }

    #[test]
    fn twelve_megapixels_are_a_real_photo_of_a_few_megabytes() {
        let photo = JpegMaker::twelve_megapixels(1).make();
        assert!((500_000..8_000_000).contains(&photo.len()), "{}", photo.len());
        let mut decoder = jpeg_decoder::Decoder::new(&photo[..]);
        decoder.read_info().unwrap();
        let info = decoder.info().unwrap();
        assert_eq!((info.width, info.height), (4000, 3000));
    }
}
