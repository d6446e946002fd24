//! A position as an answer holds it: whole numbers, never floats.
//!
//! Distances are reckoned in [`super::xpath`]; what a position proves is for `crate::place`.

use serde::{Deserialize, Serialize};

use super::decimal;
use crate::journal::cbor::Value;

/// A position: 1e-7 degree on WGS 84 and millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct GeoPoint {
    /// Latitude in 1e-7 degree, north positive.
    pub lat_e7: i64,
    /// Longitude in 1e-7 degree, east positive.
    pub lon_e7: i64,
    /// Altitude in mm above the ellipsoid, if known.
    pub alt_mm: Option<i64>,
    /// The 68 % radius in mm, if known. A point set by hand on a map has none.
    pub acc_mm: Option<i64>,
}

impl GeoPoint {
    /// The point itself, if it lies on the globe and its radius is not negative.
    #[must_use]
    pub fn checked(self) -> Option<Self> {
        let lat = (-900_000_000..=900_000_000).contains(&self.lat_e7);
        let lon = (-1_800_000_000..=1_800_000_000).contains(&self.lon_e7);
        (lat && lon && self.acc_mm.is_none_or(|acc| acc >= 0)).then_some(self)
    }

    /// Reads ODK's `lat lon [alt [acc]]`: degrees and metres, parted by blanks.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split_whitespace().collect();
        if !(2..=4).contains(&parts.len()) {
            return None;
        }
        let metres = |i: usize| match parts.get(i) {
            Some(part) => decimal::scaled(part, 3).map(Some),
            None => Some(None),
        };
        let lat_e7 = decimal::scaled(parts[0], 7)?;
        let lon_e7 = decimal::scaled(parts[1], 7)?;
        Self { lat_e7, lon_e7, alt_mm: metres(2)?, acc_mm: metres(3)? }.checked()
    }

    /// Writes ODK's `lat lon alt acc`; an unknown altitude or radius is written 0, as Collect does.
    #[must_use]
    pub fn to_text(self) -> String {
        let degrees = |e7| decimal::unscaled(e7, 7);
        let metres = |mm: Option<i64>| decimal::unscaled(mm.unwrap_or(0), 3);
        let (lat, lon) = (degrees(self.lat_e7), degrees(self.lon_e7));
        format!("{lat} {lon} {} {}", metres(self.alt_mm), metres(self.acc_mm))
    }

    /// Writes it as the submissions of ODK do: four decimals, `-3.5 122.5 10.0 5.0`.
    #[must_use]
    pub fn to_odk(self) -> String {
        #[allow(clippy::cast_precision_loss)]
        let degrees = |e7: i64| decimal::odk(e7 as f64 / 1e7);
        #[allow(clippy::cast_precision_loss)]
        let metres = |mm: Option<i64>| decimal::odk(mm.unwrap_or(0) as f64 / 1e3);
        let (lat, lon) = (degrees(self.lat_e7), degrees(self.lon_e7));
        format!("{lat} {lon} {} {}", metres(self.alt_mm), metres(self.acc_mm))
    }

    /// What is signed: `[lat, lon, alt, acc]`, unknown ones null.
    pub(super) fn to_value(self) -> Value {
        let opt = |mm: Option<i64>| mm.map_or(Value::Null, Value::Int);
        let (lat, lon) = (Value::Int(self.lat_e7), Value::Int(self.lon_e7));
        Value::Array(vec![lat, lon, opt(self.alt_mm), opt(self.acc_mm)])
    }

    /// Reads what was signed back.
    #[must_use]
    pub fn from_value(value: &Value) -> Option<Self> {
        let Value::Array(items) = value else { return None };
        let [lat, lon, alt, acc] = items.as_slice() else { return None };
        let opt = |value: &Value| match value {
            Value::Null => Some(None),
            other => other.as_int().map(Some),
        };
        let (lat_e7, lon_e7) = (lat.as_int()?, lon.as_int()?);
        Self { lat_e7, lon_e7, alt_mm: opt(alt)?, acc_mm: opt(acc)? }.checked()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_point_reads_as_odk_writes_it() {
        let point = GeoPoint::from_text("-3.975 122.5127 -4.25 10").expect("a point");
        assert_eq!((point.lat_e7, point.lon_e7), (-39_750_000, 1_225_127_000));
        assert_eq!((point.alt_mm, point.acc_mm), (Some(-4250), Some(10_000)));
        assert_eq!(GeoPoint::from_text("0 180").and_then(|p| p.alt_mm), None);
    }

    #[test]
    fn a_point_off_the_globe_is_none() {
        for text in ["", "1", "90.1 0", "0 -180.1", "0 0 0 -1", "0 0 0 0 0", "a b", "1,5 2"] {
            assert_eq!(GeoPoint::from_text(text), None, "{text}");
        }
        let short = Value::Array(vec![Value::Int(0), Value::Int(0)]);
        assert_eq!(GeoPoint::from_value(&short), None);
    }

    proptest! {
        #[test]
        fn what_is_signed_comes_back(
            lat_e7 in -900_000_000i64..=900_000_000, lon_e7 in -1_800_000_000i64..=1_800_000_000,
            alt_mm in prop::option::of(-500_000i64..9_000_000), acc_mm in prop::option::of(0i64..100_000),
        ) {
            let point = GeoPoint { lat_e7, lon_e7, alt_mm, acc_mm };
            prop_assert_eq!(GeoPoint::from_value(&point.to_value()), Some(point));
            let text = GeoPoint::from_text(&point.to_text()).expect("its own text");
            prop_assert_eq!((text.lat_e7, text.lon_e7), (lat_e7, lon_e7));
        }
    }
}
