//! What the phone knew at the shutter: place, three clocks, device, question.
//!
//! It travels inside the signed `evidence` entry and is never changed. It is the app's word; what
//! others say about it are findings ([`super::plausible`]), and its grade is computed from it
//! alone ([`super::grade`]). Its bytes are in [`cbor`] and `docs/formats/evidence.md` section 1.

pub mod cbor;

use crate::place::Fix;

/// What an item is; the number is its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CaptureKind {
    /// A still picture.
    Photo = 0,
    /// A sound recording.
    Audio = 1,
    /// A film.
    Video = 2,
    /// Any other file.
    File = 3,
}

impl CaptureKind {
    /// Every kind, in the order of their codes.
    pub const ALL: [Self; 4] = [Self::Photo, Self::Audio, Self::Video, Self::File];
}

/// Where the bytes came from, by the app's word.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Source {
    /// The app's own camera or recorder.
    Camera,
    /// Shared into the app by another one, or picked from storage.
    Imported {
        /// The answer to "Dari mana foto ini?"; may be empty, then the grade is lower.
        statement: String,
    },
    /// An official paper: a letter, a budget table, minutes.
    Document,
}

/// A fix, and when it was measured relative to the shutter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ShutterFix {
    /// The measurement.
    pub fix: Fix,
    /// When the position was *measured* (not received) minus the shutter, in milliseconds of the
    /// boot clock: negative before the shutter, positive after it. A fix after the shutter counts.
    pub delay_ms: i64,
}

/// The same instant on three clocks. None of them is believed by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CaptureClocks {
    /// The wall clock, Unix milliseconds; people set it, and flat batteries reset it.
    pub wall_ms: i64,
    /// Minutes east of UTC that the phone showed (WIB 420, WITA 480).
    pub zone_min: i16,
    /// Tells boots of the phone apart (Android: `BOOT_COUNT`, or 63 bits of the kernel's boot id):
    /// two times with the same one share the clock below.
    pub boot_id: u64,
    /// Milliseconds since that boot, sleep included (`elapsedRealtime`).
    pub since_boot_ms: u64,
    /// Satellite time of the fix, Unix milliseconds, moved to the shutter; old firmware is off by
    /// multiples of 1,024 weeks.
    pub gnss_ms: Option<i64>,
}

/// The question that the item answers.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Question {
    /// The form's id.
    pub form: String,
    /// The form's version.
    pub version: String,
    /// The question's path in the form, for example `/data/pit/photo`.
    pub path: String,
}

/// The answer to "Ada wajah orang?"; the number is its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Faces {
    /// Not asked (a document, a sound).
    NotAsked = 0,
    /// Tidak.
    Nobody = 1,
    /// Dewasa, sudah setuju.
    AdultsAgreed = 2,
    /// Belum minta izin.
    NotAgreed = 3,
    /// Ada anak.
    Children = 4,
}

impl Faces {
    /// Every answer, in the order of their codes.
    pub const ALL: [Self; 5] =
        [Self::NotAsked, Self::Nobody, Self::AdultsAgreed, Self::NotAgreed, Self::Children];

    /// Must every preview be blurred, and the original stay sealed? (field.md A14.)
    #[must_use]
    pub const fn needs_blur(self) -> bool {
        matches!(self, Self::NotAgreed | Self::Children)
    }
}

/// How the pixels must be turned to stand upright: the EXIF orientation, 1 to 8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Orientation(u8);

impl Orientation {
    /// As stored.
    pub const UPRIGHT: Self = Self(1);

    /// From the EXIF number.
    #[must_use]
    pub const fn new(exif: u64) -> Option<Self> {
        if exif >= 1 && exif <= 8 { Some(Self(exif as u8)) } else { None }
    }

    /// The EXIF number.
    #[must_use]
    pub const fn exif(self) -> u8 {
        self.0
    }
}

/// Everything the phone knew when an item was captured.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CaptureRecord {
    /// What it is.
    pub kind: CaptureKind,
    /// Where the bytes came from.
    pub source: Source,
    /// The clocks at the shutter (at the import, for other sources).
    pub clocks: CaptureClocks,
    /// The best fix within reach of the shutter, if there was one. For a photo from a boat it is
    /// the boat.
    pub fix: Option<ShutterFix>,
    /// Maker and model of the phone.
    pub device: String,
    /// Name and version of the app.
    pub app: String,
    /// The question it answers; none for what was captured outside a form.
    pub question: Option<Question>,
    /// How to turn the pixels.
    pub orientation: Orientation,
    /// The person said they were on the water.
    pub on_water: bool,
    /// The answer about faces.
    pub faces: Faces,
    /// Wall clock minus the hub's or the satellites' time in milliseconds, if the phone had
    /// compared them since it was booted; `None`: not known.
    pub clock_offset_ms: Option<i64>,
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::place::Position;

    /// A photo at sea off Lasolo Kepulauan, 12 s late, on 24 November 2026 10:00 WITA.
    pub(crate) fn photo() -> CaptureRecord {
        let position = Position::new(-34_500_000, 1_223_500_000).unwrap();
        CaptureRecord {
            kind: CaptureKind::Photo,
            source: Source::Camera,
            clocks: CaptureClocks {
                wall_ms: 1_795_485_600_000,
                zone_min: 480,
                boot_id: 0x1234_5678,
                since_boot_ms: 3_600_000,
                gnss_ms: Some(1_795_485_600_250),
            },
            fix: Some(ShutterFix { fix: Fix::gnss(position, 6_500), delay_ms: 12_000 }),
            device: "Contoh X1".to_owned(),
            app: "saksi 0.1.0".to_owned(),
            question: Some(Question {
                form: "F02".to_owned(),
                version: "2026111901".to_owned(),
                path: "/data/laut/foto_keruh".to_owned(),
            }),
            orientation: Orientation::new(6).unwrap(),
            on_water: false,
            faces: Faces::Nobody,
            clock_offset_ms: Some(-180),
        }
    }

    #[test]
    fn children_and_people_who_were_not_asked_are_blurred() {
        let blurred = Faces::ALL.map(Faces::needs_blur);
        assert_eq!(blurred, [false, false, false, true, true]);
    }

    #[test]
    fn there_are_eight_orientations() {
        assert_eq!((0..20).filter_map(Orientation::new).count(), 8);
        assert_eq!(Orientation::new(0), None);
    }
}
