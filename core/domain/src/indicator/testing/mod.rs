//! For tests of this and other crates: the register of seventeen problems, and random registers.
//!
//! [`register17`] gives the script that every implementation must bring to the same figures;
//! [`Stage`] plays it without signatures.

mod brute;
mod play;
mod random;
mod script;
mod tale;

pub use brute::json_line;
pub use play::{Refused, Stage, member};
pub use random::{Dice, RandomRegister, random_case, random_register};
pub use script::{Actor, Names, ScriptError, ScriptedAct, ScriptedValue, read_script};
pub use tale::Tale;

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
mod edge_rules;
#[cfg(test)]
mod golden;
#[cfg(test)]
mod vector;
