//! Was a photo taken near a site? The answer is a finding, and never held against the person
//! when the phone could not tell.
//!
//! Boundaries of licences are [`mod@super::boundary`]; what the finding means in words is
//! [`crate::evidence::finding`].

use super::fix::{Fix, Position};
use super::metric::distance_m;
use crate::evidence::finding::{Check, Detail, Finding, Outcome, Reason};

/// A place that forms and reports refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Site {
    /// Its centre.
    pub position: Position,
}

/// Was the photo taken within `radius_m` metres of `site`?
///
/// Distances are metres on WGS 84. `fix.accuracy_mm` is the 68 % radius that Android's
/// `Location.getAccuracy` reports; twice that is left on either side. The answer is `CannotTell`
/// whenever the true position could lie on either side of the line, when the location was mocked,
/// and when there is no fix at all: having no GPS under trees is not misconduct.
#[must_use]
pub fn near_site(fix: Option<&Fix>, site: &Site, radius_m: f64) -> Finding {
    let Some(fix) = fix else { return Finding::cannot_tell(Check::NearSite, Reason::NoFix) };
    let distance = distance_m(fix.position, site.position);
    let error = 2.0 * fix.accuracy_m();
    let outcome = if fix.mock {
        Outcome::CannotTell(Reason::MockedFix)
    } else if distance + error <= radius_m {
        Outcome::Holds
    } else if distance - error > radius_m {
        Outcome::Fails(Reason::TooFar)
    } else {
        Outcome::CannotTell(Reason::FixTooCoarse)
    };
    Finding::new(Check::NearSite, outcome)
        .with(Detail::DistanceMm((distance * 1000.0) as i64))
        .with(Detail::ErrorMm((error * 1000.0) as i64))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(metres_north: f64, accuracy_m: u32, mock: bool) -> Outcome {
        let site = Site { position: Position::new(0, 1_170_000_000).unwrap() };
        let position = Position::from_degrees(metres_north / 110_574.4, 117.0).unwrap();
        let fix = Fix { mock, ..Fix::gnss(position, accuracy_m * 1000) };
        near_site(Some(&fix), &site, 100.0).outcome
    }

    #[test]
    fn a_line_through_the_circle_of_doubt_cannot_be_told() {
        assert_eq!(asked(50.0, 10, false), Outcome::Holds);
        assert_eq!(asked(90.0, 10, false), Outcome::CannotTell(Reason::FixTooCoarse));
        assert_eq!(asked(115.0, 10, false), Outcome::CannotTell(Reason::FixTooCoarse));
        assert_eq!(asked(130.0, 10, false), Outcome::Fails(Reason::TooFar));
    }

    #[test]
    fn no_gps_and_a_mocked_gps_say_nothing() {
        let site = Site { position: Position::new(0, 0).unwrap() };
        let none = near_site(None, &site, 100.0).outcome;
        assert_eq!(none, Outcome::CannotTell(Reason::NoFix));
        assert_eq!(asked(5_000.0, 5, true), Outcome::CannotTell(Reason::MockedFix));
    }
}
