//! Interim.
use crate::journal::act::{Act, GuardOutcome, Lookup, RecordPast};
/// Interim.
pub fn judge(_: &Act, _: &RecordPast, _: &dyn Lookup) -> GuardOutcome {
    GuardOutcome::Holds
}
