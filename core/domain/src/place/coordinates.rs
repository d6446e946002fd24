//! Coordinates as people write them: `0°33'36.00"S 116°54'54.00"E` or `-0.56, 116.915`.
//!
//! Reading is generous (comma or point as decimal mark, several signs for degrees, LS/LU/BT/BB as
//! Indonesian maps print them), writing has one form. It does not guess a hemisphere: without a
//! letter, north and east are positive. UTM is not read here.

use super::fix::{Position, PositionError};
use std::fmt::Write;

/// Hundredths of a second of arc in a degree.
const CENTISECONDS_PER_DEGREE: i64 = 360_000;

impl Position {
    /// Degrees, minutes and hundredths of a second with hemisphere letters, latitude first.
    ///
    /// A hundredth of a second is 0.31 m: a position survives the round trip to within half that.
    #[must_use]
    pub fn dms(self) -> String {
        let lat = one_dms(self.lat_e7(), 'N', 'S');
        let lon = one_dms(self.lon_e7(), 'E', 'W');
        format!("{lat} {lon}")
    }

    /// Decimal degrees with seven places, latitude first; reads back exactly.
    #[must_use]
    pub fn decimal(self) -> String {
        format!("{:.7}, {:.7}", self.lat(), self.lon())
    }
}

fn one_dms(e7: i32, positive: char, negative: char) -> String {
    let hundredths = (i64::from(e7).abs() * CENTISECONDS_PER_DEGREE + 5_000_000) / 10_000_000;
    let (degrees, rest) =
        (hundredths / CENTISECONDS_PER_DEGREE, hundredths % CENTISECONDS_PER_DEGREE);
    let (minutes, rest) = (rest / 6_000, rest % 6_000);
    let letter = if e7 < 0 { negative } else { positive };
    let mut text = String::new();
    write!(text, "{degrees}°{minutes:02}'{:02}.{:02}\"{letter}", rest / 100, rest % 100)
        .expect("writing to a String cannot fail");
    text
}

/// Reads a latitude and a longitude, in that order, in decimal degrees or degrees-minutes-seconds.
///
/// # Errors
/// [`PositionError`] if the text is neither, or the numbers are not on the earth.
///
/// # Examples: as on an Indonesian map
/// ```
/// use saksi_domain::place::{Position, parse_position};
/// let sea = Position::new(-34_500_000, 1_223_500_000)?;
/// assert_eq!(parse_position("3° 27' 0\" LS, 122° 21' 0\" BT")?, sea);
/// assert_eq!(parse_position("-3.45, 122.35")?, sea);
/// # Ok::<(), saksi_domain::place::PositionError>(())
/// ```
pub fn parse_position(text: &str) -> Result<Position, PositionError> {
    let (lat, lon) = split(text).ok_or(PositionError::Text)?;
    let lat = one_angle(lat, &["N", "LU"], &["S", "LS"])?;
    let lon = one_angle(lon, &["E", "BT", "T"], &["W", "BB", "B"])?;
    Position::from_degrees(lat, lon)
}

/// Where the latitude ends: after its hemisphere letters, or at the only comma or gap.
fn split(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let letters = text.find(|c: char| c.is_ascii_alphabetic());
    if let Some(start) = letters.filter(|start| *start > 0) {
        let len = text[start..].find(|c: char| !c.is_ascii_alphabetic())?;
        let (lat, lon) = text.split_at(start + len);
        return Some((lat, lon.trim_start_matches([' ', ',', ';'])));
    }
    text.split_once([';']).or_else(|| text.split_once(", ")).or_else(|| {
        let mut parts = text.split([' ', ',']).filter(|part| !part.is_empty());
        match (parts.next(), parts.next(), parts.next()) {
            (Some(lat), Some(lon), None) => Some((lat, lon)),
            _ => None,
        }
    })
}

fn one_angle(text: &str, positive: &[&str], negative: &[&str]) -> Result<f64, PositionError> {
    let text = text.trim();
    let start = text.find(|c: char| c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (numbers, letters) = text.split_at(start);
    let letters = letters.trim().to_ascii_uppercase();
    let south_or_west = negative.contains(&letters.as_str());
    if !letters.is_empty() && !south_or_west && !positive.contains(&letters.as_str()) {
        return Err(PositionError::Text);
    }
    let numbers = numbers.trim();
    let (minus, numbers) = match numbers.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, numbers.strip_prefix('+').unwrap_or(numbers)),
    };
    if minus && !letters.is_empty() {
        return Err(PositionError::Text);
    }
    let size = degrees(numbers).ok_or(PositionError::Text)?;
    Ok(if minus || south_or_west { -size } else { size })
}

/// One, two or three numbers: degrees, minutes, seconds; only the last may have decimals.
fn degrees(text: &str) -> Option<f64> {
    let marks = ['°', 'º', '\'', '′', '’', '"', '″', '”', ' '];
    let parts: Vec<&str> = text.split(marks).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() || parts.len() > 3 {
        return None;
    }
    let mut sum = 0.0;
    for (i, part) in parts.iter().enumerate() {
        let decimal = part.replacen(',', ".", 1);
        let digits = |c: char| c.is_ascii_digit() || (c == '.' && i + 1 == parts.len());
        if decimal.len() > 20 || !decimal.chars().all(digits) {
            return None;
        }
        let number: f64 = decimal.parse().ok()?;
        if i > 0 && number >= 60.0 {
            return None;
        }
        sum += number / [1.0, 60.0, 3600.0][i];
    }
    Some(sum)
}

#[cfg(test)]
mod tests;
