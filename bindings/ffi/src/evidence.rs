//! Captures on their way in, and findings about evidence on their way out.

use saksi_device::DeviceError;
use saksi_device::field::{AnswerFile, CaptureMeta, SealId, SealedItem};
use saksi_domain::evidence::capture::{CaptureKind, Faces, Orientation, ShutterFix, Source};
use saksi_domain::evidence::finding::{Dimension, Finding as Found, Lang};
use saksi_domain::evidence::grade::{Grade, Graded};
use saksi_domain::journal::Digest;
use saksi_domain::place::{Fix, Position, Provider};

use crate::error::FieldError;

impl FieldError {
    /// What came from Kotlin is not a value of its type.
    pub(crate) fn unreadable(what: &str) -> Self {
        DeviceError::Args(what.to_owned()).into()
    }
}

/// A file that is an answer.
#[uniffi::remote(Record)]
pub struct AnswerFile {
    /// Media type, as it was given when it was captured.
    pub media_type: String,
    /// Bytes of the original.
    pub size: u64,
}

/// What a capture is.
#[uniffi::remote(Enum)]
pub enum CaptureKind {
    /// A still picture.
    Photo,
    /// A sound recording.
    Audio,
    /// A film.
    Video,
    /// Any other file.
    File,
}

/// Where the bytes came from, by the app's word.
#[uniffi::remote(Enum)]
pub enum Source {
    /// The app's own camera or recorder.
    Camera,
    /// Shared into the app by another one, or picked from storage.
    Imported {
        /// The answer to "Dari mana foto ini?"; may be empty, then the grade is lower.
        statement: String,
    },
    /// An official paper.
    Document,
}

/// The answer to "Ada wajah orang?".
#[uniffi::remote(Enum)]
pub enum Faces {
    /// Not asked (a document, a sound).
    NotAsked,
    /// Tidak.
    Nobody,
    /// Dewasa, sudah setuju.
    AdultsAgreed,
    /// Belum minta izin.
    NotAgreed,
    /// Ada anak.
    Children,
}

// How to turn the pixels: the EXIF number, 1 to 8.
uniffi::custom_type!(Orientation, u8, {
    remote,
    try_lift: |exif| {
        let known = Orientation::new(exif.into());
        known.ok_or_else(|| FieldError::unreadable("orientation").into())
    },
    lower: |orientation| orientation.exif(),
});

/// What the adapter knows at the shutter; the clocks are read by the core.
#[uniffi::remote(Record)]
pub struct CaptureMeta {
    /// What it is.
    pub kind: CaptureKind,
    /// Where the bytes come from, by the app's word.
    pub source: Source,
    /// Media type, for example `image/jpeg`.
    pub media_type: String,
    /// Maker and model of the phone.
    pub device: String,
    /// Name and version of the app.
    pub app: String,
    /// How to turn the pixels.
    pub orientation: Orientation,
    /// The person said they were on the water.
    pub on_water: bool,
    /// The answer about faces.
    pub faces: Faces,
    /// Wall clock minus the hub's or the satellites' time, ms, if compared since boot.
    pub clock_offset_ms: Option<i64>,
}

/// What measured a fix.
#[uniffi::remote(Enum)]
pub enum Provider {
    /// Satellites only.
    Gnss,
    /// The platform's mix of satellites, Wi-Fi, cells and sensors.
    Fused,
    /// Cells and Wi-Fi only.
    Network,
    /// A person put a pin on a map.
    Map,
}

/// A position on WGS 84 in whole numbers of 1e-7 degree.
#[derive(Debug, Clone, uniffi::Record)]
pub struct LatLon {
    /// Latitude, north positive.
    pub lat_e7: i32,
    /// Longitude, east positive.
    pub lon_e7: i32,
}

uniffi::custom_type!(Position, LatLon, {
    remote,
    try_lift: |at| {
        let position = Position::new(at.lat_e7, at.lon_e7);
        position.map_err(|_| FieldError::unreadable("position").into())
    },
    lower: |position| LatLon { lat_e7: position.lat_e7(), lon_e7: position.lon_e7() },
});

/// A fix. A location that came without an accuracy is none: wait for the next.
#[uniffi::remote(Record)]
pub struct Fix {
    /// Where.
    pub position: Position,
    /// The 68 % radius in millimetres (Android's `getAccuracy`).
    pub accuracy_mm: u32,
    /// What measured it.
    pub provider: Provider,
    /// Android said the location came from a mock provider.
    pub mock: bool,
    /// How old it was when the app received it, ms of the boot clock.
    pub age_ms: u32,
}

/// A fix, and when it was measured relative to the shutter.
#[uniffi::remote(Record)]
pub struct ShutterFix {
    /// The measurement.
    pub fix: Fix,
    /// When it was *measured* (not received) minus the shutter, ms of the boot clock.
    pub delay_ms: i64,
}

/// How strong a piece of evidence is, from its capture record alone.
#[uniffi::remote(Enum)]
pub enum Grade {
    /// Bukti kuat.
    A,
    /// Bukti cukup.
    B,
    /// Bukti terbatas.
    C,
    /// Keterangan saksi.
    D,
}

/// A grade with its reasons.
#[derive(Debug, Clone, uniffi::Record)]
pub struct GradeTold {
    /// The grade.
    pub grade: Grade,
    /// Why not better, in Indonesian; empty exactly for A.
    pub reasons_id: Vec<String>,
    /// The same in English.
    pub reasons_en: Vec<String>,
}

impl From<Graded> for GradeTold {
    fn from(graded: Graded) -> Self {
        let words = |lang| graded.reasons.iter().map(|reason| reason.words(lang)).collect();
        let (reasons_id, reasons_en) = (words(Lang::Id), words(Lang::En));
        Self { grade: graded.grade, reasons_id, reasons_en }
    }
}

/// A sealed capture.
#[derive(Debug, Clone, uniffi::Record)]
pub struct Sealed {
    /// The capture.
    pub id: SealId,
    /// SHA-256 of the original bytes.
    pub sha256: Digest,
    /// Their number.
    pub size: u64,
    /// The grade it would get now, and why.
    pub graded: GradeTold,
}

impl From<SealedItem> for Sealed {
    fn from(SealedItem { id, sha256, size, graded }: SealedItem) -> Self {
        Self { id, sha256, size, graded: graded.into() }
    }
}

/// The three questions that must not be mixed.
#[uniffi::remote(Enum)]
pub enum Dimension {
    /// Are these the same bytes and the same words? *Utuh.*
    Integrity,
    /// Whose word is it, and who vouches for the time? *Bisa dipercaya.*
    Trust,
    /// Does it fit with place, time and the other records? *Masuk akal.*
    Plausibility,
}

/// The outcome of one check.
#[derive(Debug, Clone, uniffi::Record)]
pub struct Finding {
    /// What was checked, for example `digest`; stable.
    pub check: String,
    /// Which of the three questions it answers.
    pub dimension: Dimension,
    /// `holds`, `fails` or `cannot_tell`.
    pub outcome: String,
    /// Meaning, reason, figures and what it does not mean, in Indonesian.
    pub text_id: String,
    /// The same in English.
    pub text_en: String,
}

impl From<Found> for Finding {
    fn from(found: Found) -> Self {
        let (check, outcome) = (found.check.code().to_owned(), found.outcome.code().to_owned());
        let (text_id, text_en) = (found.text(Lang::Id), found.text(Lang::En));
        Self { check, dimension: found.dimension(), outcome, text_id, text_en }
    }
}
