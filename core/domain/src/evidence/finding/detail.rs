//! The figures behind a finding, each with its unit, and how a person reads it.
//!
//! Where figures come from: [`crate::evidence::plausible`].

use super::{Lang, Words};
use crate::journal::Digest;

/// One figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Detail {
    /// A distance in millimetres.
    DistanceMm(i64),
    /// The error of that distance in millimetres.
    ErrorMm(i64),
    /// A difference of two times in milliseconds; positive when the first named is later.
    DifferenceMs(i64),
    /// A speed in metres per hour, after both accuracies were taken off the way.
    SpeedMPerH(i64),
    /// The earliest and latest time, Unix milliseconds, that others vouch for.
    WindowMs {
        /// The time of the checkpoint that the device had seen before.
        earliest: Option<i64>,
        /// The time of the checkpoint that first covers the entry.
        latest: Option<i64>,
    },
    /// The name of a licence or village.
    Place(String),
    /// The SHA-256 of the snapshot that was asked.
    Snapshot(Digest),
    /// The SHA-256 that was signed.
    ExpectedDigest(Digest),
    /// The SHA-256 of the bytes at hand.
    FoundDigest(Digest),
    /// The 0-based number of the 64 KiB chunk that does not open.
    Chunk(u32),
    /// The hash was taken when the file came into the app, not at a shutter.
    SinceImport,
    /// Where an imported file came from, in the words of the person.
    Provenance(String),
}

impl Detail {
    /// The figure as a person reads it.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        let w = |id: &'static str, en: &'static str| Words::new(id, en).lang(lang);
        match self {
            Self::DistanceMm(mm) => format!("{}: {}.", w("Jarak", "Distance"), metres(*mm)),
            Self::ErrorMm(mm) => format!("{}: ± {}.", w("Galat", "Error"), metres(*mm)),
            Self::DifferenceMs(ms) => {
                format!("{}: {}.", w("Selisih waktu", "Time difference"), duration(*ms, lang))
            }
            Self::SpeedMPerH(mph) => {
                format!("{}: {} km/{}.", w("Kecepatan", "Speed"), mph / 1000, w("jam", "h"))
            }
            Self::WindowMs { earliest, latest } => window(*earliest, *latest, lang),
            Self::Place(name) => format!("{}: {name}.", w("Tempat", "Place")),
            Self::Snapshot(digest) => {
                format!("{}: {}.", w("Peta yang dipakai", "Map asked"), digest.short())
            }
            Self::ExpectedDigest(digest) => {
                format!("{}: {digest}.", w("Kode hash yang ditandatangani", "Signed hash code"))
            }
            Self::FoundDigest(digest) => {
                format!("{}: {digest}.", w("Kode hash berkas ini", "Hash code of this file"))
            }
            Self::Chunk(index) => format!("{}: {index}.", w("Potongan", "Chunk")),
            Self::SinceImport => w(
                "Kode hash dihitung saat berkas masuk ke aplikasi.",
                "The hash code was taken when the file came into the app.",
            )
            .to_owned(),
            Self::Provenance(text) => {
                format!("{}: {text}", w("Asal menurut pelapor", "Origin, as told"))
            }
        }
    }
}

/// Metres without decimals from 10 m on.
pub(crate) fn metres(mm: i64) -> String {
    if mm.abs() >= 10_000_000 {
        format!("{} km", mm / 1_000_000)
    } else if mm.abs() >= 10_000 {
        format!("{} m", (mm + mm.signum() * 500) / 1000)
    } else {
        format!("{}.{} m", mm / 1000, mm.abs() % 1000 / 100)
    }
}

fn duration(ms: i64, lang: Lang) -> String {
    let (seconds, sign) = (ms.unsigned_abs() / 1000, if ms < 0 { "-" } else { "" });
    let (number, unit) = match seconds {
        0..120 => (seconds, Words::new("detik", "s")),
        120..7_200 => (seconds / 60, Words::new("menit", "min")),
        7_200..172_800 => (seconds / 3_600, Words::new("jam", "h")),
        _ => (seconds / 86_400, Words::new("hari", "days")),
    };
    format!("{sign}{number} {}", unit.lang(lang))
}

fn window(earliest: Option<i64>, latest: Option<i64>, lang: Lang) -> String {
    let time = |ms: Option<i64>| {
        let utc = ms.and_then(chrono::DateTime::from_timestamp_millis);
        utc.map_or_else(|| "?".to_owned(), |t| t.format("%Y-%m-%d %H:%M:%S UTC").to_string())
    };
    let width = earliest.zip(latest).map(|(from, to)| duration(to.saturating_sub(from), lang));
    let width = width.map(|w| format!(" ({w})")).unwrap_or_default();
    let words = Words::new("Antara", "Between").lang(lang);
    format!("{words} {} – {}{width}.", time(earliest), time(latest))
}
