//! Checks of time: the phone's clocks against the hub's window, the satellites and the file.
//!
//! No clock is believed by itself. A phone that is hours off is a finding about the phone, and a
//! satellite time off by 1,024 weeks is one that is not held against the person at all. Places are
//! checked in [`super`].

use super::{ExifRead, exif_reason};
use crate::evidence::capture::{CaptureClocks, CaptureRecord, Source};
use crate::evidence::finding::{Check, Detail, Finding, Outcome, Reason};

/// Clocks that differ by no more than this agree: two minutes.
pub const CLOCK_TOLERANCE_MS: i64 = 120_000;
/// 1,024 weeks, after which the GPS week number starts again (IS-GPS-200).
pub const GNSS_PERIOD_MS: i64 = 1_024 * 7 * 86_400_000;
/// How far from a whole period a satellite time may be, since the other clock may be off: a day.
const ROLLOVER_SLACK_MS: i64 = 86_400_000;

/// The times that others vouch for, Unix milliseconds (journal.md section 8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sandwich {
    /// Time of the checkpoint the device had seen; the entry is not older.
    pub earliest: Option<i64>,
    /// Time of the checkpoint that first covers the entry; it is not younger.
    pub latest: Option<i64>,
}

impl Sandwich {
    /// How far `ms` lies outside: negative before, positive after, 0 inside.
    #[must_use]
    pub fn outside_by(self, ms: i64) -> i64 {
        let before = self.earliest.map_or(0, |earliest| ms.saturating_sub(earliest).min(0));
        let after = self.latest.map_or(0, |latest| ms.saturating_sub(latest).max(0));
        if before < 0 { before } else { after }
    }

    /// `ms` moved into the window: the time that acts are dated with.
    #[must_use]
    pub fn clamp(self, ms: i64) -> i64 {
        ms.saturating_sub(self.outside_by(ms))
    }

    fn detail(self) -> Detail {
        Detail::WindowMs { earliest: self.earliest, latest: self.latest }
    }
}

/// Does the phone's time lie in the hub's window, give or take two minutes?
#[must_use]
pub fn time_sandwich(clocks: &CaptureClocks, sandwich: Sandwich) -> Finding {
    let outside = sandwich.outside_by(clocks.wall_ms);
    let outcome = if outside.saturating_abs() > CLOCK_TOLERANCE_MS {
        Outcome::Fails(Reason::OutsideWindow)
    } else if sandwich.earliest.is_none() || sandwich.latest.is_none() {
        Outcome::CannotTell(Reason::OpenWindow)
    } else {
        Outcome::Holds
    };
    let finding = Finding::new(Check::TimeSandwich, outcome).with(sandwich.detail());
    if outside == 0 { finding } else { finding.with(Detail::DifferenceMs(outside)) }
}

/// How the satellite time relates to the best other clock.
enum Gnss {
    Absent,
    /// Whole periods that it is off by, and the time without them.
    Rolled {
        periods: i64,
        corrected_ms: i64,
    },
    /// Days off, but not by a period: the other clock may be wrong.
    Strange,
}

fn gnss(clocks: &CaptureClocks, sandwich: Sandwich) -> Gnss {
    let Some(gnss_ms) = clocks.gnss_ms else { return Gnss::Absent };
    let off = i128::from(gnss_ms) - i128::from(sandwich.clamp(clocks.wall_ms));
    let period = i128::from(GNSS_PERIOD_MS);
    let periods = (off + off.signum() * period / 2) / period;
    if (off - periods * period).abs() > i128::from(ROLLOVER_SLACK_MS) {
        return Gnss::Strange;
    }
    let periods = i64::try_from(periods).unwrap_or(0);
    Gnss::Rolled {
        periods,
        corrected_ms: gnss_ms.saturating_sub(periods.saturating_mul(GNSS_PERIOD_MS)),
    }
}

/// Is the satellite time off by whole periods of 1,024 weeks?
///
/// A defect of old firmware (field.md A9): the finding says that it is not the person's fault,
/// and other checks use the corrected time.
#[must_use]
pub fn gnss_week_rollover(clocks: &CaptureClocks, sandwich: Sandwich) -> Finding {
    let check = Check::GnssWeekRollover;
    match gnss(clocks, sandwich) {
        Gnss::Absent => Finding::cannot_tell(check, Reason::NoGnssTime),
        Gnss::Strange => Finding::cannot_tell(check, Reason::NoReference),
        Gnss::Rolled { periods: 0, .. } => Finding::holds(check),
        Gnss::Rolled { periods, .. } => Finding::fails(check, Reason::WeekRollover)
            .with(Detail::DifferenceMs(periods.saturating_mul(GNSS_PERIOD_MS))),
    }
}

/// Was the phone's wall clock right, give or take two minutes?
///
/// Compared with the hub's window first, then with the satellites (without rollover), then with
/// what the phone itself had last measured against the hub.
#[must_use]
pub fn clock_skew(capture: &CaptureRecord, sandwich: Sandwich) -> Finding {
    let check = Check::ClockSkew;
    let clocks = &capture.clocks;
    let judged = |off: i64| {
        let right = off.saturating_abs() <= CLOCK_TOLERANCE_MS;
        let outcome = if right { Outcome::Holds } else { Outcome::Fails(Reason::ClockOff) };
        Finding::new(check, outcome).with(Detail::DifferenceMs(off))
    };
    let outside = sandwich.outside_by(clocks.wall_ms);
    if outside.saturating_abs() > CLOCK_TOLERANCE_MS {
        return judged(outside).with(sandwich.detail());
    }
    match (gnss(clocks, sandwich), clocks.gnss_ms) {
        (Gnss::Rolled { corrected_ms, .. }, _) => {
            judged(clocks.wall_ms.saturating_sub(corrected_ms))
        }
        (Gnss::Strange, Some(gnss_ms)) if sandwich.outside_by(gnss_ms) == 0 => {
            judged(clocks.wall_ms.saturating_sub(gnss_ms))
        }
        _ => match capture.clock_offset_ms {
            Some(offset) => judged(offset),
            None if sandwich.earliest.is_some() && sandwich.latest.is_some() => {
                Finding::holds(check).with(sandwich.detail())
            }
            None => Finding::cannot_tell(check, Reason::NoReference),
        },
    }
}

/// The time in the file against the one in the record, give or take two minutes.
///
/// A camera without an offset is read in the phone's zone.
#[must_use]
pub fn exif_time(capture: &CaptureRecord, exif: &ExifRead) -> Finding {
    let check = Check::ExifTime;
    let facts = match exif {
        Err(error) => return Finding::cannot_tell(check, exif_reason(*error)),
        Ok(facts) => facts,
    };
    if capture.source != Source::Camera {
        return Finding::cannot_tell(check, Reason::Imported);
    }
    let Some(taken) = facts.taken else {
        return Finding::cannot_tell(check, Reason::NoExifTime);
    };
    let off = taken.utc_ms(capture.clocks.zone_min).saturating_sub(capture.clocks.wall_ms);
    let same = off.saturating_abs() <= CLOCK_TOLERANCE_MS;
    let outcome = if same { Outcome::Holds } else { Outcome::Fails(Reason::TimeDiffers) };
    Finding::new(check, outcome).with(Detail::DifferenceMs(off))
}
