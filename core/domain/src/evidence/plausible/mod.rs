//! Checks of plausibility that need no journal: places here, times in `time`.
//!
//! Each is a pure function from what is known to a [`Finding`]. Limits are constants with their
//! reasons. A check that lacks something says `CannotTell` with what it lacks. All of them
//! together: [`super::verify`].

mod time;

pub use time::{
    CLOCK_TOLERANCE_MS, GNSS_PERIOD_MS, Sandwich, clock_skew, exif_time, gnss_week_rollover,
    time_sandwich,
};

use super::capture::{CaptureRecord, Source};
use super::exif::{ExifError, ExifFacts};
use super::finding::{Check, Detail, Finding, Outcome, Reason};
use crate::place::boundary::Unclear;
use crate::place::{Fix, Regions, Side, distance_m};

/// EXIF states no accuracy and may be seconds old: so many metres are always allowed.
pub const EXIF_SLACK_M: f64 = 100.0;
/// A person walks or drifts between the photo's own fix and the record's: metres per second.
const WALK_M_PER_S: f64 = 1.5;
/// Faster than any boat or car here, slower than an airliner.
pub const MAX_KM_PER_H: f64 = 300.0;

/// What reading the file's EXIF data gave.
pub type ExifRead = Result<ExifFacts, ExifError>;

/// An earlier fix of the same device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PreviousFix {
    /// The measurement.
    pub fix: Fix,
    /// The boot it belongs to.
    pub boot_id: u64,
    /// When it was measured, milliseconds since that boot.
    pub since_boot_ms: u64,
    /// When it was measured by the wall clock, Unix milliseconds.
    pub wall_ms: i64,
}

impl PreviousFix {
    /// The fix of an earlier capture, if it had one.
    #[must_use]
    pub fn of(capture: &CaptureRecord) -> Option<Self> {
        Some(Self {
            fix: capture.fix.as_ref()?.fix,
            boot_id: capture.clocks.boot_id,
            since_boot_ms: capture.clocks.since_boot_ms,
            wall_ms: capture.clocks.wall_ms,
        })
    }
}

/// Where the thing is that was photographed; not where the camera was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject<'a> {
    /// The person stood at it, so the capture record's fix is its place. Never from a boat.
    AtTheCamera,
    /// Measured, pinned on a map or computed from a bearing.
    Measured(&'a [Fix]),
    /// Nobody said.
    Unknown,
}

fn mm(metres: f64) -> i64 {
    (metres * 1000.0) as i64 // a cast from a float saturates
}

pub(super) fn exif_reason(error: ExifError) -> Reason {
    match error {
        ExifError::None => Reason::NoExif,
        ExifError::Unreadable => Reason::ExifUnreadable,
    }
}

/// Was it taken with the app's own camera? The app's word, and the finding says so.
#[must_use]
pub fn capture_source(capture: &CaptureRecord) -> Finding {
    match &capture.source {
        Source::Camera => Finding::holds(Check::CaptureSource),
        Source::Document => Finding::cannot_tell(Check::CaptureSource, Reason::IsDocument),
        Source::Imported { statement } => Finding::fails(Check::CaptureSource, Reason::Imported)
            .with(Detail::Provenance(statement.clone())),
    }
}

/// The position in the file against the one in the record.
///
/// Fails only beyond 100 m + twice the fix's accuracy + 1.5 m per second of its delay. For what
/// was not taken in the app the record holds the place of the import, so nothing can be told.
#[must_use]
pub fn exif_place(capture: &CaptureRecord, exif: &ExifRead) -> Finding {
    let check = Check::ExifPlace;
    let facts = match exif {
        Err(error) => return Finding::cannot_tell(check, exif_reason(*error)),
        Ok(facts) => facts,
    };
    if capture.source != Source::Camera {
        return Finding::cannot_tell(check, Reason::Imported);
    }
    let Some(shutter) = &capture.fix else {
        return Finding::cannot_tell(check, Reason::NoFix);
    };
    let Some(position) = facts.position else {
        return Finding::cannot_tell(check, Reason::NoExifPlace);
    };
    let distance = distance_m(position, shutter.fix.position);
    let walked = shutter.delay_ms.unsigned_abs() as f64 / 1000.0 * WALK_M_PER_S;
    let allowed = EXIF_SLACK_M + 2.0 * shutter.fix.accuracy_m() + walked;
    let outcome =
        if distance <= allowed { Outcome::Holds } else { Outcome::Fails(Reason::PlaceDiffers) };
    Finding::new(check, outcome)
        .with(Detail::DistanceMm(mm(distance)))
        .with(Detail::ErrorMm(mm(allowed)))
}

/// Did Android report a mock location?
#[must_use]
pub fn mock_location(capture: &CaptureRecord) -> Finding {
    match &capture.fix {
        None => Finding::cannot_tell(Check::MockLocation, Reason::NoFix),
        Some(shutter) if shutter.fix.mock => Finding::fails(Check::MockLocation, Reason::MockedFix),
        Some(_) => Finding::holds(Check::MockLocation),
    }
}

/// Is the way from the same device's previous fix possible? Fails above 300 km/h.
///
/// The geodesic distance with both accuracies taken off, over the boot clock; over the wall clock
/// where the phone was restarted in between.
#[must_use]
pub fn speed(capture: &CaptureRecord, previous: Option<&PreviousFix>) -> Finding {
    let check = Check::Speed;
    let Some(shutter) = &capture.fix else {
        return Finding::cannot_tell(check, Reason::NoFix);
    };
    let Some(previous) = previous else {
        return Finding::cannot_tell(check, Reason::NoPrevious);
    };
    if shutter.fix.mock || previous.fix.mock {
        return Finding::cannot_tell(check, Reason::MockedFix);
    }
    let (now, before) = if previous.boot_id == capture.clocks.boot_id {
        (i128::from(capture.clocks.since_boot_ms), i128::from(previous.since_boot_ms))
    } else {
        (i128::from(capture.clocks.wall_ms), i128::from(previous.wall_ms))
    };
    let elapsed_ms = now + i128::from(shutter.delay_ms) - before;
    if elapsed_ms < 0 {
        return Finding::cannot_tell(check, Reason::NoPrevious);
    }
    let distance = distance_m(previous.fix.position, shutter.fix.position);
    let error = previous.fix.accuracy_m() + shutter.fix.accuracy_m();
    // two fixes in the same second say nothing about speed that their accuracy does not say better
    let hours = elapsed_ms.max(1_000) as f64 / 3_600_000.0;
    let m_per_h = (distance - error).max(0.0) / hours;
    let possible = m_per_h <= MAX_KM_PER_H * 1000.0;
    let outcome = if possible { Outcome::Holds } else { Outcome::Fails(Reason::TooFast) };
    let detail = Detail::SpeedMPerH(m_per_h as i64);
    Finding::new(check, outcome).with(Detail::DistanceMm(mm(distance))).with(detail)
}

/// In which licence or village does the photographed thing lie?
///
/// `check` is [`Check::InLicence`] or [`Check::InVillage`]; the rule is that of
/// [`crate::place::boundary()`]. From a boat only a measured subject is asked, because the point of
/// the camera is the boat (field.md A10).
#[must_use]
pub fn in_region(
    check: Check,
    capture: &CaptureRecord,
    subject: Subject<'_>,
    regions: Option<&Regions>,
    tolerance_mm: u32,
) -> Finding {
    let Some(regions) = regions else { return Finding::cannot_tell(check, Reason::NoMap) };
    let camera: Vec<Fix> = capture.fix.iter().map(|shutter| shutter.fix).collect();
    let fixes = match subject {
        Subject::Measured(fixes) => fixes,
        Subject::AtTheCamera if capture.on_water => {
            return Finding::cannot_tell(check, Reason::FromBoat);
        }
        Subject::AtTheCamera => &camera,
        Subject::Unknown if capture.on_water => {
            return Finding::cannot_tell(check, Reason::FromBoat);
        }
        Subject::Unknown => &[],
    };
    if fixes.iter().any(|fix| fix.mock) {
        return Finding::cannot_tell(check, Reason::MockedFix);
    }
    let located = regions.locate(fixes, tolerance_mm);
    let outcome = match located.overall {
        Side::Inside => Outcome::Holds,
        Side::Outside => Outcome::Fails(Reason::OutsideAll),
        Side::Inconclusive(why) => Outcome::CannotTell(unclear(why)),
    };
    let mut finding = Finding::new(check, outcome).with(Detail::Snapshot(regions.snapshot()));
    let inside = located.boundaries.iter().filter(|b| b.side == Side::Inside);
    let named: Vec<_> =
        inside.chain(located.boundaries.first().filter(|b| b.side != Side::Inside)).collect();
    for boundary in named {
        finding = finding
            .with(Detail::Place(boundary.label.clone()))
            .with(Detail::DistanceMm(boundary.distance_mm))
            .with(Detail::ErrorMm(boundary.error_mm));
    }
    finding
}

fn unclear(why: Unclear) -> Reason {
    match why {
        Unclear::NoFix => Reason::NoFix,
        Unclear::NearEdge => Reason::NearEdge,
        Unclear::TooFewFixes => Reason::TooFewFixes,
        Unclear::FixesDisagree => Reason::FixesDisagree,
    }
}

#[cfg(test)]
mod tests;
