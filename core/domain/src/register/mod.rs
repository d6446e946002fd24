//! Problems: how they enter the register, who may move them, and what became of them.
//!
//! Start with [`judge`]: does an act count in its own past? Then [`Problem::fold`]: what the acts
//! made of it. Not here: forums and meetings ([`crate::forum`]), figures ([`crate::indicator`]).

mod apply;
mod four_eyes;
mod joint;
mod judge;
mod problem;
mod proof;
mod words;

pub use apply::hides_at_once;
pub use joint::{Halves, complement, halves, same_decision};
pub use judge::judge;
pub use problem::{Ignored, Moment, Problem, Registration, Reply, day, texts, yes};
pub(crate) use words::word;
pub use words::{Competence, Level, Sensitivity, Track, WithdrawReason};
