//! Problems: how they enter the register, who may move them, and what became of them.
//!
//! Start with [`judge`]: does an act count in its own past?

use crate::journal::act::{Act, GuardOutcome, Lookup, RecordPast};

/// Does `act` count, by what its author could see?
#[must_use]
pub fn judge(_act: &Act, _past: &RecordPast, _lookup: &dyn Lookup) -> GuardOutcome {
    GuardOutcome::Holds
}
