//! Grades A to D, computed from the capture record alone and never changed.
//!
//! domain.md section 4.2 with the late-fix rule of field.md A9. A grade says how much the phone
//! knew, not whether the picture is true: signatures, chains and clocks are findings beside it
//! ([`super::verify`]). A supervisor's different view is an act shown next to it.

use super::capture::{CaptureRecord, Source};
use super::finding::{Lang, Words};

/// A fix counts fully within this many milliseconds either side of the shutter.
pub const PROMPT_MS: u64 = 60_000;
/// And if its radius is at most this, in millimetres.
pub const SHARP_MM: u64 = 25_000;
/// How fast a boat drifts: the radius grows 1,500 mm per second of delay.
const DRIFT_MM_PER_S: u64 = 1_500;

/// How much the phone knew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grade {
    /// Bukti kuat: taken in the app, prompt and sharp fix, clock compared.
    A,
    /// Bukti cukup: taken in the app, one of these is missing.
    B,
    /// Bukti terbatas: from elsewhere, with a word on where from; or a document.
    C,
    /// Keterangan saksi: somebody says so.
    D,
}

impl Grade {
    /// The words on screen.
    #[must_use]
    pub const fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::A => Words::new("Bukti kuat", "Strong evidence"),
            Self::B => Words::new("Bukti cukup", "Sufficient evidence"),
            Self::C => Words::new("Bukti terbatas", "Limited evidence"),
            Self::D => Words::new("Keterangan saksi", "Witness statement"),
        }
        .lang(lang)
    }

    /// The letter, as it stands in files.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::A => 'A',
            Self::B => 'B',
            Self::C => 'C',
            Self::D => 'D',
        }
    }
}

/// Why a grade is not A.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GradeReason {
    /// There is no fix.
    NoFix,
    /// The fix was measured more than a minute from the shutter.
    LateFix {
        /// Measured minus shutter, in milliseconds.
        delay_ms: i64,
    },
    /// The radius (with a boat's drift, on water) is above 25 m.
    CoarseFix {
        /// That radius in millimetres.
        radius_mm: u64,
    },
    /// Android reported a mock location.
    MockedFix,
    /// The wall clock had not been compared with the hub or the satellites.
    ClockUnknown,
    /// The file came from elsewhere.
    Imported,
    /// The file came from elsewhere, and nobody said where from.
    NoProvenance,
    /// It is a document: its weight is its sender's, not the phone's.
    Document,
    /// There is no file, only a person's word.
    TestimonyOnly,
}

impl GradeReason {
    /// The reason in one sentence; a late fix names its delay.
    #[must_use]
    pub fn words(self, lang: Lang) -> String {
        let both = match self {
            Self::NoFix => Words::new("Tidak ada titik lokasi.", "There is no position."),
            Self::LateFix { delay_ms } => {
                let (seconds, late) = (delay_ms.unsigned_abs() / 1000, delay_ms > 0);
                return match (lang, late) {
                    (Lang::Id, true) => format!("Titik lokasi menyusul {seconds} detik."),
                    (Lang::Id, false) => format!("Titik lokasi diukur {seconds} detik sebelumnya."),
                    (Lang::En, true) => format!("The position came {seconds} seconds later."),
                    (Lang::En, false) => format!("The position is {seconds} seconds older."),
                };
            }
            Self::CoarseFix { radius_mm } => {
                let metres = radius_mm / 1000;
                return match lang {
                    Lang::Id => format!("Titik lokasi kasar: ± {metres} m."),
                    Lang::En => format!("The position is coarse: ± {metres} m."),
                };
            }
            Self::MockedFix => {
                Words::new("HP melaporkan lokasi tiruan.", "The phone reports a mock location.")
            }
            Self::ClockUnknown => Words::new(
                "Jam HP belum pernah dicocokkan.",
                "The phone's clock has not been compared.",
            ),
            Self::Imported => Words::new(
                "Berkas dari tempat lain, dengan keterangan asal.",
                "The file came from elsewhere, with a word on its origin.",
            ),
            Self::NoProvenance => Words::new(
                "Berkas dari tempat lain, tanpa keterangan asal.",
                "The file came from elsewhere, without a word on its origin.",
            ),
            Self::Document => Words::new("Ini dokumen.", "This is a document."),
            Self::TestimonyOnly => {
                Words::new("Hanya keterangan, tanpa berkas.", "A statement only, without a file.")
            }
        };
        both.lang(lang).to_owned()
    }
}

/// A grade with everything that kept it from being A.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graded {
    /// The grade.
    pub grade: Grade,
    /// The reasons; empty exactly for A.
    pub reasons: Vec<GradeReason>,
}

impl Graded {
    /// What a statement without any file is.
    #[must_use]
    pub fn testimony() -> Self {
        Self { grade: Grade::D, reasons: vec![GradeReason::TestimonyOnly] }
    }
}

/// The radius of a fix at the shutter in millimetres: on water it grows 1.5 m per second between
/// the shutter and the measurement, because the boat moves.
#[must_use]
pub fn radius_mm(capture: &CaptureRecord) -> Option<u64> {
    let shutter = capture.fix.as_ref()?;
    let seconds_ms = shutter.delay_ms.unsigned_abs();
    let drift = if capture.on_water { seconds_ms.saturating_mul(DRIFT_MM_PER_S) / 1000 } else { 0 };
    Some(u64::from(shutter.fix.accuracy_mm).saturating_add(drift))
}

/// What speaks against the fix of a capture, worst first: of two fixes for one shutter the one with
/// the lesser doubt is the better. No fix at all is the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FixDoubt {
    missing: bool,
    mock: bool,
    late: bool,
    radius_mm: u64,
}

impl FixDoubt {
    /// The doubt about the fix of this capture.
    #[must_use]
    pub fn of(capture: &CaptureRecord) -> Self {
        let fix = capture.fix.as_ref();
        Self {
            missing: fix.is_none(),
            mock: fix.is_some_and(|shutter| shutter.fix.mock),
            late: fix.is_some_and(|shutter| shutter.delay_ms.unsigned_abs() > PROMPT_MS),
            radius_mm: radius_mm(capture).unwrap_or(u64::MAX),
        }
    }

    /// Does the fix cost the capture nothing of its grade?
    #[must_use]
    pub fn is_none(self) -> bool {
        !self.missing && !self.mock && !self.late && self.radius_mm <= SHARP_MM
    }
}

/// The grade of an item.
///
/// "Taken in the app" is the app's own word; the finding `capture_source` says so.
#[must_use]
pub fn grade(capture: &CaptureRecord) -> Graded {
    let (grade, reasons) = match &capture.source {
        Source::Document => (Grade::C, vec![GradeReason::Document]),
        Source::Imported { statement } if statement.trim().is_empty() => {
            (Grade::D, vec![GradeReason::NoProvenance])
        }
        Source::Imported { .. } => (Grade::C, vec![GradeReason::Imported]),
        Source::Camera => {
            let missing = missing(capture);
            (if missing.is_empty() { Grade::A } else { Grade::B }, missing)
        }
    };
    Graded { grade, reasons }
}

fn missing(capture: &CaptureRecord) -> Vec<GradeReason> {
    let (mut reasons, doubt) = (Vec::new(), FixDoubt::of(capture));
    match &capture.fix {
        Some(shutter) => {
            if doubt.mock {
                reasons.push(GradeReason::MockedFix);
            }
            if doubt.late {
                reasons.push(GradeReason::LateFix { delay_ms: shutter.delay_ms });
            }
            if doubt.radius_mm > SHARP_MM {
                reasons.push(GradeReason::CoarseFix { radius_mm: doubt.radius_mm });
            }
        }
        None => reasons.push(GradeReason::NoFix),
    }
    if capture.clock_offset_ms.is_none() {
        reasons.push(GradeReason::ClockUnknown);
    }
    reasons
}

#[cfg(test)]
mod tests;
