//! A small upright picture for slow lines: at most 30 KB, without any EXIF.
//!
//! Decodes at a reduced scale while reading, so that a 12 MP photo never stands in memory. It is a
//! derivative that names its parent; the original is not touched. It finds no faces: where a person
//! says that there are some, the whole picture is blurred. It reads JPEG only: for anything else the
//! answer is a typed "no preview".

use super::capture::Orientation;
use image::imageops;
use image::{ImageBuffer, Rgb, RgbImage};
use jpeg_decoder::{CodingProcess, Decoder, ImageInfo, PixelFormat};
use std::fmt;
use std::io::Read;

/// A preview is never larger than this many bytes.
pub const MAX_BYTES: usize = 30 * 1024;

/// Pictures with more pixels are not decoded (the largest phone cameras have 200 MP).
const MAX_PIXELS: u64 = 220_000_000;
/// A progressive picture keeps all its coefficients in memory, about 6 bytes a pixel.
const MAX_PROGRESSIVE_PIXELS: u64 = 16_000_000;

/// Long edge in pixels and JPEG quality, tried in turn until the result is small enough.
const STEPS: [(u32, u8); 9] = [
    (640, 72),
    (640, 58),
    (560, 52),
    (480, 46),
    (400, 40),
    (320, 34),
    (240, 28),
    (160, 24),
    (80, 20),
];

/// A blurred picture is made of so many pixels along its longer side and no more: what they do not
/// hold cannot be brought back from it. A face that fills a third of the picture is five of them.
const BLURRED_EDGE: u32 = 16;
/// Shades of each colour that are left of a blurred picture.
const BLURRED_SHADES: u16 = 16;
/// The longer side of a blurred picture as it is shown; nothing is in it that the few pixels lack.
const BLURRED_SHOWN: u32 = 320;

/// What of the photo may be recognised in its preview.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Look {
    /// Everything that fits into so few pixels.
    Plain,
    /// Colours and where sky and ground are; nobody's face (`docs/formats/evidence.md` section 3).
    Blurred,
}

/// Why there is no preview.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PreviewError {
    /// The bytes are not a JPEG.
    NotJpeg,
    /// The JPEG is damaged, cut off, or of a kind that cameras do not write.
    Unreadable,
    /// More pixels than are decoded; width and height.
    TooLarge(u16, u16),
}

impl fmt::Display for PreviewError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJpeg => f.write_str("no preview: not a JPEG"),
            Self::Unreadable => f.write_str("no preview: the JPEG cannot be read"),
            Self::TooLarge(w, h) => write!(f, "no preview: {w} x {h} pixels are too many"),
        }
    }
}

impl std::error::Error for PreviewError {}

/// A small JPEG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The JPEG, at most [`MAX_BYTES`].
    pub jpeg: Vec<u8>,
    /// Pixels across, upright.
    pub width: u32,
    /// Pixels down, upright.
    pub height: u32,
}

/// Makes the preview of a JPEG that is read once, front to back.
///
/// `orientation` is the photo's EXIF orientation; the preview stands upright.
///
/// # Errors
/// [`PreviewError`] says why there is none. That is no fault: the original is evidence without it.
pub fn make_preview(
    jpeg: impl Read,
    orientation: Orientation,
    look: Look,
) -> Result<Preview, PreviewError> {
    let mut start = [0; 3];
    let mut jpeg = jpeg;
    jpeg.read_exact(&mut start).map_err(|_| PreviewError::NotJpeg)?;
    if start != [0xff, 0xd8, 0xff] {
        return Err(PreviewError::NotJpeg);
    }
    let picture = upright(decode_small(start.as_slice().chain(jpeg))?, orientation);
    let picture = if look == Look::Blurred { blur(&picture) } else { picture };
    let (mut edge, mut last) = (u32::MAX, picture);
    for (next_edge, quality) in STEPS {
        if next_edge < edge {
            last = shrink(&last, next_edge);
            edge = next_edge;
        }
        let jpeg = encode(&last, quality)?;
        if jpeg.len() <= MAX_BYTES {
            return Ok(Preview { jpeg, width: last.width(), height: last.height() });
        }
    }
    Err(PreviewError::Unreadable)
}

fn decode_small(jpeg: impl Read) -> Result<RgbImage, PreviewError> {
    let mut decoder = Decoder::new(jpeg);
    decoder.read_info().map_err(|_| PreviewError::Unreadable)?;
    let full = decoder.info().ok_or(PreviewError::Unreadable)?;
    let pixels = u64::from(full.width) * u64::from(full.height);
    let most = match full.coding_process {
        CodingProcess::DctSequential => MAX_PIXELS,
        CodingProcess::DctProgressive => MAX_PROGRESSIVE_PIXELS,
        CodingProcess::Lossless => return Err(PreviewError::Unreadable),
    };
    if pixels > most {
        return Err(PreviewError::TooLarge(full.width, full.height));
    }
    let edge = STEPS[0].0 as u16;
    decoder.scale(edge, edge).map_err(|_| PreviewError::Unreadable)?;
    let info = decoder.info().ok_or(PreviewError::Unreadable)?;
    let small = usize::from(info.width) * usize::from(info.height);
    decoder.set_max_decoding_buffer_size(small.saturating_mul(info.pixel_format.pixel_bytes()));
    let bytes = decoder.decode().map_err(|_| PreviewError::Unreadable)?;
    to_rgb(info, &bytes).ok_or(PreviewError::Unreadable)
}

fn to_rgb(info: ImageInfo, bytes: &[u8]) -> Option<RgbImage> {
    let rgb: Vec<u8> = match info.pixel_format {
        PixelFormat::RGB24 => bytes.to_vec(),
        PixelFormat::L8 => bytes.iter().flat_map(|grey| [*grey; 3]).collect(),
        PixelFormat::L16 => bytes.chunks_exact(2).flat_map(|grey| [grey[1]; 3]).collect(),
        PixelFormat::CMYK32 => bytes.chunks_exact(4).flat_map(from_cmyk).collect(),
    };
    ImageBuffer::from_raw(info.width.into(), info.height.into(), rgb)
}

fn from_cmyk(ink: &[u8]) -> [u8; 3] {
    let light = |colour: u8| (u16::from(255 - colour) * u16::from(255 - ink[3]) / 255) as u8;
    [light(ink[0]), light(ink[1]), light(ink[2])]
}

/// Turns the picture as EXIF orientations 1 to 8 are defined (CIPA DC-008).
fn upright(picture: RgbImage, orientation: Orientation) -> RgbImage {
    match orientation.exif() {
        2 => imageops::flip_horizontal(&picture),
        3 => imageops::rotate180(&picture),
        4 => imageops::flip_vertical(&picture),
        5 => imageops::flip_horizontal(&imageops::rotate90(&picture)),
        6 => imageops::rotate90(&picture),
        7 => imageops::flip_horizontal(&imageops::rotate270(&picture)),
        8 => imageops::rotate270(&picture),
        _ => picture,
    }
}

/// Averages into a few coarse pixels, and draws those large and soft.
fn blur(picture: &RgbImage) -> RgbImage {
    let mut few = shrink(picture, BLURRED_EDGE);
    let step = 256 / BLURRED_SHADES;
    for channel in few.pixels_mut().flat_map(|pixel| &mut pixel.0) {
        let shade = u16::from(*channel) / step * step + step / 2;
        *channel = u8::try_from(shade).unwrap_or(u8::MAX);
    }
    let (w, h) = few.dimensions();
    let shown = |side: u32| (side * BLURRED_SHOWN / w.max(h)).max(1);
    imageops::resize(&few, shown(w), shown(h), imageops::FilterType::Triangle)
}

fn shrink(picture: &RgbImage, edge: u32) -> RgbImage {
    let (w, h) = picture.dimensions();
    let longest = w.max(h);
    if longest <= edge {
        return picture.clone();
    }
    let scaled = |side: u32| (side * edge / longest).max(1);
    imageops::thumbnail(picture, scaled(w), scaled(h))
}

fn encode(picture: &ImageBuffer<Rgb<u8>, Vec<u8>>, quality: u8) -> Result<Vec<u8>, PreviewError> {
    let mut out = Vec::with_capacity(MAX_BYTES);
    let side = |side: u32| u16::try_from(side).map_err(|_| PreviewError::Unreadable);
    let (w, h) = (side(picture.width())?, side(picture.height())?);
    jpeg_encoder::Encoder::new(&mut out, quality)
        .encode(picture.as_raw(), w, h, jpeg_encoder::ColorType::Rgb)
        .map_err(|_| PreviewError::Unreadable)?;
    Ok(out)
}

#[cfg(test)]
mod tests;
