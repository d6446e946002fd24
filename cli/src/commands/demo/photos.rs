//! The photos of the demo: real JPEGs of 12 megapixels with GPS EXIF, made here from a seed.

use saksi_domain::testing::jpeg::{JpegExif, JpegMaker};
use serde_json::{Value, json};

use super::stage::Stage;
use crate::exit::CliError;

/// Where a photo is taken, and how the app's fix relates to it.
#[derive(Debug, Clone, Copy)]
pub struct Spot {
    /// Latitude, 1e-7 degree.
    pub lat_e7: i32,
    /// Longitude, 1e-7 degree.
    pub lon_e7: i32,
}

/// Off the coast of Lasolo Kepulauan, southern and eastern hemisphere.
pub const SEA: Spot = Spot { lat_e7: -34_620_000, lon_e7: 1_223_121_000 };
/// At a gate behind the beach, a short walk away: in the village, outside the licence.
pub const GATE: Spot = Spot { lat_e7: -34_620_000, lon_e7: 1_223_112_000 };

impl Spot {
    /// A spot some metres away, different for each seed.
    pub fn moved(self, seed: u64, n: u64) -> Self {
        let step = i32::try_from((seed.wrapping_mul(31) + n * 7) % 40).unwrap_or(0) * 20;
        Self { lat_e7: self.lat_e7 + step, lon_e7: self.lon_e7 + step }
    }

    /// As a geopoint answer: latitude, longitude, altitude, accuracy in metres.
    pub fn geopoint(self, accuracy_m: u32) -> String {
        let degrees = |e7: i32| {
            let sign = if e7 < 0 { "-" } else { "" };
            format!("{sign}{}.{:07}", e7.abs() / 10_000_000, e7.abs() % 10_000_000)
        };
        format!("{} {} 0 {accuracy_m}", degrees(self.lat_e7), degrees(self.lon_e7))
    }
}

/// Makes a photo and returns its file and the test camera's word about the fix, as `fill` takes it.
pub fn take(
    stage: &Stage,
    name: &str,
    spot: Spot,
    delay_ms: i64,
    now_ms: i64,
) -> Result<Value, CliError> {
    let mut maker = JpegMaker::twelve_megapixels(stage.seed.wrapping_add(name.len() as u64));
    maker.exif = Some(JpegExif {
        position: Some(
            saksi_domain::place::Position::new(spot.lat_e7, spot.lon_e7)
                .map_err(CliError::input)?,
        ),
        taken: Some((now_ms, Some(480))),
        ..JpegExif::default()
    });
    let path = stage.write(name, &maker.make())?;
    Ok(json!({
        "file": path,
        "camera": "test",
        "fix": {"lat_e7": spot.lat_e7, "lon_e7": spot.lon_e7, "accuracy_mm": 6_000, "delay_ms": delay_ms},
    }))
}
