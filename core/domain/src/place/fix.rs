//! A position on the earth, and a phone's measurement of it.
//!
//! Text forms are in [`super::coordinates`], distances in [`super::metric`].

use std::fmt;

/// A number that is not a latitude or longitude.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PositionError {
    /// Beyond 90 degrees north or south.
    Latitude,
    /// Beyond 180 degrees east or west.
    Longitude,
    /// Not written as decimal degrees or as degrees, minutes, seconds.
    Text,
}

impl fmt::Display for PositionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Latitude => "latitude is beyond 90 degrees",
            Self::Longitude => "longitude is beyond 180 degrees",
            Self::Text => "not decimal degrees, nor degrees minutes seconds",
        })
    }
}

impl std::error::Error for PositionError {}

/// A position on WGS 84, in integers of 1e-7 degree (about 11 mm), north and east positive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    lat_e7: i32,
    lon_e7: i32,
}

impl Position {
    /// From 1e-7 degrees.
    ///
    /// # Errors
    /// [`PositionError`] beyond ±90 or ±180 degrees.
    pub const fn new(lat_e7: i32, lon_e7: i32) -> Result<Self, PositionError> {
        if lat_e7.unsigned_abs() > 900_000_000 {
            return Err(PositionError::Latitude);
        }
        if lon_e7.unsigned_abs() > 1_800_000_000 {
            return Err(PositionError::Longitude);
        }
        Ok(Self { lat_e7, lon_e7 })
    }

    /// From degrees, rounded to the nearest 1e-7.
    ///
    /// # Errors
    /// [`PositionError`] beyond ±90 or ±180 degrees, and for what is not a number.
    pub fn from_degrees(lat: f64, lon: f64) -> Result<Self, PositionError> {
        if lat.is_nan() || lat.abs() > 90.0 {
            return Err(PositionError::Latitude);
        }
        if lon.is_nan() || lon.abs() > 180.0 {
            return Err(PositionError::Longitude);
        }
        Self::new((lat * 1e7).round() as i32, (lon * 1e7).round() as i32)
    }

    /// Latitude in 1e-7 degree, north positive.
    #[must_use]
    pub const fn lat_e7(self) -> i32 {
        self.lat_e7
    }

    /// Longitude in 1e-7 degree, east positive.
    #[must_use]
    pub const fn lon_e7(self) -> i32 {
        self.lon_e7
    }

    /// Latitude in degrees.
    #[must_use]
    pub fn lat(self) -> f64 {
        f64::from(self.lat_e7) / 1e7
    }

    /// Longitude in degrees.
    #[must_use]
    pub fn lon(self) -> f64 {
        f64::from(self.lon_e7) / 1e7
    }
}

/// What measured a fix, as Android names it; the number is its code in the capture record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Provider {
    /// Satellites only.
    Gnss = 0,
    /// The platform's mix of satellites, Wi-Fi, cells and sensors.
    Fused = 1,
    /// Cells and Wi-Fi only.
    Network = 2,
    /// A person put a pin on a map; the accuracy is theirs to state.
    Map = 3,
}

impl Provider {
    /// Every provider, in the order of their codes.
    pub const ALL: [Self; 4] = [Self::Gnss, Self::Fused, Self::Network, Self::Map];

    /// The provider with this code, if there is one.
    #[must_use]
    pub fn from_code(code: u64) -> Option<Self> {
        Self::ALL.get(usize::try_from(code).ok()?).copied()
    }
}

/// One measurement of a position by a phone.
///
/// A location that came without an accuracy is not a fix: the adapter drops it and waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fix {
    /// Where.
    pub position: Position,
    /// The radius in millimetres within which the true position lies with 68 % probability, as
    /// Android's `Location.getAccuracy` reports.
    pub accuracy_mm: u32,
    /// What measured it.
    pub provider: Provider,
    /// Android said the location came from a mock provider (`Location.isMock`).
    pub mock: bool,
    /// How old the fix was in milliseconds of the boot clock when the app received it: the
    /// platform may hand out a remembered one.
    pub age_ms: u32,
}

impl Fix {
    /// A fresh satellite fix that is not mocked.
    #[must_use]
    pub const fn gnss(position: Position, accuracy_mm: u32) -> Self {
        Self { position, accuracy_mm, provider: Provider::Gnss, mock: false, age_ms: 0 }
    }

    /// The accuracy in metres.
    #[must_use]
    pub fn accuracy_m(&self) -> f64 {
        f64::from(self.accuracy_mm) / 1000.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_beyond_the_poles_or_the_date_line_does_not_exist() {
        assert_eq!(Position::new(900_000_001, 0), Err(PositionError::Latitude));
        assert_eq!(Position::new(0, -1_800_000_001), Err(PositionError::Longitude));
        assert_eq!(Position::from_degrees(f64::NAN, 0.0), Err(PositionError::Latitude));
        assert_eq!(Position::from_degrees(0.0, f64::INFINITY), Err(PositionError::Longitude));
        assert!(Position::new(i32::MIN, 0).is_err(), "the smallest integer has no absolute value");
        assert!(Position::from_degrees(-90.0, 180.0).is_ok());
    }
}
