//! Does a report say that it is dangerous to be known as its reporter?
//!
//! The programme's forms ask it in a question named `risk`; `high` is the answer after which the
//! report is read at the hub alone. What a phone does then is the device's.

use crate::journal::cbor::Value;
use crate::journal::path::PathStep;
use crate::journal::record::{Folded, PathState};

/// The question, and its answer that counts.
const RISK: (&str, &str) = ("risk", "high");

/// Did the reporter answer that the risk is high? Of answers in conflict the more careful one
/// counts. False once the record is erased.
#[must_use]
pub fn is_high_risk(folded: &Folded) -> bool {
    folded.fields.iter().any(|(path, state)| {
        let is_asked = matches!(path.steps().last(), Some(PathStep::Field(name))
            if name.rsplit('/').next() == Some(RISK.0));
        let is_high = |value: &Value| value.as_text() == Some(RISK.1);
        is_asked
            && match state {
                PathState::Value(value, _) => is_high(value),
                PathState::Conflict(live) => live.iter().any(|live| is_high(&live.value)),
            }
    })
}
