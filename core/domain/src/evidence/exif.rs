//! What the camera wrote into the file: EXIF position, times, model, orientation.
//!
//! It is *not* relied on (cameras and pickers drop or zero it, domain.md 4.2); it is compared with
//! the capture record in [`super::plausible`]. Nothing here changes the file. Damaged data gives
//! what could be read or an error, never a panic.

use super::capture::Orientation;
use crate::place::Position;
use ::exif::{DateTime, Exif, Field, In, Reader, Tag, Value};
use std::fmt;
use std::io::Cursor;

/// Texts longer than this many characters are cut.
const MAX_TEXT: usize = 64;

/// Why there are no facts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExifError {
    /// The format carries none, or this file has none.
    None,
    /// There is something, but it cannot be read.
    Unreadable,
}

impl fmt::Display for ExifError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "the file has no EXIF data",
            Self::Unreadable => "the EXIF data cannot be read",
        })
    }
}

impl std::error::Error for ExifError {}

/// A time as a camera writes it: local, with an offset only on newer phones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CameraTime {
    /// The local date and time, counted in milliseconds as if it were UTC.
    pub local_ms: i64,
    /// `OffsetTimeOriginal` in minutes east of UTC.
    pub offset_min: Option<i16>,
}

impl CameraTime {
    /// Unix milliseconds, with `zone_min` where the camera wrote no offset.
    #[must_use]
    pub fn utc_ms(self, zone_min: i16) -> i64 {
        self.local_ms - i64::from(self.offset_min.unwrap_or(zone_min)) * 60_000
    }
}

/// What could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExifFacts {
    /// GPS position; exactly 0°, 0° counts as none, because Android writes that when it hides it.
    pub position: Option<Position>,
    /// GPS altitude in millimetres, negative below sea level.
    pub altitude_mm: Option<i64>,
    /// `DateTimeOriginal`.
    pub taken: Option<CameraTime>,
    /// GPS date and time, Unix milliseconds.
    pub gps_utc_ms: Option<i64>,
    /// The maker.
    pub make: Option<String>,
    /// The model.
    pub model: Option<String>,
    /// How to turn the pixels.
    pub orientation: Option<Orientation>,
}

/// Reads the EXIF data of a JPEG, PNG, WebP, HEIF or TIFF file.
///
/// Of a JPEG the first 256 KiB are enough: EXIF stands before the pixels.
///
/// # Errors
/// [`ExifError`] if there is none, or nothing of it can be read.
pub fn read_exif(bytes: &[u8]) -> Result<ExifFacts, ExifError> {
    let read = Reader::new().continue_on_error(true).read_from_container(&mut Cursor::new(bytes));
    let exif = read.or_else(|error| error.distill_partial_result(|_| ()));
    let exif = exif.map_err(|error| match error {
        ::exif::Error::NotFound(_) => ExifError::None,
        ::exif::Error::InvalidFormat("Unknown image format") => ExifError::None,
        _ => ExifError::Unreadable,
    })?;
    Ok(ExifFacts {
        position: position(&exif),
        altitude_mm: altitude_mm(&exif),
        taken: taken(&exif),
        gps_utc_ms: gps_utc_ms(&exif),
        make: text(&exif, Tag::Make),
        model: text(&exif, Tag::Model),
        orientation: uint(&exif, Tag::Orientation).and_then(|n| Orientation::new(n.into())),
    })
}

fn field(exif: &Exif, tag: Tag) -> Option<&Field> {
    exif.get_field(tag, In::PRIMARY)
}

fn ascii(exif: &Exif, tag: Tag) -> Option<&[u8]> {
    match &field(exif, tag)?.value {
        Value::Ascii(lines) => lines.first().map(Vec::as_slice),
        _ => None,
    }
}

fn text(exif: &Exif, tag: Tag) -> Option<String> {
    let text = String::from_utf8_lossy(ascii(exif, tag)?);
    let text: String = text.trim().chars().filter(|c| !c.is_control()).take(MAX_TEXT).collect();
    Some(text).filter(|text| !text.is_empty())
}

fn uint(exif: &Exif, tag: Tag) -> Option<u32> {
    field(exif, tag)?.value.get_uint(0)
}

/// Three rationals as degrees, minutes, seconds (or hours, minutes, seconds).
fn sixties(exif: &Exif, tag: Tag) -> Option<f64> {
    let Value::Rational(parts) = &field(exif, tag)?.value else { return None };
    let mut sum = 0.0;
    for (part, unit) in parts.iter().take(3).zip([1.0, 60.0, 3600.0]) {
        if part.denom == 0 {
            return None;
        }
        sum += part.to_f64() / unit;
    }
    Some(sum).filter(|_| !parts.is_empty())
}

fn signed(exif: &Exif, tag: Tag, side: Tag, letters: (u8, u8)) -> Option<f64> {
    let size = sixties(exif, tag)?;
    match ascii(exif, side)?.first()?.to_ascii_uppercase() {
        letter if letter == letters.0 => Some(size),
        letter if letter == letters.1 => Some(-size),
        _ => None,
    }
}

fn position(exif: &Exif) -> Option<Position> {
    let lat = signed(exif, Tag::GPSLatitude, Tag::GPSLatitudeRef, (b'N', b'S'))?;
    let lon = signed(exif, Tag::GPSLongitude, Tag::GPSLongitudeRef, (b'E', b'W'))?;
    let position = Position::from_degrees(lat, lon).ok()?;
    Some(position).filter(|p| (p.lat_e7(), p.lon_e7()) != (0, 0))
}

fn altitude_mm(exif: &Exif) -> Option<i64> {
    let Value::Rational(parts) = &field(exif, Tag::GPSAltitude)?.value else { return None };
    let part = parts.first().filter(|part| part.denom != 0)?;
    let below = match &field(exif, Tag::GPSAltitudeRef).map(|f| &f.value) {
        Some(Value::Byte(bytes)) => bytes.first() == Some(&1),
        _ => false,
    };
    let mm = (part.to_f64() * 1000.0) as i64;
    Some(if below { -mm } else { mm })
}

fn taken(exif: &Exif) -> Option<CameraTime> {
    let mut time = DateTime::from_ascii(ascii(exif, Tag::DateTimeOriginal)?).ok()?;
    if let Some(offset) = ascii(exif, Tag::OffsetTimeOriginal) {
        let _ = time.parse_offset(offset);
    }
    let offset_min = time.offset.filter(|min| min.abs() <= 14 * 60);
    Some(CameraTime { local_ms: as_if_utc_ms(&time)?, offset_min })
}

fn as_if_utc_ms(time: &DateTime) -> Option<i64> {
    let (month, day) = (time.month.into(), time.day.into());
    let date = chrono::NaiveDate::from_ymd_opt(time.year.into(), month, day)?;
    let (hour, minute, second) = (time.hour.into(), time.minute.into(), time.second.into());
    Some(date.and_hms_opt(hour, minute, second)?.and_utc().timestamp_millis())
}

fn gps_utc_ms(exif: &Exif) -> Option<i64> {
    let date = std::str::from_utf8(ascii(exif, Tag::GPSDateStamp)?).ok()?;
    let date = chrono::NaiveDate::parse_from_str(date.trim(), "%Y:%m:%d").ok()?;
    let hours = sixties(exif, Tag::GPSTimeStamp).filter(|hours| *hours < 24.0)?;
    let midnight = date.and_hms_opt(0, 0, 0)?.and_utc().timestamp_millis();
    Some(midnight + (hours * 3_600_000.0).round() as i64)
}

#[cfg(test)]
mod tests;
