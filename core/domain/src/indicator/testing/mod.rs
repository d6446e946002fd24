//! For tests of this and other crates: the register of seventeen problems, and random registers.
//!
//! [`register17`] gives the script that every implementation must bring to the same figures;
//! [`Stage`] plays it without signatures.

mod play;
mod script;

pub use play::{Refused, Stage, member};
pub use script::{Actor, Names, ScriptError, ScriptedAct, ScriptedValue, read_script};

/// The register of seventeen problems (domain.md 10), every date and every act.
pub const REGISTER_17: &str = include_str!("../../../../../tests/golden/register-17.csv");

/// [`REGISTER_17`], read.
///
/// # Errors
/// The first line that cannot be read; the committed file has none.
pub fn register17() -> Result<Vec<ScriptedAct>, ScriptError> {
    read_script(REGISTER_17)
}

#[cfg(test)]
mod golden;
#[cfg(test)]
mod vector;
